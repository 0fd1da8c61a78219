import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateway, mesh, namespace, node, route, service } from './manifests.ts';
import { E2e } from './world.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];

describe.skipIf(assets === undefined)('a real API server and the webhook (KUBEBUILDER_ASSETS)', () => {
  let e2e: E2e;

  beforeAll(async () => {
    e2e = await E2e.start(assets ?? '', 'webhook: { mode: enforce }\n');
    await e2e.plane.apply([namespace('edge'), namespace('team-a'), namespace('team-b')]);
    await e2e.plane.apply([mesh, gateway()]);
    await e2e.plane.apply([
      service('team-a', 'cart'),
      node('team-a', 'cart'),
      route('team-a', 'cart', '/cart', { priority: 100 }),
    ]);
  }, 120_000);

  afterAll(async () => {
    await e2e?.stop();
  });

  it('refuses a route that takes requests of another team, with the request that proves it', async () => {
    const ended = await e2e.plane.tryApply(route('team-b', 'all', '/cart', { priority: 10 }), { as: 'tenant' });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatchInlineSnapshot(`
      "Warning: routeproof error dangling-reference at spec.httpRoute.action.target.virtualService.virtualServiceRef.name: the target \`VirtualService team-b/all\` does not exist; create the VirtualService, or change the name
      Warning: routeproof: 4 findings as before (dangling-reference, missing-mtls, missing-timeout, plaintext-gateway)
      Error from server (Forbidden): error when creating "STDIN": admission webhook "changes.routeproof.dev" denied the request: routeproof found 2 reasons to refuse GatewayRoute team-b/all
      unreachable-route at spec.httpRoute.match: no request can reach route \`team-a/cart\`
        fix: set the \`priority\` of \`team-a/cart\` below 10, or narrow what is tried before it
        or agree: the owner of the other object annotates it with routeproof.dev/yields-to, naming this one; or ignore unreachable-route in routeproof.yaml
      stolen-requests at spec.httpRoute.match: route \`team-b/all\` takes requests from route \`team-a/cart\` (e.g. GET example.test/cart)
        fix: narrow the match, or agree with the owner of namespace \`team-a\`
        or agree: the owner of the other object annotates it with routeproof.dev/yields-to, naming this one; or ignore stolen-requests in routeproof.yaml
        break glass: whoever has the verb breakglass on validatingwebhookconfigurations/routeproof is not asked
      "
    `);
  });
});
