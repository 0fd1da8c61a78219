import { plaintextGateway } from '../../rules/plaintext-gateway.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(plaintextGateway, {
  reports: {
    'a listener without TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
    `,
    'a listener that takes plaintext beside TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls: { mode: PERMISSIVE, certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/key.pem } } } #! VirtualGateway shop/edge:8080 takes plaintext from outside
    `,
    'a load balancer in front that takes plaintext': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }] #< Service shop/edge leads to it from outside
    `,
    'a load balancer that ends TLS on another port only': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn, service.beta.kubernetes.io/aws-load-balancer-ssl-ports: "443" } }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a host of an Ingress without tls': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        rules:
          - host: cart.example.com #! Ingress edge takes plaintext for host cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a host of an Ingress whose tls names another one': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        tls: [{ hosts: [shop.example.com], secretName: shop }]
        rules:
          - host: cart.example.com #! Ingress edge takes plaintext for host cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a host with tls that is not sent on to it': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop, annotations: { nginx.ingress.kubernetes.io/ssl-redirect: "false" } } #! Ingress edge takes plaintext for host cart.example.com
      spec:
        ingressClassName: edge
        tls: [{ hosts: [cart.example.com], secretName: shop }]
        rules:
          - host: cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a config that speaks of another gateway': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualGateway, namespace: shop, name: other, tlsEndsBefore: true }
      `,
      'manifest.yaml': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      `,
    },
    'a gateway whose pods are not here, beside a Service of others': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: cart }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a gateway of pods without any Service here': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
    `,
    'a gateway that more pods may belong to, where a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: "\${APP}" } }
        template:
          metadata: { labels: { app: "\${APP}" } }
          spec: { containers: [{ name: envoy, image: registry.example/canary:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a listener on a port that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: "\${PORT}", protocol: http } #! VirtualGateway shop/edge:\${PORT} takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'pods in the network of their node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { hostNetwork: true, containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'some pods in the network of their node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge, track: canary } }
        template:
          metadata: { labels: { app: edge, track: canary } }
          spec: { hostNetwork: true, containers: [{ name: envoy, image: registry.example/canary:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a target port that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: "\${TARGET}" }] #< Service shop/edge leads to it from outside
    `,
    'a name that leads to the listener in one of two workloads': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! VirtualGateway shop/edge:8080 takes plaintext from outside
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ name: web, containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge, track: canary } }
        template:
          metadata: { labels: { app: edge, track: canary } }
          spec: { containers: [{ name: envoy, image: registry.example/canary:1, ports: [{ name: web, containerPort: 9090 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: web }] #< Service shop/edge leads to it from outside
    `,
    'a host of an Ingress, which stands for the default backend too': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
        rules:
          - host: cart.example.com #! Ingress edge takes plaintext for host cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
  },
  silent: {
    'a listener with TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls: { mode: STRICT, certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/key.pem } } }
    `,
    'a mode that a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls: { mode: '\${MODE}', certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/key.pem } } }
    `,
    'a load balancer that ends TLS': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn } }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a load balancer that ends TLS on this port, by its name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn, service.beta.kubernetes.io/aws-load-balancer-ssl-ports: "443, web" } }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a Service that only the cluster reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'a Service whose type a placeholder decides': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: '\${TYPE}'
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'no Service leads there, which unexposed-gateway tells': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec:
            containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 9090 }]
    `,
    'a config that says that TLS ends before it': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualGateway, namespace: shop, name: "*", tlsEndsBefore: true }
      `,
      'manifest.yaml': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      `,
    },
    'a host of an Ingress with tls': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        tls: [{ hosts: [cart.example.com], secretName: shop }]
        rules:
          - host: cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a certificate for all names of the domain': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop }
      spec:
        ingressClassName: edge
        tls: [{ hosts: ['*.example.com'], secretName: shop }]
        rules:
          - host: cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a certificate of the load balancer': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: cart, namespace: shop, annotations: { alb.ingress.kubernetes.io/certificate-arn: arn } }
      spec:
        ingressClassName: edge
        rules:
          - host: cart.example.com
            http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'a load balancer that leads to other pods on the same port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: envoy, image: registry.example/edge:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: envoy, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        type: ClusterIP
        selector: { app: edge }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        type: LoadBalancer
        selector: { app: cart }
        ports: [{ name: web, port: 80, targetPort: 8080 }]
    `,
    'an Ingress of which the config says that TLS ends before it': {
      'routeproof.yaml': yaml`
        external:
          - { kind: Ingress, namespace: shop, name: cart, tlsEndsBefore: true }
      `,
      'manifest.yaml': yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: cart, namespace: shop }
        spec:
          ingressClassName: edge
          rules:
            - host: cart.example.com
              http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
      `,
    },
  },
});
