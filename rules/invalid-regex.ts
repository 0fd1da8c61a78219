import { checkRegex, code, defineRule, yaml } from '../src/rule/kit.ts';

/** A regular expression is invalid iff the engine that the proxy uses refuses it, the limit of its program size included. */
export const invalidRegex = defineRule({
  id: 'invalid-regex',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'unit',
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        programSize: {
          type: 'integer',
          minimum: 1,
          description: 'The largest program that the proxy accepts for one expression.',
        },
      },
    },
    defaults: { programSize: 100 },
  },
  docs: {
    summary: 'a regular expression that the proxy refuses',
    harm: 'The proxy rejects the whole update with this route, so that nobody gets any later change, while the object looks accepted.',
    sources: [
      'https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/type/matcher/v3/regex.proto',
      'https://github.com/google/re2/wiki/Syntax',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: item
            priority: 1
            httpRoute:
              match: { path: { regex: '/items/(?=[0-9])' } }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: item
            priority: 1
            httpRoute:
              match: { path: { regex: '/items/[0-9]+' } }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },

  *check({ route }, { options: { programSize } }) {
    for (const { text, at } of route.expressions) {
      const checked = checkRegex(text, programSize);
      if (checked.is === 'ok') continue;
      if (checked.is === 'unknown') {
        yield {
          question: `whether the proxy takes the expression ${code(text)} of route ${code(route.name)}`,
          cap: checked.cap,
        };
        continue;
      }
      yield {
        at,
        what: `the proxy refuses the expression ${code(text)} of route ${code(route.name)}`,
        why: `it has ${checked.why}, and the proxy rejects each update that holds it: nobody gets a later change of these routes`,
        fix: remedies.find(([words]) => words.test(checked.why))?.[1] ?? 'write it in the syntax of RE2',
        subject: route.id,
        about: [route.id, text],
      };
    }
  },
});

/** What to do, by words of what is wrong. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/^a program size/, 'shorten it, or match by exact, prefix or suffix instead'],
  [/^(look-around|the escape `\\\d)/, 'write it in the syntax of RE2, which has no look-around and no back-references'],
  [
    /that (is not closed|was not opened)/,
    'close what is open, or put a backslash before the character that is meant itself',
  ],
];
