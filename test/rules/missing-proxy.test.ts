import { missingProxy } from '../../rules/missing-proxy.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingProxy, {
  reports: {
    'a namespace without the label, once for all of its workloads': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop } #! 2 workloads of the mesh get no proxy: Deployment shop/cart and Deployment shop/front
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart #< Deployment shop/cart stands for VirtualNode shop/cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: front #< Deployment shop/front stands for VirtualNode shop/front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata:
            labels: { app: front }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a namespace that turns it off': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          mesh: shop
          appmesh.k8s.aws/sidecarInjectorWebhook: disabled #! Deployment shop/cart gets no proxy, so VirtualNode shop/cart does nothing for it
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a value that the injector does not ask for': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          mesh: shop
          appmesh.k8s.aws/sidecarInjectorWebhook: "true" #! Deployment shop/cart gets no proxy, so VirtualNode shop/cart does nothing for it
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a pod that turns it off for itself': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop, appmesh.k8s.aws/sidecarInjectorWebhook: enabled }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/sidecarInjectorWebhook: disabled } #! Deployment shop/cart gets no proxy, so VirtualNode shop/cart does nothing for it
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a gateway whose pods have no container envoy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }] #! Deployment shop/edge gets no proxy, so VirtualGateway shop/edge does nothing for it
    `,
  },
  silent: {
    'a namespace with the label': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop, appmesh.k8s.aws/sidecarInjectorWebhook: enabled }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a pod that turns it on for itself': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop, appmesh.k8s.aws/sidecarInjectorWebhook: disabled }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
            annotations: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a pod that brings its own envoy': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app }, { name: envoy }]
    `,
    'a gateway that runs envoy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy }]
    `,
    'a namespace that is not in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'labels of the namespace that are filled in later': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: $LABELS
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a workload outside of the mesh': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: mail
        namespace: shop
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
  },
});
