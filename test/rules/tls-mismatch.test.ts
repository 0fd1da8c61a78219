import { describe, expect, it } from 'vitest';
import { tlsMismatch } from '../../rules/tls-mismatch.ts';
import { yaml } from '../../src/rule/kit.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(tlsMismatch, {
  reports: {
    'a caller that enforces TLS towards a listener without it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } } #< VirtualNode shop/front requires TLS
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } } #< route shop/cart leads to VirtualNode shop/cart:8080
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualNode shop/front requires TLS of VirtualNode shop/cart:8080, which serves plaintext
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a default policy, and a listener on which TLS is disabled': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              validation: { trust: { sds: { secretName: root } } } #< VirtualNode shop/front requires TLS of every backend
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: DISABLED #! VirtualNode shop/front requires TLS of VirtualNode shop/cart:8080, which serves plaintext
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'two callers of one plaintext listener, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! 2 callers require TLS of VirtualNode shop/cart:8080, which serves plaintext
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: admin, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: admin } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: admin.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } }
    `,
    'a caller without a certificate towards a listener that demands one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } } #! VirtualNode shop/front shows no certificate to VirtualNode shop/cart:8080, which demands one
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT #< VirtualNode shop/cart:8080 takes TLS only
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } } #< VirtualNode shop/cart:8080 demands a client certificate here
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller without any policy towards a listener that demands a certificate': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart } #! VirtualNode shop/front shows no certificate to VirtualNode shop/cart:8080, which demands one
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a policy whose ports leave out the listener that demands a certificate': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  ports: [9090] #! VirtualNode shop/front shows no certificate to VirtualNode shop/cart:8080, which demands one
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a gateway without a certificate towards a listener that demands one': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { edge: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { edge: shop } }
        listeners:
          - portMapping: { port: 8443, protocol: http }
        backendDefaults:
          clientPolicy:
            tls:
              validation: { trust: { sds: { secretName: root } } } #! VirtualGateway shop/edge shows no certificate to VirtualNode shop/cart:8080, which demands one
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a name in the certificate of the server that the caller does not accept': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/catalogue] } } } #! VirtualNode shop/front accepts another name than the certificate of VirtualNode shop/cart:8080 has #= severity error
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } } #< VirtualNode shop/cart:8080 shows this certificate
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a name in the certificate of the caller that the server does not accept': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/cart] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/admin] } } } #! VirtualNode shop/cart:8080 accepts another name than the certificate of VirtualNode shop/front has
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'trust in another domain than the one of the certificate': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://other.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/cart] } } } #! VirtualNode shop/front does not trust the issuer of the certificate of VirtualNode shop/cart:8080
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'no accepted names, where the certificate is made out to a SPIFFE ID': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } } } #! VirtualNode shop/front lists no name, and the certificate of VirtualNode shop/cart:8080 has a SPIFFE ID #= severity warning
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a certificate that is named after a trust domain': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/cart] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example } } #! the proxy of VirtualNode shop/cart:8080 does not get its certificates
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'pods that turn off the secret discovery from which their certificate comes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } } #< VirtualNode shop/cart:8080 is to have what is named here
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/sds: disabled } #! the proxy of VirtualNode shop/cart:8080 does not get its certificates
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a certificate in a file that nothing mounts into the proxy': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { team: cart } #! the proxy of VirtualNode shop/cart:8080 does not get its certificates
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a backend whose policy shows no certificate, where the default one that it displaces does': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              certificate: { sds: { secretName: front } }
              validation: { trust: { sds: { secretName: root } } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } } #! VirtualNode shop/front shows no certificate to VirtualNode shop/cart:8080, which demands one #= severity warning
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a policy of a backend that displaces one without a certificate either': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              validation: { trust: { sds: { secretName: root } } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: shop } } } #! VirtualNode shop/front shows no certificate to VirtualNode shop/cart:8080, which demands one #= severity error
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a policy that displaces one with a certificate, towards a listener without TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              certificate: { sds: { secretName: front } }
              validation: { trust: { sds: { secretName: root } } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls: { certificate: { sds: { secretName: front } }, validation: { trust: { sds: { secretName: root } } } } #< VirtualNode shop/front requires TLS and shows a certificate
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualNode shop/front requires TLS of VirtualNode shop/cart:8080, which serves plaintext #= severity error
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
  silent: {
    'a caller that does not enforce TLS towards a listener without it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  enforce: false
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller that enforces TLS on another port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  ports: [443]
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a default policy that the backend overrules with one that does not enforce': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              validation: { trust: { sds: { secretName: root } } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  enforce: false
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a mode that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: \${MODE}
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'an enforcement that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  enforce: \${ENFORCE}
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller with a certificate towards a listener that demands one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller without a certificate towards a listener that takes plaintext too': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: PERMISSIVE
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller without a certificate towards a listener that demands none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller without any policy towards a listener with plain TLS, which it follows': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a policy whose ports hold the listener': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  ports: [9090, 8080]
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a listener whose port a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  ports: [9090]
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: \${PORT}, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'one of the names that the caller accepts': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/catalogue, spiffe://shop.example/cart] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a name that a placeholder completes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/\${NAME}] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'an accepted host name, which the certificate may have beside its SPIFFE ID': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [cart.shop.svc.cluster.local] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a certificate in a file, whose names files do not tell': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/catalogue] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'trust in a domain that a placeholder names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://\${DOMAIN} } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/cart] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'no accepted names at the listener, which then takes any': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: spiffe://shop.example/front } }
                  validation: { trust: { sds: { secretName: spiffe://shop.example } }, subjectAlternativeNames: { match: { exact: [spiffe://shop.example/cart] } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
              validation: { trust: { sds: { secretName: spiffe://shop.example } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'pods that leave secret discovery on': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/sds: enabled }
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a certificate in a file that an annotation mounts': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/secretMounts: 'cart-tls:/certs' }
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a mount that a placeholder decides': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/secretMounts: '\${MOUNTS}' }
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a certificate in a file of pods that may get no proxy from the injector': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { team: cart }
          spec:
            containers: [{ name: cart, image: registry.example/cart:1 }]
    `,
    'a certificate in a file of pods that bring their own proxy': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/cart.pem, privateKey: /certs/key.pem } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { team: cart }
          spec:
            containers: [{ name: envoy, image: registry.example/cart:1 }]
    `,
  },
});

const service = (name: string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  provider: { virtualNode: { virtualNodeRef: { name: ${name} } } }
---
`;
const node = (name: string, listener: string, ...more: readonly string[]) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  listeners: [{ portMapping: { port: 8080, protocol: http }${listener} }]
  serviceDiscovery: { dns: { hostname: ${name}.shop.svc.cluster.local } }
