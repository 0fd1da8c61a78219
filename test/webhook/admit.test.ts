import { describe, expect, it } from 'vitest';
import { TestCluster } from './court.ts';
import { edge, route } from './shop.ts';

describe('a change that takes requests of another team', () => {
  it('is refused with the request that proves it', async () => {
    const cluster = new TestCluster().seed(edge);
    expect((await cluster.apply(route('team-a', 'cart', '{ prefix: /cart }', { priority: 100 }))).allowed).toBe(true);
    const answer = await cluster.apply(route('team-b', 'all', '{ prefix: /cart, method: GET }', { priority: 10 }));
    expect(answer).toMatchInlineSnapshot(`
      {
        "allowed": false,
        "auditAnnotations": {
          "decision": "deny",
          "findings": "[{"rule":"stolen-requests","severity":"warning","verdict":"deny","what":"route \`team-b/all\` takes requests from route \`team-a/cart\`","witness":"GET example.test/cart"},{"rule":"dangling-reference","severity":"error","verdict":"warn","what":"the target \`VirtualService team-b/all\` does not exist","spared":"another object that may be on its way can cure it"}]",
        },
        "status": {
          "code": 403,
          "details": {
            "causes": [
              {
                "field": "spec.httpRoute.match",
                "message": "route \`team-b/all\` takes requests from route \`team-a/cart\` (e.g. GET example.test/cart)",
                "reason": "stolen-requests",
              },
            ],
          },
          "message": "routeproof refuses GatewayRoute team-b/all for 1 reason:
      stolen-requests at spec.httpRoute.match: route \`team-b/all\` takes requests from route \`team-a/cart\` (e.g. GET example.test/cart)
        fix: narrow the match, or agree with namespace \`team-a\`
      if the other side agrees: its owner annotates GatewayRoute team-a/cart with routeproof.dev/yields-to: team-b/all
      in an emergency: whoever has the verb breakglass on validatingwebhookconfigurations/routeproof is not asked",
          "reason": "Forbidden",
        },
        "uid": "u1",
        "warnings": [
          "routeproof error dangling-reference at spec.httpRoute.action.target.virtualService.virtualServiceRef.name: the target \`VirtualService team-b/all\` does not exist; create the VirtualService, or change the name",
        ],
      }
    `);
    expect(answer.allowed).toBe(false);
  });
});
