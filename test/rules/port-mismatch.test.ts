import { portMismatch } from '../../rules/port-mismatch.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(portMismatch, {
  reports: {
    'a route for a listener that its router does not have': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http } #< VirtualRouter shop/cart has port 8080
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: 9090 } #! VirtualRouter shop/cart has no listener on port 9090 #= fix change it to 8080, or add the listener to VirtualRouter shop/cart
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a target on a port that its node does not have, in two routes, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 80, protocol: http } }]
        routes:
          - name: one
            httpRoute:
              match: { prefix: /one }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 80 } #! VirtualNode shop/cart has no listener on port 80
          - name: two
            httpRoute:
              match: { prefix: /two }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 80 } #< and here
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a gateway route for a listener of the gateway, and for one of the router behind its service': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8088, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /, port: 80 } #! VirtualGateway shop/edge has no listener on port 80
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
              port: 9090 #! VirtualRouter shop/cart has no listener on port 9090
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
    `,
    'a gateway route for a listener of the node behind its service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
              port: 9090 #! VirtualNode shop/cart has no listener on port 9090
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a node whose Service has another port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }] #! Service shop/cart has no port 8080
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local. } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: 8080 }] #< Service shop/cart has port 80
    `,
    'a Service that leads past the proxy: the listener takes TLS, which the application does not': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #< VirtualNode shop/cart uses this port
            tls:
              mode: STRICT
              certificate: { sds: { secretName: cart } }
        serviceDiscovery: { dns: { hostname: cart.shop } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: http, port: 8080, targetPort: 80 } #! Service shop/cart leads to port 80 of its pods, past the proxy #= severity error
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
    `,
    'a port of a Service that leads to a name that no container has': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { name: web } } } }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: web, port: 80, targetPort: http } #! no container behind Service shop/cart has a port named http #= fix change the name to web
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - name: cart
                image: registry.example/cart:1
                ports: [{ name: web, containerPort: 8080 }] #< Deployment shop/cart has web: 8080
    `,
    'a port of an Ingress that its Service does not have, by number and by name': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        defaultBackend:
          service:
            name: cart
            port:
              number: 8080 #! Service shop/cart has no port 8080
        rules:
          - http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: cart
                      port:
                        name: web #! Service shop/cart has no port web
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
    `,
    'a listener on a port that the application does not declare': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no container of Deployment shop/cart declares port 8080
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - name: cart
                image: registry.example/cart:1
                ports:
                  - containerPort: 80 #< Deployment shop/cart has 80
    `,
    'a target port of an Ingress that the application does not declare': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - port: 80 #! no container of Deployment shop/cart declares port 80
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
    `,
    'a Service that leads past the proxy to two workloads, for TCP and not for UDP': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: dns, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: dns } }
        listeners: [{ portMapping: { port: 5353, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: dns.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { app: dns }
        ports:
          - { name: tcp, port: 5353, targetPort: 5300, protocol: TCP } #! Service shop/dns leads to port 5300 of its pods, past the proxy #= severity warning
          - { name: udp, port: 5353, targetPort: 5300, protocol: UDP }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { matchLabels: { app: dns } }
        template:
          metadata: { labels: { app: dns } }
          spec: { containers: [{ name: dns, image: registry.example/dns:1 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: dns, track: canary } }
        template:
          metadata: { labels: { app: dns, track: canary } }
          spec: { containers: [{ name: dns, image: registry.example/dns:2 }] }
    `,
    'a port that the application does not declare, at the listener and not again at the Service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }] #! no container of Deployment shop/cart declares port 8080
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 80 }] }] }
    `,
    'the name of a port that is certain, beside one that a placeholder decides': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { name: web } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: web, port: 80, targetPort: http } #! no container behind Service shop/cart has a port named http
          - { name: "\${OTHER}", port: 81, targetPort: 8081 }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
    `,
  },
  silent: {
    'one port all the way from the gateway to the container': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8088, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /, port: 8088 }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } }, port: 80 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
      # The port of a router may differ from those of its targets: callers connect to it, the mesh to them.
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 80, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: 80 }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1, port: 8080 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080, targetPort: http }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: registry.example/cart:1, ports: [{ name: http, containerPort: 8080 }] }
    `,
    'a number that a Service has for UDP too, which leads elsewhere': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: dns, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: dns } }
        listeners: [{ portMapping: { port: 5353, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: dns.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { app: dns }
        ports:
          - { name: tcp, port: 5353, targetPort: 5353, protocol: TCP }
          - { name: udp, port: 5353, targetPort: 5300, protocol: UDP }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { matchLabels: { app: dns } }
        template:
          metadata: { labels: { app: dns } }
          spec: { containers: [{ name: dns, image: registry.example/dns:1 }] }
    `,
    'a headless Service, whose ports count for nothing': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local, responseType: ENDPOINTS } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { clusterIP: None, selector: { app: cart }, ports: [{ port: 80 }] }
    `,
    'a Service by external name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { type: ExternalName, externalName: cart.example.com, ports: [{ port: 80 }] }
    `,
    'ports that a placeholder decides about': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 80, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: "\${PORT}" }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1, port: 9090 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: "\${PORT}", protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
    'a container that declares no ports may take any': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: registry.example/cart:1 }
              - { name: metrics, image: registry.example/metrics:1, ports: [{ containerPort: 9102 }] }
    `,
    'one of the workloads behind a Service has the name': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: http }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: registry.example/cart:1, ports: [{ name: http, containerPort: 8080 }] }
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: { name: cleanup, namespace: shop }
      spec:
        schedule: "0 0 * * *"
        jobTemplate:
          spec:
            template:
              metadata: { labels: { app: cart } }
              spec: { containers: [{ name: cleanup, image: registry.example/cleanup:1 }] }
    `,
    'the port of an action in an annotation is none of a Service': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { name: use-annotation } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
    'a Service of a namespace that is not here': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.elsewhere.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
    'a router without listeners, or with one that cannot be read': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: none, namespace: shop }
      spec:
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: 9090 }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: unreadable, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 80, protocol: http } }, { portMapping: { port: http, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, port: 9090 }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a port by name of pods that are not here': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: http }] }
    `,
    'a port by name, where a placeholder decides whether more pods stand behind the Service': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: http }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ name: web, containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: other, namespace: shop }
      spec:
        selector: { matchLabels: { app: "\${APP}" } }
        template:
          metadata: { labels: { app: "\${APP}" } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ name: http, containerPort: 8080 }] }] }
    `,
    'other ports of a Service than the one that is used': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: web, port: 80, targetPort: 8080 }
          - { name: metrics, port: 9102, targetPort: metrics }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
    `,
    'another port than the one that is used, of a Service whose ports lack their names': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }, { port: 9102, targetPort: metrics }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
    `,
    'a number for TCP, where the name for UDP is used': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: dns, namespace: shop }
      spec: { defaultBackend: { service: { name: dns, port: { name: udp } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { app: dns }
        ports:
          - { name: tcp, port: 53, targetPort: tcp, protocol: TCP }
          - { name: udp, port: 53, targetPort: 53, protocol: UDP }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { matchLabels: { app: dns } }
        template:
          metadata: { labels: { app: dns } }
          spec: { containers: [{ name: dns, image: registry.example/dns:1, ports: [{ containerPort: 53, protocol: UDP }] }] }
    `,
    'a name that the first of two workloads lacks': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080, targetPort: http }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: batch, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, part: batch } }
        template:
          metadata: { labels: { app: cart, part: batch } }
          spec: { containers: [{ name: cart, image: registry.example/batch:1 }] }
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: { name: cleanup, namespace: shop }
      spec:
        schedule: "0 0 * * *"
        jobTemplate:
          spec:
            template:
              metadata: { labels: { app: cart, part: batch } }
              spec: { containers: [{ name: cart, image: registry.example/batch:1 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ name: http, containerPort: 8080 }] }] }
    `,
    'a name that leads to different ports of two workloads': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080, targetPort: http }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, track: canary } }
        template:
          metadata: { labels: { app: cart, track: canary } }
          spec: { containers: [{ name: cart, image: registry.example/cart:2, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ name: http, containerPort: 8080 }] }] }
    `,
    'a target port that one of two workloads declares': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec: { defaultBackend: { service: { name: cart, port: { number: 80 } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, track: canary } }
        template:
          metadata: { labels: { app: cart, track: canary } }
          spec: { containers: [{ name: cart, image: registry.example/cart:2, ports: [{ containerPort: 80 }] }] }
    `,
    'a listener on a port that one of two workloads declares, and one that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: "\${PORT}", protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, track: canary } }
        template:
          metadata: { labels: { app: cart, track: canary } }
          spec: { containers: [{ name: cart, image: registry.example/cart:2, ports: [{ containerPort: 80 }] }] }
    `,
    'a target port that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080, targetPort: "\${TARGET}" }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
    `,
  },
});
