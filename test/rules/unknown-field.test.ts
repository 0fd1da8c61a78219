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
  },
  silent: {
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
