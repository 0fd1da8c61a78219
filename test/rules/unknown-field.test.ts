import { unknownField } from '../../rules/unknown-field.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unknownField, {
  reports: {
    'a misspelt field, at its key': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              retryPolcy: { maxRetries: 2 } #! retryPolcy is not a field of spec.routes[0].httpRoute
    `,
    'a field of the AWS API that Kubernetes does not have': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        gatewayRouteName: cart #! gatewayRouteName is not a field of spec
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a reference one level too high': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualRouterRef: { name: cart } #! virtualRouterRef is not a field of spec.provider
    `,
    'annotations of pods that name what they do not get': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/mesh: other #! nothing reads appmesh.k8s.aws/mesh
              appmesh.k8s.aws/virtualNode: other #! nothing reads appmesh.k8s.aws/virtualNode
    `,
    'an annotation that names a node with another selector': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: pay } } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/virtualNode: cart #! nothing reads appmesh.k8s.aws/virtualNode
    `,
  },
  silent: {
    'annotations of pods that name what they get': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/mesh: shop
              appmesh.k8s.aws/virtualNode: cart
    `,
    'annotations of pods that a variable decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/mesh: $MESH
              appmesh.k8s.aws/virtualNode: $NODE
    `,
    'an annotation of pods that the injector reads': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/ports: "8080"
    `,
    'an annotation that names a node of v1beta1': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: {} }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { podSelector: { matchLabels: { app: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta1
      kind: VirtualNode
      metadata: { name: old, namespace: shop }
      spec: { meshName: shop }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        template:
          metadata:
            labels: { app: cart }
            annotations:
              appmesh.k8s.aws/virtualNode: old
    `,
    'annotations of pods where neither a mesh nor a node is': yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        annotations: { appmesh.k8s.aws/mesh: shop, appmesh.k8s.aws/virtualNode: cart }
    `,
    'the right field': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
    `,
    'a kind that is read and not judged': yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { fieldOfTheNextVersion: 1 }
    `,
    'a kind of another group': yaml`
      apiVersion: example.com/v1
      kind: VirtualService
      metadata: { name: cart }
      anything: { goes: here }
    `,
  },
});
