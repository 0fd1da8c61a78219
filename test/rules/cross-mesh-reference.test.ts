import { crossMeshReference } from '../../rules/cross-mesh-reference.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(crossMeshReference, {
  reports: {
    'a backend in a namespace that another mesh selects, once for two listings': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop #< VirtualRouter shop/cart is in this mesh
      spec: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: billing #< VirtualNode billing/cart is in this mesh
      spec: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: billing } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: billing }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            httpRoute:
              match: { prefix: /a }
              action:
                weightedTargets:
                  - virtualNodeRef: { name: cart, namespace: billing } #! the target VirtualNode billing/cart is of another mesh
                    weight: 1
          - name: second
            httpRoute:
              match: { prefix: /b }
              action:
                weightedTargets:
                  - virtualNodeRef: { name: cart, namespace: billing } #< and here
                    weight: 1
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: billing }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'an ARN of another mesh, beside an object of that name in this one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode:
            virtualNodeARN: arn:aws:appmesh:eu-west-1:111122223333:mesh/billing/virtualNode/cart_shop #! the provider VirtualNode cart_shop is of another mesh
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
    `,
  },
  silent: {
    'another namespace of the same mesh': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: billing }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { backends: [{ virtualService: { virtualServiceRef: { name: invoice, namespace: billing } } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: invoice, namespace: billing }
    `,
    'a namespace whose labels are not in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: billing }
      spec: { namespaceSelector: { matchLabels: { mesh: billing } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { backends: [{ virtualService: { virtualServiceRef: { name: invoice, namespace: billing } } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: invoice, namespace: billing }
    `,
    'an ARN of the mesh by the name that it has outside of Kubernetes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { awsName: global, namespaceSelector: {} }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode:
            virtualNodeARN: arn:aws:appmesh:eu-west-1:111122223333:mesh/global/virtualNode/cart
    `,
    'an ARN of a mesh that a placeholder names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode:
            virtualNodeARN: "arn:aws:appmesh:eu-west-1:111122223333:mesh/\${MESH}/virtualNode/cart"
    `,
  },
});
