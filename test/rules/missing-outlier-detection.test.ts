import { missingOutlierDetection } from '../../rules/missing-outlier-detection.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingOutlierDetection, {
  reports: {
    'a listener of a node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no outlier detection on VirtualNode shop/cart:8080
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'one that has a single host to eject': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 } #! the outlier detection of VirtualNode shop/cart:8080 has no effect
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'one that has a single host to eject, as its author says': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 } #! the outlier detection of VirtualNode shop/cart:8080 has no effect
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: LOADBALANCER }
    `,
    'two listeners of one node, as one finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! 2 listeners of VirtualNode shop/cart without outlier detection
          - portMapping: { port: 9090, protocol: http } #< no outlier detection on VirtualNode shop/cart:9090
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },
  silent: {
    'a DNS name of which every address counts': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: ENDPOINTS }
    `,
    'instances of Cloud Map': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart }
    `,
    'a response type that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: $TYPE }
    `,
    'a service discovery that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 }
        serviceDiscovery: $DISCOVERY
    `,
    'one that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outlierDetection: $GUARD
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: ENDPOINTS }
    `,
    'a misspelt one, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            outliersDetection: { maxServerErrors: 5, interval: { unit: s, value: 9 }, baseEjectionDuration: { unit: s, value: 9 }, maxEjectionPercent: 50 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: ENDPOINTS }
    `,
    'a gateway, whose listeners cannot declare one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },
});
