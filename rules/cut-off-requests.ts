import { code, defineRule, endsOf, theft } from '../src/rule/kit.ts';

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
    const still = model.routes.find(({ route }) => route.id === loser.id)?.route;
    yield {
      at: taker.at.match,
      what: `route ${code(taker.name)} keeps requests from route ${code(loser.name)} and does not match them`,
      why: `before the change ${from.text} sent them to ${endsOf(difference.before)}, and now the routes of ${by.text} for the host are asked instead: the answer is ${endsOf(difference.after)}`,
      fix: `add a route for them there, narrow the host, or agree with ${from.text}`,
      related: still === undefined ? [] : [{ at: still.at.match, note: `route ${code(loser.name)} had such requests` }],
      witness: difference.witness,
      subject: taker.id,
      about: [taker.id, loser.id],
    };
  },
});
