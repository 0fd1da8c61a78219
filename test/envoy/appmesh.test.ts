import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Request, request } from '../../src/algebra/request.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { diff } from '../../src/question/diff.ts';
import { type Entrance, gateways } from '../../src/question/entrance.ts';
import { trace } from '../../src/question/trace.ts';
import { remainder } from '../../src/rule/seat.ts';
import { edited, type Mesh, manifests, mesh, paths } from '../mesh/meshes.ts';
import { modelOfObjects } from '../mesh/world.ts';
import { type Envoy, each, envoyBinary, type Raw, startEnvoy } from '../support/envoy.ts';
import { listenersOf, ordered } from './mesh-listeners.ts';
import { rawOf } from './requests.ts';

const seed = 20_261_126;
const meshes = 40;
const requestsEach = 60;
const edits = 200;
const requestsOfEdit = 20;

/** As a client may write the path, which App Mesh has its proxies normalise. */
const odd = [
  ...['//a', '/%61', '/%2e%2e/a', '/a/../b', '/a//b', '/b/%62', '/a/..', '/a%2fb', '/a%2', '/a/.;x/b', '/b\\a'],
  ...['/a%2%61', '/%2e;x', '/a/%2e%2e;/b'],
];
const raw: fc.Arbitrary<Raw> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  target: fc
    .tuple(
      fc.constantFrom(...paths, ...paths, ...odd, '/a/b/c', '/abc', '/c'),
      fc.constantFrom('', '', '?q=1', '?q=2', '?q=2&q=1'),
    )
    .map((parts) => parts.join('')),
  host: fc.constantFrom('shop.test', 'a.shop.test', 'b.shop.test', 'other.test'),
  headers: fc.array(fc.record({ name: fc.constant('x-a'), value: fc.constantFrom('1', '2', '3') }), { maxLength: 2 }),
});

function askedBy({ method, target, host, headers }: Raw): Request {
  const [path = '', query = ''] = target.split('?', 2);
  return request({ method, host, path, query, headers, port: 8080 });
}

interface Answered {
  /** `SERVICE ROUTE`; null iff no route answers. */
  readonly route: string | null;
  readonly path: string | null;
}

function entrance(model: RoutingModel): Entrance {
  const [only] = gateways(model);
  if (only === undefined) throw new Error('the mesh has no gateway');
  return only;
}

/** The route behind the gateway that takes the request, and the path that arrives there. */
function traced(model: RoutingModel, one: Raw): Answered {
  const { place, calls } = entrance(model);
  const { steps, ends } = trace(model, place.key, askedBy(one), calls);
  const last = steps.at(-1);
  // A route whose weights are all 0 takes requests all the same; nobody knows who gets them.
  if (last?.entry == null && ends.some(({ is }) => is === 'unknown'))
    throw new Error(`undecided: ${JSON.stringify(ends)}`);
  if (last?.entry == null || steps.length < 2) return { route: null, path: null };
  const { route } = last.entry;
  return { route: `${route.resource.name} ${route.name}`, path: last.request.path };
}

async function answered(envoy: Envoy, name: string, asked: Raw): Promise<Answered> {
  const answer = await envoy.send(name, asked);
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`${answer.status} for ${JSON.stringify(asked)}`);
  const path = answer.headers.get('x-path');
  return { route: answer.headers.get('x-route') ?? null, path: path?.split('?', 1)[0] ?? null };
}

