/** The surroundings of most tests: a mesh and a gateway on port 80 for namespace `shop`. */
export const surroundings = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { mesh: shop, gateway: edge } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: Mesh
metadata: { name: shop }
spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualGateway
metadata: { name: gw, namespace: shop }
spec:
  namespaceSelector: { matchLabels: { gateway: edge } }
  listeners: [{ portMapping: { port: 80, protocol: http } }]
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: cart, namespace: shop }
spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
---`;

/** A GatewayRoute to the service `cart`; `spec` is the route's body, `match` and all. */
export function gatewayRoute(name: string, spec: string): string {
  return `
apiVersion: appmesh.k8s.aws/v1beta2
kind: GatewayRoute
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`;
}

/** A GatewayRoute over HTTP with one match. */
export function httpGatewayRoute(name: string, match: string, more = ''): string {
  const target = 'target: { virtualService: { virtualServiceRef: { name: cart } } }';
  return gatewayRoute(name, `{ httpRoute: { match: ${match}, action: { ${target}${more} } } }`);
}

/** A VirtualRouter `cart` with the routes given, on port 80. */
export function router(routes: string, listeners = '[{ portMapping: { port: 80, protocol: http } }]'): string {
  return `
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  listeners: ${listeners}
  routes: ${routes}
---`;
}

/** A route of a router over HTTP to the node `cart`. */
export function httpRoute(name: string, match: string, more = ''): string {
  const targets = 'action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }';
  return `{ name: ${name}, httpRoute: { match: ${match}, ${targets}${more} } }`;
}
