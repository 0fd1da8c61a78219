import { describe, expect, it } from 'vitest';
import { cutShort, hang, refuse, reset } from '../support/fake-api-server.ts';
import { gatewayRoute, Scene, scenes, service } from './scene.ts';

const open = scenes();
const put = (scene: Scene, name: string, fields = {}) => scene.server.put(gatewayRoute, 'shop', name, fields);
const remove = (scene: Scene, name: string) => scene.server.remove(gatewayRoute, 'shop', name);
const line = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;

/** A scene with `shop/a` and `shop/b` that watches. */
async function watching(): Promise<Scene> {
  const scene = await open();
  put(scene, 'a');
  put(scene, 'b');
  await scene.synced();
  scene.log.length = 0;
  return scene;
}

describe('a reflector', () => {
  it('lists, then tells what changes', async () => {
    const scene = await open();
    put(scene, 'a');
    expect([scene.reflector.state, scene.reflector.hasSynced]).toEqual([{ is: 'listing', message: null }, false]);
    await scene.synced();
    expect([scene.reflector.state, scene.reflector.hasSynced]).toEqual([{ is: 'synced' }, true]);
    put(scene, 'b');
    put(scene, 'a', { spec: {} });
    remove(scene, 'b');
    await scene.until(() => scene.log.length === 4);
    expect(scene.log).toEqual(['put shop/a', 'put shop/b', 'put shop/a', 'remove shop/b']);
    expect([...scene.held.values()]).toEqual([...scene.server.of(gatewayRoute).values()]);
    expect([scene.reflector.size, scene.reflector.generation]).toEqual([1, 4]);
  });

  it('lists in pages of 500 and reads no page twice', async () => {
    const scene = await open();
    for (let i = 0; i < 1203; i++) put(scene, `route-${i}`);
    await scene.synced();
    const lists = scene.server.requests.filter(({ verb }) => verb === 'list');
    expect(lists.map(({ query }) => query.get('limit'))).toEqual(['500', '500', '500']);
    expect(lists.map(({ query }) => query.has('resourceVersion'))).toEqual([false, false, false]);
    expect(scene.held.size).toBe(1203);
    expect(scene.log.length).toBe(1203);
  });

  it('leaves out what only writers need, and names the kind where a list does not', async () => {
    const scene = await new Scene().open(service);
    const last = 'kubectl.kubernetes.io/last-applied-configuration';
    const annotations = { [last]: '{}', kept: 'yes' };
    scene.server.put(service, 'shop', 'cart', { spec: { ports: [] } }, { managedFields: [{}], annotations });
    await scene.synced();
    expect(scene.held.get('shop/cart')).toMatchObject({ apiVersion: 'v1', kind: 'Service', spec: { ports: [] } });
    expect(scene.held.get('shop/cart')?.metadata).toMatchObject({ name: 'cart', annotations: { kept: 'yes' } });
    expect(scene.held.get('shop/cart')?.metadata).not.toHaveProperty('managedFields');
    await scene.close();
  });

  it('asks for bookmarks and for an end within ten minutes, and goes on behind a bookmark', async () => {
    const scene = await watching();
    scene.server.version = 900;
    scene.server.bookmark(gatewayRoute);
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    scene.server.version = 950;
    scene.server.bookmark(gatewayRoute);
    scene.server.endWatches();
    await scene.watching(2);
    const watches = scene.server.requests.filter(({ verb }) => verb === 'watch').map(({ query }) => query);
    expect(watches.map((query) => query.get('allowWatchBookmarks'))).toEqual(['true', 'true']);
    for (const query of watches) {
      expect(Number(query.get('timeoutSeconds'))).toBeGreaterThanOrEqual(300);
      expect(Number(query.get('timeoutSeconds'))).toBeLessThanOrEqual(600);
    }
    expect(watches[1]?.get('resourceVersion')).toBe('950');
    expect([scene.count('list'), scene.reflector.state]).toEqual([1, { is: 'synced' }]);
  });

  it('reaches nobody after stop, and begins no watch where it is stopped in the first list', async () => {
    const scene = await open();
    for (let i = 0; i < 700; i++) put(scene, `route-${i}`);
    scene.breaks = () => {
      void scene.reflector.stop();
      return false;
    };
    scene.reflector.start();
    await scene.until(() => scene.log.length > 0);
    await scene.reflector.stop();
    const told = scene.log.length;
    expect(told).toBeLessThan(700);
    put(scene, 'late');
    expect([scene.log.length, scene.count('watch'), scene.reflector.hasSynced]).toEqual([told, 0, false]);
  });

  it('stops in a watch and in a pause', async () => {
    const scene = await watching();
    await scene.reflector.stop();
    put(scene, 'c');
    expect(scene.log).toEqual([]);
    const other = await open();
    other.server.next('list', refuse(503));
    other.timing.pause = (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    other.reflector.start();
    await other.until(() => other.reflector.state.is === 'listing' && other.count('list') === 1);
    await other.reflector.stop();
    expect(other.count('list')).toBe(1);
  });
});

describe('whatever the server does, a reflector goes on', () => {
  it.each([
    ['LIST answers 503', 'list', refuse(503)],
    ['LIST answers 429', 'list', refuse(429)],
    ['LIST is no JSON', 'list', refuse(200, 'x'.repeat(10))],
    ['LIST is reset', 'list', reset],
    ['LIST ends in the middle', 'list', cutShort],
    ['WATCH answers 503', 'watch', refuse(503)],
    ['WATCH answers 500', 'watch', refuse(500)],
    ['WATCH is reset', 'watch', reset],
    ['WATCH ends in the middle', 'watch', cutShort],
  ] as const)('%s', async (_, verb, mishap) => {
    const scene = await open();
    put(scene, 'a');
    scene.server.next(verb, mishap);
    scene.reflector.start();
    await scene.until(() => scene.count(verb) === 2 && scene.count('watch') > 0);
    put(scene, 'b');
    await scene.until(() => scene.held.size === 2);
    expect(scene.reflector.state).toEqual({ is: 'synced' });
    // A kept connection that is reset before an answer was closed by chance: the request goes out again at once.
    expect(scene.timing.pauses.length).toBe(verb === 'watch' && mishap === reset ? 0 : 1);
  });

  it('a watch that is reset goes on behind its last event, without a list', async () => {
    const scene = await watching();
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    scene.server.endWatches((response) => void response.socket?.destroy());
    remove(scene, 'a');
    put(scene, 'd');
    await scene.until(() => scene.log.length === 3);
    expect(scene.log).toEqual(['put shop/c', 'remove shop/a', 'put shop/d']);
    expect(scene.count('list')).toBe(1);
    expect([...scene.reflector.counters.watchRestarts]).toEqual([['failed', 1]]);
    expect(scene.states.map(({ is }) => is)).toEqual(['synced', 'stale', 'synced']);
  });

  it('an API server that dies is awaited, and its return is noticed', async () => {
    const scene = await watching();
    const { port } = scene.server;
    await scene.server.close();
    await scene.until(() => scene.timing.pauses.length > 5);
    expect(scene.reflector.state).toMatchObject({
      is: 'stale',
      since: 0,
      message: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(scene.reflector.hasSynced).toBe(true);
    expect(scene.reflector.stalenessMs()).toBeGreaterThan(10_000);
    await scene.server.listen(port);
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    expect([scene.reflector.state, scene.reflector.stalenessMs()]).toEqual([{ is: 'synced' }, 0]);
  });

  it.each([
    ['in the stream', true],
    ['as a status', false],
  ])('a version that is too old, told %s, leads to a list that shows what went', async (_, inStream) => {
    const scene = await watching();
    scene.server.refusesInStream = inStream;
    scene.server.next('watch', refuse(500));
    scene.server.endWatches();
    remove(scene, 'a');
    put(scene, 'c');
    scene.server.compact();
    await scene.until(() => scene.held.size === 2 && scene.held.has('shop/c') && scene.reflector.state.is === 'synced');
    expect(scene.log.toSorted()).toEqual(['put shop/c', 'remove shop/a']);
    expect(scene.reflector.counters.relists).toBe(1);
    expect(scene.reflector.counters.watchRestarts.get('expired')).toBe(1);
    expect(scene.states.map(({ is }) => is)).toEqual(['synced', 'stale', 'stale', 'synced']);
  });

  it('a list that is too old to be continued begins again', async () => {
    const scene = await open();
    for (let i = 0; i < 700; i++) put(scene, `route-${i}`);
    scene.server.onRequest = (verb) => {
      if (verb === 'list' && scene.count('list') === 1) {
        remove(scene, 'route-0');
        scene.server.compact();
      }
    };
    scene.reflector.start();
    await scene.until(() => scene.held.size === 699);
    expect(scene.held.has('shop/route-0')).toBe(false);
    expect(scene.log.filter((entry) => entry === 'put shop/route-1')).toHaveLength(1);
  });

  it('an object that was deleted and created anew between two lists is removed and put', async () => {
    const scene = await watching();
    scene.server.endWatches();
    remove(scene, 'a');
    put(scene, 'a');
    scene.server.compact();
    await scene.until(() => scene.log.length === 2);
    expect(scene.log).toEqual(['remove shop/a', 'put shop/a']);
  });

  it('an unreadable line, and a line that never ends, lead to a list', async () => {
    const scene = await watching();
    scene.server.write('gatewayroutes', '{"type":"MODIFIED","obj\n');
    remove(scene, 'a');
    await scene.until(() => scene.log.length === 1 && scene.reflector.state.is === 'synced');
    await scene.watching(2);
    scene.server.write('gatewayroutes', '{'.repeat(9 << 20));
    put(scene, 'c');
    await scene.until(() => scene.log.length === 2 && scene.reflector.state.is === 'synced');
    expect(scene.log).toEqual(['remove shop/a', 'put shop/c']);
    expect([...scene.reflector.counters.watchRestarts]).toEqual([['malformed', 2]]);
    expect(scene.count('list')).toBe(3);
  });

  it('a watch of which nothing is heard for 75 s may be dead: another one takes its place', async () => {
    const scene = await watching();
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    scene.timing.advance(50_000);
    put(scene, 'd');
    await scene.until(() => scene.held.size === 4);
    expect(scene.reflector.stalenessMs()).toBe(0);
    scene.server.endWatches(() => {}); // Half-open: its events reach nobody.
    remove(scene, 'a');
    scene.timing.advance(74_000);
    expect(scene.reflector.stalenessMs()).toBe(74_000);
    scene.timing.advance(1000);
    await scene.until(() => !scene.held.has('shop/a'));
    expect(scene.states.map(({ is }) => is)).toEqual(['synced']);
    expect([...scene.reflector.counters.watchRestarts]).toEqual([['silent', 1]]);
    expect([scene.count('list'), scene.timing.pauses]).toEqual([1, []]);
  });

  it('a connection on which nothing comes and nothing begins makes the view stale within 90 s of its last word', async () => {
    const scene = await watching();
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    scene.server.next('watch', hang);
    scene.timing.advance(75_000);
    await scene.watching(2);
    scene.timing.advance(15_000);
    await scene.until(() => scene.reflector.state.is === 'stale');
    expect(scene.reflector.stalenessMs()).toBeGreaterThanOrEqual(89_000);
    expect(scene.reflector.state).toMatchObject({ message: 'no watch began within 15 s' });
    put(scene, 'd');
    await scene.until(() => scene.held.size === 4 && scene.reflector.state.is === 'synced');
  });

  it('a watch without an answer, and a page without an end, are given up', async () => {
    const scene = await open();
    put(scene, 'a');
    scene.server.next('list', (response) => void response.write('{'));
    scene.server.next('watch', hang);
    scene.reflector.start();
    await scene.until(() => scene.count('list') === 1);
    scene.timing.advance(61_000);
    await scene.watching(1);
    expect(scene.reflector.hasSynced).toBe(true);
    scene.timing.advance(16_000);
    await scene.watching(2);
    put(scene, 'b');
    await scene.until(() => scene.held.size === 2);
    expect(scene.states.map(({ is }) => is)).toEqual(['listing', 'synced', 'stale', 'synced']);
  });
});

describe('a reflector spares the server', () => {
  /** The first pauses of a scene, with chance always at its most. */
  async function pauses(scene: Scene, count: number): Promise<readonly number[]> {
    scene.reflector.start();
    await scene.until(() => scene.timing.pauses.length >= count);
    return scene.timing.pauses.slice(0, count).map((pause) => Math.round(pause / 100) * 100);
  }
  const doubling = [800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000];

  it('where watches end as soon as they begin', async () => {
    const scene = await open();
    for (let i = 0; i < 20; i++) scene.server.next('watch', refuse(200, ''));
    expect(await pauses(scene, 8)).toEqual(doubling);
  });

  it('where every watch is too old', async () => {
    const scene = await open();
    for (let i = 0; i < 20; i++) scene.server.next('watch', refuse(410));
    expect(await pauses(scene, 8)).toEqual(doubling);
    expect(scene.count('list')).toBeLessThanOrEqual(9);
  });

  it('where nothing answers, and comes back at random', async () => {
    const scene = await open();
    scene.timing.chance = 0.5;
    for (let i = 0; i < 20; i++) scene.server.next('list', reset);
    expect(await pauses(scene, 8)).toEqual(doubling.map((pause) => pause / 2));
  });

  it('as long as Retry-After says, in the header or in the status, and two minutes at most', async () => {
    const scene = await open();
    scene.server.next('list', refuse(429, 'slow down', { 'retry-after': '7' }));
    scene.server.next('list', refuse(503, 'slow down', { 'retry-after': '9' }));
    scene.server.next('list', refuse(429, 'slow down', { 'retry-after': '99999' }));
    scene.server.next('watch', refuse(429, 'slow down', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }));
    const busy = { code: 429, message: 'busy', details: { retryAfterSeconds: 20 } };
    scene.server.next('watch', (response) => void response.end(line('ERROR', busy)));
    expect(await pauses(scene, 5)).toEqual([7000, 9000, 120_000, 6400, 20_000]);
  });

  it('and lists soon where it waited long for a server that knows its version no longer', async () => {
    const scene = await watching();
    put(scene, 'c');
    await scene.until(() => scene.held.size === 3);
    scene.timing.advance(70_000);
    for (let i = 0; i < 6; i++) scene.server.next('watch', refuse(503));
    scene.server.endWatches();
    await scene.until(() => scene.timing.pauses.length === 7);
    scene.server.next('watch', refuse(410));
    scene.server.endWatches();
    await scene.until(() => scene.count('list') === 2);
    expect(scene.timing.pauses.map(Math.round).slice(-2)).toEqual([29_970, 799]);
  });

  it('and forgets its patience after two healthy minutes', async () => {
    const scene = await open();
    for (let i = 0; i < 6; i++) scene.server.next('list', refuse(503));
    scene.reflector.start();
    await scene.watching(1);
    put(scene, 'a');
    await scene.until(() => scene.held.size === 1);
    scene.timing.advance(60_000);
    put(scene, 'b');
    await scene.until(() => scene.held.size === 2);
    scene.timing.advance(60_000);
    scene.server.endWatches();
    await scene.watching(2);
    expect(scene.timing.pauses.map(Math.round)).toEqual([799, 1598, 3197, 6394, 12_787, 25_574, 799]);
  });
});

describe('what comes late, twice or wrongly', () => {
  it('an older version does not replace a newer one, and no late word brings back what was deleted', async () => {
    const scene = await watching();
    const old = put(scene, 'a', { spec: 'old' });
    put(scene, 'a', { spec: 'new' });
    scene.server.write('gatewayroutes', line('MODIFIED', old));
    const gone = put(scene, 'b');
    remove(scene, 'b');
    scene.server.write('gatewayroutes', line('MODIFIED', gone));
    put(scene, 'end');
    await scene.until(() => scene.held.has('shop/end'));
    expect(scene.held.get('shop/a')).toMatchObject({ spec: 'new' });
    expect([...scene.held.keys()]).toEqual(['shop/a', 'shop/end']);
    expect(scene.reflector.counters.outdated).toBe(2);
  });

  it('a late deletion of a former object does not remove the one that has its name', async () => {
    const scene = await watching();
    const former = scene.server.of(gatewayRoute).get('shop/a');
    remove(scene, 'a');
    put(scene, 'a');
    scene.server.write('gatewayroutes', line('DELETED', former));
    put(scene, 'end');
    await scene.until(() => scene.held.has('shop/end'));
    expect([...scene.held.keys()].sort()).toEqual(['shop/a', 'shop/b', 'shop/end']);
  });

  it('versions that are no numbers are taken as they come, and the same one twice is told once', async () => {
    const scene = await watching();
    const object = (resourceVersion: string) => ({
      metadata: { name: 'x', namespace: 'shop', uid: '1', resourceVersion },
    });
    for (const version of ['zebra', 'apple', 'apple']) {
      scene.server.write('gatewayroutes', line('MODIFIED', object(version)));
    }
    put(scene, 'end');
    await scene.until(() => scene.held.has('shop/end'));
    expect(scene.log).toEqual(['put shop/x', 'put shop/x', 'put shop/end']);
  });

  it('a list with older versions, as from a backup, is right', async () => {
    const scene = await watching();
    put(scene, 'a', { spec: 'lost' });
    await scene.until(() => scene.log.length === 1);
    scene.server.version = 50;
    const tooLarge = 'Too large resource version: 104, current: 50';
    scene.server.next('watch', refuse(504, tooLarge));
    scene.server.endWatches();
    put(scene, 'a', { spec: 'restored' });
    await scene.until(() => scene.log.length === 2);
    expect(scene.held.get('shop/a')).toMatchObject({ spec: 'restored', metadata: { resourceVersion: '51' } });
  });

  it('a sink that throws loses nothing else, and is offered the object with the next list', async () => {
    const scene = await open();
    scene.breaks = (entry) => entry === 'put shop/b';
    for (const name of ['a', 'b', 'c']) put(scene, name);
    await scene.synced();
    expect([...scene.held.keys()]).toEqual(['shop/a', 'shop/c']);
    expect(scene.reflector.counters.handlerErrors).toBe(1);
    scene.breaks = () => false;
    scene.server.next('watch', refuse(410));
    scene.server.endWatches();
    await scene.until(() => scene.held.has('shop/b'));
    expect(scene.log.filter((entry) => entry === 'put shop/a')).toHaveLength(1);
  });

  it('a sink that throws at a removal is told again with the next list', async () => {
    const scene = await watching();
    scene.breaks = (entry) => entry === 'remove shop/a';
    remove(scene, 'a');
    put(scene, 'c');
    await scene.until(() => scene.held.has('shop/c'));
    expect([scene.held.has('shop/a'), scene.reflector.size]).toEqual([true, 3]);
    scene.breaks = () => false;
    scene.server.next('watch', refuse(410));
    scene.server.endWatches();
    await scene.until(() => !scene.held.has('shop/a'));
  });

  it('a listener that throws is counted', async () => {
    const scene = await open();
    scene.onState = () => {
      throw new Error('the listener is broken');
    };
    await scene.synced();
    expect([scene.reflector.state.is, scene.reflector.counters.handlerErrors]).toEqual(['synced', 1]);
  });
});

describe('a kind that comes and goes', () => {
  it('is absent, which is no error, until its CRD is installed, and again when it is removed', async () => {
    const scene = await open();
    scene.server.absent.add('gatewayroutes');
    scene.reflector.start();
    await scene.until(() => scene.timing.pauses.length === 2);
    expect([scene.reflector.state, scene.reflector.hasSynced]).toEqual([{ is: 'absent' }, true]);
    expect(scene.timing.pauses).toEqual([30_000, 30_000]);
    expect(scene.reflector.stalenessMs()).toBeLessThanOrEqual(30_000);
    scene.server.absent.delete('gatewayroutes');
    put(scene, 'a');
    await scene.until(() => scene.held.size === 1 && scene.reflector.state.is === 'synced');
    await scene.watching(1);
    scene.server.absent.add('gatewayroutes');
    scene.server.endWatches();
    await scene.until(() => scene.reflector.state.is === 'absent');
    expect([scene.held.size, scene.log.at(-1)]).toEqual([0, 'remove shop/a']);
    scene.server.absent.delete('gatewayroutes');
    await scene.until(() => scene.held.size === 1 && scene.reflector.state.is === 'synced');
    expect(scene.reflector.counters.watchRestarts.get('missing')).toBe(1);
  });

  it('is not taken for absent where the discovery has it', async () => {
    const scene = await watching();
    scene.server.next('watch', refuse(404));
    scene.server.endWatches();
    await scene.watching(3);
    expect(scene.states.map(({ is }) => is)).not.toContain('absent');
    expect(scene.held.size).toBe(2);
  });

  it('is not taken for absent where the discovery does not answer', async () => {
    const scene = await watching();
    scene.server.next('watch', refuse(404));
    scene.server.next('discovery', refuse(503));
    scene.server.endWatches();
    await scene.watching(3);
    expect([scene.log, scene.reflector.counters.relists]).toEqual([[], 0]);
  });

  it('is not synced while it is forbidden from the start, and says why', async () => {
    const scene = await open();
    scene.server.forbidden.add('gatewayroutes');
    put(scene, 'a');
    scene.reflector.start();
    await scene.until(() => scene.timing.pauses.length === 3);
    const message = 'gatewayroutes is forbidden: User "tester" cannot list it';
    expect(scene.reflector.state).toEqual({ is: 'forbidden', message });
    expect([scene.reflector.hasSynced, scene.reflector.stalenessMs()]).toEqual([false, Number.POSITIVE_INFINITY]);
    scene.server.forbidden.clear();
    await scene.until(() => scene.held.size === 1 && scene.reflector.state.is === 'synced');
  });

  it('keeps its view while its right to read is taken away, and goes on when that returns', async () => {
    const scene = await watching();
    scene.server.forbidden.add('gatewayroutes');
    scene.server.endWatches();
    await scene.until(() => scene.reflector.state.is === 'forbidden');
    expect([scene.held.size, scene.reflector.hasSynced]).toEqual([2, true]);
    remove(scene, 'a');
    scene.server.forbidden.clear();
    await scene.until(() => scene.held.size === 1 && scene.reflector.state.is === 'synced');
    expect(scene.reflector.counters.relists).toBe(0);
  });
});
