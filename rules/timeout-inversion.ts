import {
  type Call,
  code,
  type DeclaredLimit,
  type Draft,
  declaredLimit,
  defineRule,
  keyOf,
  limitOf,
  limitText,
  mostStops,
  onward,
  type RoutingModel,
  type Stop,
  stopKey,
  yaml,
} from '../src/rule/kit.ts';

/** Timeouts are inverted iff what is declared for an outer hop is shorter than what is declared next on the way behind it. */
export const timeoutInversion = defineRule({
  id: 'timeout-inversion',
  group: 'resilience',
  since: '0.1.0',
  severity: 'info',
  on: 'world',
  reach: 'call path',
  curedElsewhere: true,
  docs: {
    summary: 'an outer hop that gives up before the inner one that it waits for',
    harm: 'The inner service works on for a caller that has gone, and the caller never sees the answer that comes in time.',
    sources: [
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/routes.md',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpTimeout.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: front
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 2 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 2 } } }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: stock
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 5 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: stock
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: front
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 5 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: stock
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 5 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: stock
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
  },

  *check({ model }) {
    const memo: Memo = new Map();
    const routes = model.routes.filter(({ seats }) => seats.length > 0).map(({ route }): Stop => ({ route }));
    for (const stop of [...routes, ...model.pools.map((pool): Stop => ({ pool }))]) {
      const outer = waitAt(stop);
      if (outer === null) continue;
      const inner = longestBehind(model, stop, memo);
      if (inner !== null && inner.limit > outer.limit) yield inverted(outer, inner);
    }
  },
});

/** A declared limit, and the calls that lead to it from where one looked. */
interface Wait extends DeclaredLimit {
  readonly name: string;
  readonly id: string;
  readonly calls: readonly Call[];
}

/** Undefined while it is being found: a way in a circle finds nothing new. */
type Memo = Map<string, Wait | null | undefined>;

/** What a stop declares itself; null iff nothing, or nothing that this run can know. */
function waitAt(stop: Stop): Wait | null {
  if ('place' in stop) return null;
  const setting = 'route' in stop ? stop.route.timeout : stop.pool.timeout;
  const declared = declaredLimit(setting);
  if (declared === null) return null;
  return 'route' in stop
    ? { name: `route ${code(stop.route.name)}`, id: stop.route.id, ...declared, calls: [] }
    : { name: stop.pool.label, id: stop.pool.key, ...declared, calls: [] };
}

function isOpen(stop: Stop): boolean {
  if ('place' in stop) return false;
  const setting = 'route' in stop ? stop.route.timeout : stop.pool.timeout;
  return setting !== null && limitOf(setting) === null;
}

/** The longest limit that is declared next behind a stop, past stops that declare none. */
function longestBehind(model: RoutingModel, stop: Stop, memo: Memo, length = 1): Wait | null {
  const key = stopKey(stop);
  if (memo.has(key)) return memo.get(key) ?? null;
  if (length >= mostStops) return null;
  memo.set(key, undefined);
  let longest: Wait | null = null;
  for (const { to, call } of onward(model, stop)) {
    const next = isOpen(to) ? null : (waitAt(to) ?? longestBehind(model, to, memo, length + 1));
    if (next === null || (longest !== null && longest.limit >= next.limit)) continue;
    longest = call === null ? next : { ...next, calls: [call, ...next.calls] };
  }
  memo.set(key, longest);
  return longest;
}

function inverted(outer: Wait, inner: Wait): Draft {
  const allowed = Number.isFinite(inner.limit) ? `may take ${limitText(inner.limit)}` : 'has no limit';
  const [first] = inner.calls;
  return {
    at: keyOf(outer.at),
    what: `${outer.name} gives up after ${limitText(outer.limit)}, ${inner.name} behind it ${allowed}`,
    why: first === undefined ? 'the request waits there in turn' : `${first.label} waits for it before it answers`,
    fix: Number.isFinite(inner.limit)
      ? `give ${outer.name} at least ${limitText(inner.limit)}, or ${inner.name} less`
      : `give ${inner.name} a limit below ${limitText(outer.limit)}`,
    related: [
      ...inner.calls.map((call) => ({ at: call.at, note: `${call.label} calls it` })),
      { at: keyOf(inner.at), note: `${inner.name} ${allowed}` },
    ],
    subject: outer.id,
    about: [outer.id, inner.id],
  };
}
