import { unsupportedKind } from '../../rules/unsupported-kind.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unsupportedKind, {
  reports: {
    'a kind that only the AWS API has': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Route #! found kind: Route, expected an item of spec.routes of a VirtualRouter
      metadata: { name: cart, namespace: shop }
    `,
    'a route as the AWS API has it, with all that belongs elsewhere': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Route #! found kind: Route, expected an item of spec.routes of a VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        meshName: shop #< goes: the mesh is chosen by the Mesh's namespaceSelector
        virtualRouterName: cart #< goes: the item stands in that VirtualRouter
        routeName: all #< is the name of the item
        routeSpec: #< what is in it belongs directly into the item
          priority: 10 #< belongs into the item as priority
          httpRoute: #< belongs into the item as httpRoute
            match: { prefix: / }
            action:
              targets: #< is called weightedTargets there
                - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a version that is gone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta1 #! found appmesh.k8s.aws/v1beta1, expected appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
    `,
    'a misspelt kind': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRoute #! found VirtualRoute, expected VirtualRouter, BackendGroup, GatewayRoute, Mesh, VirtualGateway or 2 more
      metadata: { name: cart, namespace: shop }
    `,
    'input of the AWS command line': yaml`
      gatewayRouteName: cart #! found AWS CLI input with gatewayRouteName, expected a Kubernetes object
      meshName: shop
      virtualGatewayName: edge
      spec:
        httpRoute:
          match: { prefix: / }
    `,
  },
  silent: {
    'a kind that exists': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'the same kind of another group': yaml`
      apiVersion: example.com/v1
      kind: Route
      metadata: { name: cart }
    `,
    'data that is no Kubernetes object': yaml`
      replicaCount: 2
      image: { tag: v1 }
    `,
  },
});
