import { code, defineRule, yaml } from '../src/rule/kit.ts';

/** The egress of a mesh is open iff its workloads may call what is no service of it. */
export const openEgress = defineRule({
  id: 'open-egress',
  group: 'security',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'world',
  reach: 'unit',
  curedElsewhere: true,
  docs: {
    summary: 'a mesh whose workloads may call any address',
    harm: 'Whoever takes over one workload can send data anywhere, and no object of the mesh shows where it goes.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_EgressFilter.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/meshes.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: ALLOW_ALL }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: DROP_ALL }
    `,
  },

  *check({ model }) {
    for (const { key, label, at, egress } of model.domains) {
      if (egress.value !== 'anywhere') continue;
      yield {
        at: egress.at ?? at,
        what: `workloads of ${code(label)} may call any address`,
        why: egress.note ?? 'what is no service of the mesh is passed on',
        fix: egress.remedy ?? 'list what is called as services of the mesh, and close the egress',
        subject: key,
        about: [key],
      };
    }
  },
});
