import { asked, code, defineRule, list, yaml } from '../src/rule/kit.ts';

/** A port is ambiguous iff none is named, the mesh demands one where there are several, and there are several. */
export const ambiguousPort = defineRule({
  id: 'ambiguous-port',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'no port is named where there are several to choose from',
    harm: 'The mesh refuses the route when the controller hands it over, and the object looks active all the same.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/routes.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/715',
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
          - portMapping: { port: 8090, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
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
          - portMapping: { port: 8090, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: 8080 }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
  },

  *check({ model, world }) {
    for (const use of model.portUses) {
      const { demanded, subject, user } = use;
      const found = use.port === null ? asked(use, model, world) : null;
      if (demanded === null || found === null) continue;
      const ports = [...new Map(found.certain.map((open) => [open.text, open])).values()];
      if (ports.length < 2) continue;
      const { key, word } = found.end;
      yield {
        at: use.at,
        what: `${user} names no port of ${code(key)}, which has ${ports.length}`,
        why: demanded,
        fix: `add ${code('port')} here: ${list(
          ports.map(({ text }) => code(text)),
          'or',
        )}`,
        related: ports.map((open) => ({ at: open.at, note: `the ${word} on port ${code(open.text)}` })),
        about: [subject, key],
        absentFrom: use.field,
      };
    }
  },
});
