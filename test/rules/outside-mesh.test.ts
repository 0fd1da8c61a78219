import { outsideMesh } from '../../rules/outside-mesh.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(outsideMesh, {
  reports: {
    'a mesh without a selector, once for all objects': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: {} #! Mesh shop leaves 2 objects outside #= certainty proven
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart #< VirtualRouter shop/cart is outside
        namespace: shop
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart #< VirtualService other/cart is outside
        namespace: other
      spec:
        provider: { virtualRouter: { virtualRouterRef: { name: cart, namespace: shop } } }
    `,
    'two meshes that select one namespace': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop } #! namespace shop is selected 2 times, expected one Mesh
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: one }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: two }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'two meshes that select one namespace, and a third that may': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop, tier: $TIER } } #! namespace shop is selected 2 times, expected one Mesh #= certainty proven
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: one }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: two }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: three }
      spec: { namespaceSelector: { matchLabels: { tier: web } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a mesh that selects another namespace, where another one may have to be rendered first': {
      'mesh.yaml': yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { mesh: shop } }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: Mesh
        metadata: { name: one }
        spec: { namespaceSelector: { matchLabels: { mesh: other } } } #! Mesh one leaves 1 object outside #= certainty if-complete
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
      `,
      'more.yaml': yaml`
        {{- if .Values.mesh }}
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: Mesh
        metadata: { name: two }
        {{- end }}
      `,
    },
  },
  silent: {
    'a namespace whose labels are filled in later': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: $LABELS }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a mesh that selects the namespace': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'no mesh in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a namespace whose labels nobody knows': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'one of two meshes of which nobody knows whether it selects the namespace': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop, tier: $TIER } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: one }
      spec: { namespaceSelector: { matchLabels: { mesh: other } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: two }
      spec: { namespaceSelector: { matchLabels: { tier: web } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
  },
});
