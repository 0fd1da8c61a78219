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
    'one server in a mesh that uses TLS': yaml`
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
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: PERMISSIVE #! callers of VirtualNode shop/cart:8080 are not mutually authenticated
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a caller without a certificate': yaml`
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
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation: { trust: { sds: { secretName: root } } } #< VirtualNode shop/front: presents no client certificate
    `,
  },
  silent: {
    'both ends with certificates': yaml`
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
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  certificate: { sds: { secretName: front } }
                  validation: { trust: { sds: { secretName: root } } }
    `,
    'a mode that is filled in later': yaml`
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
  },
});
