import { wildcardHost } from '../../rules/wildcard-host.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(wildcardHost, {
  reports: {
    'a suffix': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { gateway: edge }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /, hostname: { suffix: "*.shop.example" } } #! VirtualGateway shop/edge:8443 takes requests for every host under shop.example
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
    `,
    'routes without a hostname, once': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { gateway: edge }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: / } #! VirtualGateway shop/edge:8443 takes requests for any host #< route shop/cart takes them
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: help
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /help } #< route shop/help takes them
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
    `,
    'a wildcard of an Ingress': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: cart
        namespace: shop
      spec:
        ingressClassName: edge
        rules:
          - host: "*.shop.example" #! Ingress edge takes requests for every host under shop.example
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
    `,
    'a rule of an Ingress without a host': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: cart
        namespace: shop
      spec:
        ingressClassName: edge
        rules:
          - http: #! Ingress edge takes requests for any host
              paths:
                - path: /
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
    `,
  },
  silent: {
    'a hostname': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { gateway: edge }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /, hostname: { exact: cart.shop.example } }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
    `,
    'a host of an Ingress': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: cart
        namespace: shop
      spec:
        ingressClassName: edge
        rules:
          - host: cart.shop.example
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
    `,
    'a hostname that a placeholder decides': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { gateway: edge }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /, hostname: { suffix: "*.\${DOMAIN}" } }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
    `,
    'a router, which is tried for one name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: all
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a wildcard of an Ingress without any path': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        rules: [{ host: "*.example.com" }]
    `,
  },
});
