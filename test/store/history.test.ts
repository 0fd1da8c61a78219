import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutShort, refuse, reset } from '../support/fake-api-server.ts';
import { gatewayRoute, Scene } from './scene.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const verb = fc.constantFrom('list' as const, 'watch' as const, 'discovery' as const);
const mishap = fc.constantFrom(
  reset,
  cutShort,
  refuse(410),
  refuse(429),
  refuse(503),
  refuse(404),
  refuse(401),
  refuse(200, 'x'),
);

type Step = (scene: Scene) => void;

const put = (scene: Scene, which: string) =>
  void scene.server.put(gatewayRoute, 'shop', which, { spec: Math.random() });
const remove = (scene: Scene, which: string) => scene.server.remove(gatewayRoute, 'shop', which);

/** What happens to a cluster, and to whoever watches it. Late words repeat what was true. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: name.map(
      (which): Step =>
        (scene) =>
          put(scene, which),
    ),
  },
  {
    weight: 3,
    arbitrary: name.map(
      (which): Step =>
        (scene) =>
          remove(scene, which),
    ),
  },
  {
    weight: 2,
    arbitrary: name.map(
      (which): Step =>
        (scene) => {
          remove(scene, which);
          put(scene, which);
        },
    ),
  },
  {
    weight: 2,
    arbitrary: name.map(
      (which): Step =>
        (scene) => {
          const object = scene.server.of(gatewayRoute).get(`shop/${which}`);
          put(scene, which);
          if (object !== undefined)
            scene.server.write('gatewayroutes', `${JSON.stringify({ type: 'MODIFIED', object })}\n`);
        },
    ),
  },
  { weight: 2, arbitrary: fc.constant<Step>(({ server }) => server.endWatches()) },
  {
    weight: 2,
    arbitrary: fc.constant<Step>(({ server }) => server.endWatches((response) => response.socket?.destroy())),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(verb, mishap).map(
      ([on, act]): Step =>
        ({ server }) =>
          server.next(on, act),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>(({ server }) => server.compact()) },
  { weight: 1, arbitrary: fc.constant<Step>(({ server }) => server.bookmark(gatewayRoute)) },
  { weight: 1, arbitrary: fc.constant<Step>(({ server }) => server.write('gatewayroutes', '{"type":"ADD\n')) },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (there): Step =>
        ({ server }) => {
          if (there) server.absent.delete('gatewayroutes');
          else server.absent.add('gatewayroutes');
          server.endWatches();
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (may): Step =>
        ({ server }) => {
          if (may) server.forbidden.delete('gatewayroutes');
          else server.forbidden.add('gatewayroutes');
          server.endWatches();
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (fails): Step =>
        (scene) => {
          scene.breaks = () => fails;
        },
    ),
  },
);

/** Until what happened reached the reflector, as far as that can be told. */
async function noticed(scene: Scene): Promise<void> {
  const { server } = scene;
  if (server.absent.size + server.forbidden.size > 0 || scene.breaks('')) {
    const enough = server.requests.length + 2;
    await scene.until(() => scene.reflector.state.is === 'synced' || server.requests.length >= enough);
    return;
  }
  const { metadata } = server.put(gatewayRoute, 'shop', 'mark');
  await scene.until(() => scene.held.get('shop/mark')?.metadata.resourceVersion === metadata.resourceVersion);
}

describe('after any history of changes and mishaps', () => {
  it('the sink holds what the server holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 60 }), async (history) => {
        const scene = await new Scene().open();
        try {
          scene.reflector.start();
          for (const [act, rests] of history) {
            act(scene);
            if (rests) await noticed(scene);
          }
          scene.server.absent.clear();
          scene.server.forbidden.clear();
          // What a broken sink lost comes with the next list.
          scene.breaks = () => false;
          if (scene.broke) {
            scene.server.next('watch', refuse(410));
            scene.server.endWatches();
          }
          put(scene, 'end');
          await scene.until(() => scene.held.has('shop/end') && scene.reflector.state.is === 'synced');
          const wanted = scene.server.of(gatewayRoute);
          for (const [key, object] of wanted) expect(scene.held.get(key)).toEqual(object);
          expect([...scene.held.keys()].sort()).toEqual([...wanted.keys()].sort());
          expect(scene.reflector.size).toBe(wanted.size);
        } finally {
          await scene.close();
        }
      }),
      { numRuns: 600 },
    );
  }, 120_000);
});
