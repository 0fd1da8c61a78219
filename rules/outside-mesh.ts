import {
  type Attachment,
  by,
  code,
  defineRule,
  isUnknown,
  list,
  objectName,
  plural,
  type World,
  yaml,
} from '../src/rule/kit.ts';

/** An object is outside the mesh iff what is here shows that no mesh selects its namespace, or that several do. */
export const outsideMesh = defineRule({
  id: 'outside-mesh',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'objects whose namespace no mesh selects, or more than one',
    harm: 'The mesh refuses to create them, or forgets them: none of their routes is ever served.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/docs/reference/api_design.md',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/getting-started-kubernetes.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    good: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },

  *check({ model, world }) {
    const groups = new Map<string, Attachment[]>();
    for (const attachment of model.attachments) {
      const { to, candidates, resource } = attachment;
      if (to !== 'domain' || candidates.length === 0) continue;
      const takers = candidates.filter(({ fails }) => fails === null);
      if (takers.length === 1) continue;
      if (takers.length === 0 && candidates.some(({ fails }) => isUnknown(fails))) continue;
      // One mesh that selects nothing is one mistake, whatever the namespaces.
      const key = candidates.length === 1 ? `${candidates[0]?.label}` : `namespace ${resource.namespace}`;
      groups.set(key, [...(groups.get(key) ?? []), attachment]);
    }
    for (const [, group] of [...groups].sort(by(([key]) => key))) yield finding(group, world);
  },
});

function finding(group: readonly Attachment[], world: World) {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a first attachment');
  const { candidates, decidedBy, wanted, resource } = first;
  const takers = candidates.filter(({ fails }) => fails === null);
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const namespace = code(resource.namespace === '' ? 'of these files' : resource.namespace);
  const objects = group.map((attachment) => ({
    at: attachment.at,
    note: `${objectName(attachment.resource)} is ${takers.length > 0 ? 'selected by each' : 'outside'}`,
  }));
  const about = [...new Set(group.map((attachment) => attachment.resource.namespace))];
  if (takers.length > 0) {
    return {
      at: decidedBy?.at ?? first.at,
      what: `namespace ${namespace} is selected ${takers.length} times, expected one ${wanted}`,
      why: `${list(takers.map(({ label }) => label))} select it, and the mesh refuses to choose`,
      fix: 'change their selectors so that one of them selects it',
      related: [
        ...takers.map((taker) => ({
          at: taker.at,
          note: `${taker.label} selects it`,
        })),
        ...objects,
      ],
      about,
    };
  }
  const [nearest] = [...candidates].sort((left, right) => right.held - left.held);
  return {
    at: only?.at ?? decidedBy?.at ?? first.at,
    what:
      only === undefined
        ? `no ${wanted} selects namespace ${namespace}`
        : `${code(only.label)} leaves ${plural(group.length, 'object')} outside`,
    why:
      typeof nearest?.fails === 'string'
        ? `${code(nearest.label)}: ${nearest.fails}; the mesh refuses objects that it does not select`
        : 'no selector matches',
    fix: nearest?.remedy ?? 'set a selector that matches the labels of the namespace',
    related: objects,
    about,
    ...(world.mayLack(wanted) && { certainty: 'if-complete' as const }),
  };
}