${more.map((line) => `  ${line}\n`).join('')}---
`;
const validation = 'validation: { trust: { sds: { secretName: root } } }';
const strict = `, tls: { mode: STRICT, certificate: { sds: { secretName: cart } }, ${validation} }`;
const unnamed = `, tls: { mode: STRICT, certificate: { sds: { secretName: spiffe://shop.example } }, ${validation} }`;
const to = (name: string, tls: string) =>
  `  - virtualService: { virtualServiceRef: { name: ${name} }, clientPolicy: { tls: { ${tls} } } }`;
const withCertificate = `certificate: { sds: { secretName: front } }, ${validation}`;
const withoutId = `certificate: { sds: { secretName: spiffe://shop.example } }, ${validation}`;
const byDefault = `backendDefaults: { clientPolicy: { tls: { ${validation} } } }`;
const plainly = (name: string) => `  - virtualService: { virtualServiceRef: { name: ${name} } }`;

async function printsOf(...documents: readonly string[]): Promise<readonly string[]> {
  const { findings } = await lintFiles({ 'manifest.yaml': documents.join('') });
  return findings.filter(({ rule }) => rule === 'tls-mismatch').map((finding) => finding.fingerprint);
}

describe('the fingerprint of tls-mismatch', () => {
  it.each([
    ['has no TLS', '', validation],
    ['has no certificate', unnamed, withCertificate],
  ])('is the same whoever calls a server that %s', async (_, listener, policy) => {
    const cart = [service('cart'), node('cart', listener)];
    const front = node('front', '', 'backends:', to('cart', policy));
    const before = await printsOf(...cart, front);
    expect(before).toHaveLength(1);
    expect(await printsOf(node('admin', '', 'backends:', to('cart', policy)), front, ...cart)).toEqual(before);
  });

  it.each([
    [
      'has no certificate of its own',
      strict,
      ['backends:', to('cart', withoutId)],
      ['backends:', to('api', withoutId), to('cart', withoutId)],
    ],
    [
      'shows none by default',
      strict,
      [byDefault, 'backends:', plainly('cart')],
      [byDefault, 'backends:', plainly('api'), plainly('cart')],
    ],
  ])('is the same whatever is called by a caller that %s', async (_, listener, once, twice) => {
    const cart = [service('cart'), node('cart', listener)];
    const api = [service('api'), node('api', listener)];
    const before = await printsOf(...cart, node('front', '', ...once));
    expect(before.length).toBeGreaterThan(0);
    expect(await printsOf(...cart, ...api, node('front', '', ...twice)).then((all) => [...new Set(all)])).toEqual(
      before,
    );
  });

  it('is another one for the policy of each backend', async () => {
    const servers = [service('cart'), node('cart', strict), service('api'), node('api', strict)];
    const found = await printsOf(
      ...servers,
      node('front', '', 'backends:', to('api', validation), to('cart', validation)),
    );
    expect(new Set(found).size).toBe(2);
  });
});
