import { openEgress } from '../../rules/open-egress.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(openEgress, {
  reports: {
    'a mesh that lets everything out': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: ALLOW_ALL } #! workloads of Mesh shop may call any address
    `,
  },
  silent: {
    'a mesh that drops what it does not know': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: DROP_ALL }
    `,
    'a mesh without a filter, which drops by default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
    `,
    'a filter that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: "\${FILTER}" }
    `,
    'a type that the mesh does not have, which the schema tells': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        egressFilter: { type: ALLOW_SOME }
    `,
  },
});
