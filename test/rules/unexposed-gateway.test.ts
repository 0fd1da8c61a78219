import { unexposedGateway } from '../../rules/unexposed-gateway.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unexposedGateway, {
  reports: {
    'a port of the host that is another one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http } #! no Service leads to port 8088 of VirtualGateway shop/edge
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ containerPort: 9901, hostPort: 9901 }, { containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: 9901 }
    `,
    'a Service that leads to another port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http } #! no Service leads to port 8088 of VirtualGateway shop/edge
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge #< Deployment shop/edge runs the gateway
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: 8080 } #< this port leads to 8080
    `,
    'a port without a target, which is its own target': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http } #! no Service leads to port 8088 of VirtualGateway shop/edge
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80 }
    `,
    'Services of other pods only': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http } #! no Service leads to port 8088 of VirtualGateway shop/edge
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8088 }
    `,
    'a name that no container port has': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http } #! no Service leads to port 8088 of VirtualGateway shop/edge
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: web }
    `,
  },
  silent: {
    'one of two ports of its Service': yaml`
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
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { name: admin, port: 9901 }
          - { name: http, port: 80, targetPort: 8088 }
    `,
    'one of two Services': yaml`
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
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 9901 }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: 8088 }
    `,
    'one of two Deployments is in the network of the host': yaml`
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
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge-host, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            hostNetwork: true
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 9901 }
    `,
    'a name that one of two Deployments has': yaml`
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
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge-old, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: web, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: web }
    `,
    'a gateway whose port is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: $PORT, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80 }
    `,
    'one of two Services, whose selector is filled in later': yaml`
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
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 9901 }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: $APP }
        ports:
          - { port: 80 }
    `,
    'a Service that leads there by number': yaml`
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: 8088 }
    `,
    'a Service that leads there by name': yaml`
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: http }
    `,
    'pods in the network of the host': yaml`
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
            hostNetwork: true
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8088 }
    `,
    'a port of the host': yaml`
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
            containers: [{ name: envoy, ports: [{ containerPort: 8088, hostPort: 80 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8088 }
    `,
    'a Service whose selector is filled in later': yaml`
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: $APP }
        ports:
          - { port: 80 }
    `,
    'a target port that is filled in later': yaml`
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { app: edge }
        ports:
          - { port: 80, targetPort: $PORT }
    `,
    'no workload of the gateway in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8088, protocol: http }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8088 }
    `,
    'no Service in these files': yaml`
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
            containers: [{ name: envoy, ports: [{ name: http, containerPort: 8088 }] }]
    `,
    'pods of a gateway that a placeholder decides about': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: edge, image: registry.example/edge:1 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: canary, namespace: shop }
      spec:
        selector: { matchLabels: { app: "\${APP}" } }
        template:
          metadata: { labels: { app: "\${APP}" } }
          spec: { containers: [{ name: canary, image: registry.example/canary:1 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
    `,
    'a port of the host that a placeholder decides, beside others': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: edge, image: registry.example/edge:1, ports: [{ containerPort: 9090 }, { containerPort: $PORT, hostPort: 80 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
    `,
    'a port of the host beside one that is none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: edge, image: registry.example/edge:1, ports: [{ containerPort: 9090 }, { containerPort: 8080, hostPort: 80 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
    `,
  },
});
