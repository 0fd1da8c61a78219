import { duplicateName } from '../../rules/duplicate-name.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(duplicateName, {
  reports: {
    'one written name in two namespaces of a mesh': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: pay, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: cart.internal #! VirtualService pay/cart and VirtualService shop/cart are both named cart.internal in the mesh
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: pay }
      spec:
        awsName: cart.internal #< VirtualService pay/cart has the name too
    `,
    'a written name that is the default of another object': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart #< VirtualNode shop/cart has the name too
        namespace: shop
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        awsName: cart_shop #! VirtualNode shop/cart and VirtualNode shop/cart-v2 are both named cart_shop in the mesh
    `,
    'three of them': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        awsName: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        awsName: cart #! VirtualNode shop/a and 2 more are both named cart in the mesh
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: c, namespace: shop }
      spec:
        awsName: cart #< VirtualNode shop/c has the name too
    `,
    'one name that a placeholder is part of': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        awsName: cart-$STAGE
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        awsName: cart-$STAGE #! VirtualNode shop/a and VirtualNode shop/b are both named cart-\${STAGE} in the mesh
    `,
    'two routes of one gateway': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: gw, namespace: shop }
      spec:
        namespaceSelector: {}
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: a, namespace: shop }
      spec:
        awsName: cart
        httpRoute:
          match: { prefix: /a }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: b, namespace: shop }
      spec:
        awsName: cart #! GatewayRoute shop/a and GatewayRoute shop/b are both named cart in the mesh
        httpRoute:
          match: { prefix: /b }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'two meshes of one account': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop #< Mesh shop has the name too
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop-2 }
      spec:
        awsName: shop #! Mesh shop and Mesh shop-2 are both named shop in the mesh
        namespaceSelector: { matchLabels: { mesh: shop-2 } }
    `,
  },
  silent: {
    'one name in two meshes': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: pay, labels: { mesh: pay } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: pay }
      spec: { namespaceSelector: { matchLabels: { mesh: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { awsName: cart.internal }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: pay }
      spec: { awsName: cart.internal }
    `,
    'one name in two namespaces whose meshes are not known': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { awsName: cart.internal }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: pay }
      spec: { awsName: cart.internal }
    `,
    'one name of two kinds': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: { awsName: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: cart
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'one Kubernetes name in two namespaces': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: pay }
      spec: {}
    `,
    'a written name and the default of an object whose namespace is not known': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2 }
      spec: { awsName: cart }
    `,
    'names that only a placeholder could make equal': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec: { awsName: $NAME }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec: { awsName: cart }
    `,
    'routes of one name on two gateways': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { edge: a } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: pay, labels: { edge: b } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: gw, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { edge: a } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: gw, namespace: pay }
      spec:
        namespaceSelector: { matchLabels: { edge: b } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: a, namespace: shop }
      spec:
        awsName: cart
        httpRoute:
          match: { prefix: /a }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: b, namespace: pay }
      spec:
        awsName: cart
        httpRoute:
          match: { prefix: /b }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'meshes of one name that another account shares': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop-of-others }
      spec:
        awsName: shop
        meshOwner: "111122223333"
        namespaceSelector: { matchLabels: { mesh: others } }
    `,
  },
});
