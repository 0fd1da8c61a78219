import { code, credentialIn, defineRule, yaml } from '../src/rule/kit.ts';

/** A route holds a credential iff a value that it compares requests with, or puts into them, is one by its form or its name. */
export const credentialInRoute = defineRule({
  id: 'credential-in-route',
  group: 'security',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'unit',
  docs: {
    summary: 'a credential in a match or an edit of a route',
    harm: 'Whoever reads the repository, the object or the configuration of a proxy has it, and it cannot change without a deployment.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { exact: Bearer 9f8c7b6a5d4e3f2a1b0c }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-partner
                    match: { exact: blue }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
  },

  *check({ route }) {
    for (const { of, name, text, whole, at } of route.written ?? []) {
      const found = credentialIn(name, text, whole);
      if (found === null) continue;
      const where = name === '' ? `the ${of}` : `the ${of} ${code(name)}`;
      yield {
        at,
        what: `${where} holds ${found}`,
        why: 'a route is no secret: it is kept in repositories, and proxies print it to whoever asks for their configuration',
        fix: 'remove it from the route, revoke it where it is in use, and let the service check who calls',
        about: [of, name, found],
      };
    }
  },
});