describe.skipIf(envoyBinary === undefined)(`App Mesh against Envoy (needs ENVOY_BIN; seed ${seed})`, () => {
  const drawn = fc
    .sample(fc.tuple(mesh.map(ordered), fc.array(raw, { minLength: requestsEach, maxLength: requestsEach })), {
      seed,
      numRuns: meshes,
    })
    .map(([one, raws], index) => ({ name: `mesh-${index}`, mesh: one, raws, model: modelOfObjects(manifests(one)) }));
  let envoy: Envoy;

  beforeAll(async () => {
    envoy = await startEnvoy(drawn.flatMap((one) => listenersOf(one.name, one.mesh)));
  });
  afterAll(() => envoy?.end());

  test('trace sends each request to the same route, with the same path', async () => {
    const asked = drawn.flatMap(({ name, model, raws }) => raws.map((one) => ({ name, model, one })));
    let taken = 0;
    await each(asked, 16, async ({ name, model, one }) => {
      const real = await answered(envoy, name, one);
      if (real.route !== null) taken += 1;
      expect({ name, one, ...traced(model, one) }).toEqual({ name, one, ...real });
    });
    expect(taken).toBeGreaterThan(asked.length / 5);
  });

  test('each witness of a gateway route leaves the gateway, and what is dead never answers', async () => {
    let witnesses = 0;
    for (const { name, model } of drawn) {
      for (const { route, seats } of model.routes.filter(
        ({ route: { resource } }) => resource.kind === 'GatewayRoute',
      )) {
        for (const left of seats.map(remainder)) {
          if (left.verdict !== 'some' || !left.ordinary) continue;
          const one = rawOf(left.witness);
          expect({ name, of: route.name, ...traced(model, one) }).toEqual({
            name,
            of: route.name,
            ...(await answered(envoy, name, one)),
          });
          witnesses += 1;
        }
      }
    }
    expect(witnesses).toBeGreaterThan(meshes);
  });
});

/** The apps that get requests of a route, `nobody` where each has weight 0: what Envoy's answer names is a route. */
function destination({ routers }: Mesh, route: string | null): string {
  for (const { service, routes } of routers) {
    for (const { name, targets } of routes) {
      if (`${service} ${name}` !== route) continue;
      return (
        [...new Set(targets.flatMap(({ node, weight }) => (weight > 0 ? node : [])))].sort().join(' ') || 'nothing'
      );
    }
  }
  return '404';
}

describe.skipIf(envoyBinary === undefined)(`diff against Envoy (needs ENVOY_BIN; seed ${seed})`, () => {
  test(`${edits} edits: destinations change where diff says so, and nowhere else`, async () => {
    const drawn = fc.sample(
      mesh.chain((from) =>
        fc.record({
          from: fc.constant(ordered(from)),
          to: edited(from).map(({ to }) => ordered(to)),
          raws: fc.array(raw, { minLength: requestsOfEdit, maxLength: requestsOfEdit }),
        }),
      ),
      { seed, numRuns: edits },
    );
    let [witnesses, unchanged] = [0, 0];
    // So many listeners at once that one process serves them.
    for (let start = 0; start < drawn.length; start += 50) {
      const some = drawn.slice(start, start + 50);
      const envoy = await startEnvoy(
        some.flatMap(({ from, to }, at) => [...listenersOf(`before-${at}`, from), ...listenersOf(`after-${at}`, to)]),
      );
      try {
        for (const [at, { from, to, raws }] of some.entries()) {
          const [before, after] = [modelOfObjects(manifests(from)), modelOfObjects(manifests(to))];
          const { differences } = diff([
            {
              before: { model: before, entrance: entrance(before), label: '' },
              after: { model: after, entrance: entrance(after), label: '' },
            },
          ]);
          const moved = differences.filter(({ kind }) => kind === 'destination');
          const real = async (one: Raw) => ({
            before: destination(from, (await answered(envoy, `before-${at}`, one)).route),
            after: destination(to, (await answered(envoy, `after-${at}`, one)).route),
          });
          for (const { witness } of moved) {
            const one = rawOf(witness);
            const { before: old, after: now } = await real(one);
            expect({ from, to, one, differs: old !== now }).toMatchObject({ differs: true });
            witnesses += 1;
          }
          if (moved.length > 0) continue;
          await each(raws, 8, async (one) => {
            const { before: old, after: now } = await real(one);
            expect({ from, to, one, old }).toEqual({ from, to, one, old: now });
            unchanged += 1;
          });
        }
      } finally {
        await envoy.end();
      }
    }
    expect(witnesses).toBeGreaterThan(edits / 2);
    expect(unchanged).toBeGreaterThan(edits);
  }, 300_000);
});
