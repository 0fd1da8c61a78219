import { missingMtls } from '../../rules/missing-mtls.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingMtls, {
  reports: {
    'a mesh without any TLS, once, at the mesh': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop #! no hop in Mesh shop uses TLS: 2 servers, 1 caller
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
    `,
    'level 1: a listener without TLS, in a mesh that uses TLS elsewhere': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
          - portMapping: { port: 8080, protocol: http } #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 1: a listener on which TLS is disabled': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
              mode: DISABLED #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 2: a listener that takes plaintext beside TLS, although it could check certificates': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } } #< VirtualNode shop/front requires TLS and shows a certificate
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
              mode: PERMISSIVE #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } } #< it can check client certificates
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 3: a listener that asks for no certificate': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } } #< VirtualNode shop/front requires TLS and shows a certificate
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
              mode: STRICT #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 4: callers that show no certificate to a listener that takes what it gets': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } } #< VirtualNode shop/front shows no certificate
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
              mode: PERMISSIVE #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: admin, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: admin } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: admin.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart } #< VirtualNode shop/admin has no TLS policy, so it shows no certificate
    `,
    'level 5: a caller that does not enforce its policy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  enforce: false #< VirtualNode shop/front does not enforce its TLS policy
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
              mode: STRICT #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 5: a caller whose policy is for other ports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  ports: [9090] #< VirtualNode shop/front limits its TLS policy to other ports than 8080
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
              mode: PERMISSIVE #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a listener that asks for no certificate, also where a caller refuses the name of its own': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
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
              mode: STRICT #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: spiffe://shop.example/cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a mesh without TLS but for a mode that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop } #! no hop in Mesh shop uses TLS: 1 server, 0 callers
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: \${MODE}
              certificate: { sds: { secretName: front } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
    `,
    'a mesh without TLS, without the server of which a caller requires it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop } #! no hop in Mesh shop uses TLS: 1 server, 0 callers
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
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
  },
  silent: {
    'level 4 where the listener insists: tls-mismatch is the error': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'level 6: tls-mismatch is the error where a caller insists on TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'both ends with certificates, enforced': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
    'both ends with certificates, by the default policy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backendDefaults:
          clientPolicy:
            tls:
              certificate: { sds: { secretName: front } }
              validation: { trust: { sds: { secretName: root } } }
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
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a mode that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
              mode: $TLS_MODE
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'an enforcement that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  enforce: $ENFORCE
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
    'a validation that the schema refuses, which is told there': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
              validation: { trust: { sds: { secretName: root } } }
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
              validation: { trust: { acm: { certificateAuthorityARNs: [arn] } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
});
