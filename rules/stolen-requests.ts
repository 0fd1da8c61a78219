import { code, defineRule, endsOf, robbed, theft } from '../src/rule/kit.ts';

/** Stolen requests are those that a change moves from the route of one owner to the backends of another one. */
export const stolenRequests = defineRule({
  id: 'stolen-requests',
  group: 'routing',
  since: '0.1.0',
  severity: 'warning',
  on: 'change',
  reach: 'world',
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        catchAll: {
          type: 'boolean',
          description:
            'Whether what the catch-all of a table loses counts too: it is there for what nobody else takes.',
        },
      },
    },
    defaults: { catchAll: false },
  },
  docs: {
    summary: 'a change that moves requests from the route of one owner to the backends of another one',
    harm: 'A team loses requests that it served, by a change that it did not make and that its own files do not show.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
    ],
    bad: null,
    good: null,
  },

  *check({ difference, ownerOf }, { options, model }) {
    const found = theft(difference, ownerOf, !options.catchAll);
    if (found?.isLost !== false) return;
    const { loser, from, taker, by } = found;
    yield {
      ...robbed(found, difference, model),
      what: `route ${code(taker.name)} takes requests from route ${code(loser.name)}`,
      why: `before the change ${from.text} sent them to ${endsOf(difference.before)}, and now ${by.text} sends them to ${endsOf(difference.after)}`,
      fix: `narrow the match, or agree with ${from.text}`,
    };
  },
});
