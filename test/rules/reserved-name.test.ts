import { reservedName } from '../../rules/reserved-name.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(reservedName, {
  reports: {
    'a prefix that App Mesh keeps': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /aws-app-mesh } #! spec.httpRoute.match.prefix has /aws-app-mesh, which is reserved
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a path below it in the other spelling': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /aws-appmesh-v2/cart } #! spec.httpRoute.match.prefix has /aws-appmesh-v2/cart, which is reserved
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a gRPC service that App Mesh keeps': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        grpcRoute:
          match: { serviceName: aws.app-mesh.Cart } #! spec.grpcRoute.match.serviceName has aws.app-mesh.Cart, which is reserved
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a namespace with the prefix of Kubernetes': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: kube-shop #! metadata.name has kube-shop, which is reserved, expected a name without the prefix kube-
    `,
  },
  silent: {
    'a prefix that only begins like it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /aws-app }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'the same words further on in the path': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/aws-appmesh }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a placeholder': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: $PREFIX }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a gRPC service of another package': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        grpcRoute:
          match: { serviceName: aws.cart.Cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'the namespaces of Kubernetes, and one that only begins like them': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: kube-system }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: kubeflow }
    `,
  },
});
