import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { readReview } from '../../webhook/admission.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { edge, reasons, route } from './shop.ts';

const cart = route('team-a', 'cart', '{ prefix: /cart }', { priority: 100 });
const thief = route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 });

function shop(): TestCluster {
  const cluster = new TestCluster().seed(edge);
  cluster.store(cart, true);
  return cluster;
}

/** A review as the API server sends it. */
const review = (request: Manifest) => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: { uid: 'u1', kind: { group: 'appmesh.k8s.aws', version: 'v1beta2', kind: 'GatewayRoute' }, ...request },
});

async function answered(request: Manifest) {
  const read = readReview(JSON.parse(JSON.stringify(review(request))));
  if ('malformed' in read) return read.malformed;
  return (await shop().ask(read)).response;
}

describe('a request', () => {
  it('for an object whose name is generated', async () => {
    const { name: _, ...metadata } = thief.metadata;
    const unnamed = { ...thief, metadata: { ...metadata, generateName: 'all-' } };
    expect(await answered({ operation: 'CREATE', object: unnamed })).toMatchObject({ allowed: false });
    // https://github.com/kubernetes/apiserver registry/rest/create.go: a validating webhook sees the name.
    const named = { ...unnamed, metadata: { ...unnamed.metadata, name: 'all-x7k2p' } };
    expect(await answered({ operation: 'CREATE', object: named })).toMatchObject({ allowed: false });
  });

  it.each(['status', 'scale'])('for the subresource %s', async (subResource) => {
    expect(await answered({ operation: 'UPDATE', subResource, object: thief, oldObject: cart })).toEqual({
      uid: 'u1',
      allowed: true,
    });
  });

  it('to connect', async () => {
    expect(await answered({ operation: 'CONNECT' })).toEqual({ uid: 'u1', allowed: true });
    expect(await answered({ operation: 'CONNECT', object: {} })).toEqual({ uid: 'u1', allowed: true });
  });

  it('to change without an old object', async () => {
    expect(await answered({ operation: 'UPDATE', object: thief })).toMatchObject({ allowed: false });
    expect(await answered({ operation: 'UPDATE', object: cart })).toMatchObject({ allowed: true });
  });

  it('to delete without an old object', async () => {
    expect(await answered({ operation: 'DELETE' })).toBe('the request to delete has no object');
  });

  it.each([
    ['no review', {}],
    ['nothing', null],
    ['a list', []],
    ['another version', { apiVersion: 'admission.k8s.io/v1beta1', kind: 'AdmissionReview', request: { uid: 'u' } }],
    ['no uid', { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {} }],
    ['another operation', review({ operation: 'PATCH', object: thief })],
  ])('that is %s is malformed', (_, body) => {
    expect(readReview(body)).toHaveProperty('malformed');
  });

  it('about a kind or version that is none of ours', async () => {
    const about = (apiVersion: string, kind: string) =>
      shop().ask({
        operation: 'CREATE',
        object: { apiVersion, kind, metadata: { name: 'x', namespace: 'team-b' } },
        oldObject: null,
      });
    for (const [apiVersion, kind] of [
      ['v1', 'Secret'],
      ['v1', 'Namespace'],
      ['apps/v1', 'Deployment'],
      ['example.com/v1', 'GatewayRoute'],
    ]) {
      const { response, decision } = await about(apiVersion ?? '', kind ?? '');
      expect(response).toEqual({ uid: 'u1', allowed: true });
      expect(decision.passed).toBe('its kind is not judged');
    }
  });

  it('whose version was converted to one that is registered is judged by what it says', async () => {
    const request = {
      operation: 'CREATE',
      object: thief,
      requestKind: { group: 'appmesh.k8s.aws', version: 'v1beta1', kind: 'GatewayRoute' },
    };
    expect(await answered(request)).toMatchObject({ allowed: false });
  });

  it('that changes nothing that routes', async () => {
    const touched = { ...thief, metadata: { ...thief.metadata, managedFields: [{ manager: 'x' }] }, status: { a: 1 } };
    const { decision } = await shop().ask({ operation: 'UPDATE', object: touched, oldObject: thief });
    expect(decision.passed).toBe('nothing that routes changes');
  });
});

describe('an object', () => {
  it('with keys that poison prototypes', async () => {
    const text = `{ "__proto__": { "polluted": true }, "constructor": { "prototype": {} }, "prefix": "/cart/vip",
      "headers": [{ "name": "__proto__", "match": { "exact": "constructor" } }, { "name": "constructor" }] }`;
    const object = structuredClone(thief);
    object.spec.httpRoute.match = JSON.parse(text);
    object.metadata.labels = JSON.parse('{ "__proto__": "x", "constructor": "y" }');
    object.metadata.annotations = JSON.parse('{ "__proto__": "x", "ignore.routeproof.dev/__proto__": "y" }');
    const answer = await answered({ operation: 'CREATE', object });
    expect(answer).toMatchObject({ allowed: false });
    expect(({} as Manifest).polluted).toBeUndefined();
  });

  it('of three megabytes', async () => {
    const object = structuredClone(thief);
    object.metadata.annotations = { filler: 'x'.repeat(3_000_000) };
    expect(reasons(await shop().apply(object))).toEqual(['stolen-requests']);
    const wide = structuredClone(thief);
    wide.spec.httpRoute.match.headers = Array.from({ length: 20_000 }, (_, i) => ({
      name: `x-${i}`,
      match: { exact: 'y'.repeat(100) },
    }));
    const answer = await shop().apply(wide);
    expect((answer.status?.message ?? '').length).toBeLessThan(20_000);
    for (const line of answer.warnings ?? []) expect([...line].length).toBeLessThanOrEqual(256);
  });

  it('with parts of another type than they should have', async () => {
    for (const spec of [
      null,
      'text',
      [],
      { httpRoute: 'x' },
      { httpRoute: { match: [], action: 7 } },
      { priority: 'high' },
    ]) {
      expect(await answered({ operation: 'CREATE', object: { ...thief, spec } })).toHaveProperty('allowed');
    }
    for (const metadata of [{ name: 'all', namespace: 'team-b', labels: [], annotations: 'x' }, { name: 7 }, 'x']) {
      expect(await answered({ operation: 'CREATE', object: { ...thief, metadata } })).toHaveProperty('allowed');
    }
  });

  it('with control characters says so in harmless words', async () => {
    const object = structuredClone(thief);
    object.spec.httpRoute.match = { prefix: '/cart/\u001b[31m\nvip' };
    const text = JSON.stringify(await shop().apply(object));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    expect(JSON.parse(text).status?.message ?? '').not.toMatch(/\u001b/);
    for (const line of JSON.parse(text).warnings ?? []) expect(line).not.toMatch(/\p{Cc}/u);
  });
});

describe('warnings', () => {
  it('stay within what the API server keeps', async () => {
    const [router] = manifests(yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: team-a }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }], routes: [] }
    `);
    for (let i = 0; i < 200; i++) {
      router.spec.routes.push({
        name: `r${i}`,
        priority: i,
        httpRoute: {
          match: { prefix: `/${i}/` },
          action: { weightedTargets: [{ virtualNodeRef: { name: `none-${i}` }, weight: 1 }] },
        },
      });
    }
    const { warnings = [] } = await shop().apply(router);
    const total = warnings.reduce((sum, line) => sum + [...line].length, 0);
    expect(total).toBeLessThanOrEqual(4096);
    for (const line of warnings) expect([...line].length).toBeLessThanOrEqual(256);
    expect(warnings.join('\n')).toMatch(/\d+ more findings/);
  });
});
