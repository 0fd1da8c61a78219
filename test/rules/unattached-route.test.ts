import { unattachedRoute } from '../../rules/unattached-route.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unattachedRoute, {
  reports: {
    'two gateways that take one route, one of another mesh': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: one } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: other, labels: { mesh: two } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: one }
      spec: { namespaceSelector: { matchLabels: { mesh: one } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: two }
      spec: { namespaceSelector: { matchLabels: { mesh: two } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: other }
      spec:
        namespaceSelector: {}
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart #! GatewayRoute shop/cart is taken 2 times, expected one VirtualGateway
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a gateway whose selector wants another label': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: other } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart #! no VirtualGateway takes GatewayRoute shop/cart #= certainty proven
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'two gateways that take one route': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: inner, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: inner } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart #! GatewayRoute shop/cart is taken 2 times, expected one VirtualGateway
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a gateway of another label, where another one may have to be rendered first': {
      'edge.yaml': yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { gateway: other } }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualGateway
        metadata: { name: edge, namespace: shop }
        spec:
          namespaceSelector: { matchLabels: { gateway: edge } }
          podSelector: { matchLabels: { app: edge } }
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: GatewayRoute
        metadata: { name: cart, namespace: shop } #! no VirtualGateway takes GatewayRoute shop/cart #= certainty if-complete
        spec:
          httpRoute:
            match: { prefix: /cart }
            action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
      `,
      'more.yaml': yaml`
        {{- if .Values.inner }}
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualGateway
        metadata: { name: inner, namespace: shop }
        {{- end }}
      `,
    },
  },
  silent: {
    'a gateway that selects the namespace': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a namespace outside of these files, whose labels nobody knows': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'no gateway in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'one of two gateways of which nobody knows whether it takes the route': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: other, tier: $TIER } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: inner, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { tier: web } }
        podSelector: { matchLabels: { app: inner } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
  },
});
