import {
  code,
  declaredRetries,
  defineRule,
  isUnknown,
  keyOf,
  list,
  plural,
  remainderWith,
  yaml,
} from '../src/rule/kit.ts';

/** A retry is unsafe iff the route tries a request again after what its server may have caused, and POST or PATCH can reach it. */
export const unsafeRetry = defineRule({
  id: 'unsafe-retry',
  group: 'resilience',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'unit',
  fold: (count, object) => `${plural(count, 'route')} of ${object} may repeat what a request has done`,
  docs: {
    summary: 'retries that may repeat what a request has done',
    harm: 'An order is placed twice, a payment is taken twice: the answer was lost, not the request.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/best-practices.html',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRetryPolicy.html',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_GrpcRetryPolicy.html',
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: orders
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: orders
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: orders }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error, gateway-error]
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: orders
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: orders
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: orders }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
                tcpRetryEvents: [connection-error]
    `,
  },

  *check({ route, seats }) {
    const retries = declaredRetries(route);
    if (retries === null) return;
    const { attempts, afterEffect } = retries;
    if (isUnknown(attempts) || attempts < 1 || afterEffect.length === 0) return;
    const taken = unsafeMethods.map((method) => ({ method, left: seats.map((seat) => remainderWith([method], seat)) }));
    const witnesses = taken.flatMap(({ method, left }) => {
      const some = left.find((one) => one.verdict === 'some' && one.ordinary);
      return some?.verdict === 'some' ? [{ method, witness: some.witness }] : [];
    });
    const [first] = witnesses;
    if (first === undefined) {
      for (const { method, left } of taken) {
        for (const one of left) {
          if (one.verdict === 'undecided')
            yield { question: `whether route ${code(route.name)} takes ${method}`, cap: one.cap };
        }
      }
      return;
    }
    const events = list(afterEffect.map(code), 'or');
    yield {
      at: keyOf(retries.at),
      what: `route ${code(route.name)} sends ${list(witnesses.map(({ method }) => method))} again after ${events}`,
      why: 'the server may have acted on the request before it failed, and acts again on the next try',
      fix: `remove ${list(afterEffect.map(code))} from the retry events, or match only methods that may be sent twice`,
      related: [{ at: route.at.match, note: `takes ${list(witnesses.map(({ method }) => method))}` }],
      witness: first.witness,
      subject: route.id,
      about: [route.id],
    };
  },
});

/** Those of the usual methods that are not idempotent: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2, RFC 5789 section 2. */
const unsafeMethods: readonly string[] = ['POST', 'PATCH'];
