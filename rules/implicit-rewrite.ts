import { code, defineRule, yaml } from '../src/rule/kit.ts';

/** A rewrite is implicit iff the mesh changes the path of what a route forwards, and the route says nothing about it. */
export const implicitRewrite = defineRule({
  id: 'implicit-rewrite',
  group: 'routing',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'route',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'unreachable-route'],
  docs: {
    summary: 'a path that the mesh rewrites because nothing says otherwise',
    harm: 'The service sees other paths than its callers send: its routes, logs and relative links are written for paths that never arrive.',
    sources: ['https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/gateway-routes.md'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { defaultPrefix: DISABLED } }
    `,
  },

  *check({ route }) {
    const { action } = route;
    if (action.kind !== 'forward' || action.unasked === undefined) return;
    yield {
      at: route.at.match,
      what: `route ${code(route.name)} rewrites the path, which nothing in it asks for`,
      why: action.unasked.note,
      fix: action.unasked.remedy,
      subject: route.id,
      about: [route.id],
    };
  },
});
