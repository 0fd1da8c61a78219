import { code, defineRule, list, type MeshName, objectName, yaml } from '../src/rule/kit.ts';

/** A name is a duplicate iff two objects of one kind have it where the mesh lets a name stand for one thing. */
export const duplicateName = defineRule({
  id: 'duplicate-name',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  docs: {
    summary: 'two objects that become one in the mesh',
    harm: 'Both are accepted and write one thing behind the mesh, each over the other: which of them counts changes with every reconcile.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/docs/reference/api_design.md',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/146',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: cart
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        awsName: cart
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: cart
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },

  *check({ model }) {
    const groups = new Map<string, MeshName[]>();
    for (const named of model.names) {
      const key = JSON.stringify([named.resource.kind, named.within, named.name]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [named]);
      else group.push(named);
    }
    for (const [first, second, ...more] of groups.values()) {
      if (first === undefined || second === undefined) continue;
      const all = [first, second, ...more].map(({ resource }) => code(objectName(resource)));
      yield {
        at: second.at,
        what: `${list(all, 'and', 2)} are both named ${code(second.name)} in the mesh`,
        why: `in ${second.within} a name stands for one ${second.resource.kind}, and nothing checks it: each object overwrites there what the other one set`,
        fix: `set another ${code(second.field)} on one of them, or rename it`,
        related: [first, ...more].map((other) => ({
          at: other.at,
          note: `${objectName(other.resource)} has the name too`,
        })),
        about: [second.name, ...all],
      };
    }
  },
});
