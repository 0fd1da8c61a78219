import { code, defineRule, endsOf, robbed, theft } from '../src/rule/kit.ts';

/** Requests are cut off where a change puts the routes of one owner before that of another one, and none of them has them. */
export const cutOffRequests = defineRule({
  id: 'cut-off-requests',
  group: 'routing',
  since: '0.1.0',
  severity: 'warning',
  on: 'change',
  reach: 'world',
  // The one who loses them can add a route for the host itself.
  curedElsewhere: true,
  docs: {
    summary: 'a change that keeps requests from the route of another owner and has no route for them',
    harm: 'The first route for a host is asked before all routes for any host: what it does not match is answered 404, though a team served it.',
    sources: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost',
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards',
    ],
    bad: null,
    good: null,
  },

  *check({ difference, ownerOf }, { model }) {
    const found = theft(difference, ownerOf, true);
    if (found?.isLost !== true) return;
    const { loser, from, taker, by } = found;
    yield {
      ...robbed(found, difference, model),
      what: `route ${code(taker.name)} cuts requests off from route ${code(loser.name)}`,
      why: `before the change ${from.text} sent them to ${endsOf(difference.before)}, and now the routes of ${by.text} for the host are asked instead and do not match them: the answer is ${endsOf(difference.after)}`,
      fix: `narrow the host, add a route for them there, or agree with ${from.text}`,
    };
  },
});
