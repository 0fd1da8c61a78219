import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { furnish, stored, sweeper, write } from './cluster.ts';
import { namespace, node, route, service } from './manifests.ts';
import { E2e } from './world.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];

describe.skipIf(assets === undefined)('nothing is kept that has to go (KUBEBUILDER_ASSETS)', () => {
  let e2e: E2e;

  beforeAll(async () => {
    e2e = await E2e.start(assets ?? '', 'webhook: { mode: enforce }\n');
    await furnish(e2e);
    await e2e.plane.apply(route('team-a', 'cart', '/cart', { priority: 100 }));
  }, 120_000);

  afterAll(async () => {
    await e2e?.stop();
  });

  it('a deletion passes, and names who still refers to the object', async () => {
    await e2e.plane.apply([
      service('team-a', 'gone'),
      node('team-a', 'gone'),
      route('team-a', 'one', '/gone/one', { to: 'gone' }),
      route('team-a', 'two', '/gone/two', { to: 'gone' }),
    ]);
    const ended = await e2e.plane.kubectl(['delete', 'virtualservice', 'gone', '-n', 'team-a'], { as: 'tenant' });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(
      'Warning: routeproof error dangling-reference: VirtualService team-a/gone goes, and is still named by GatewayRoute team-a/one and GatewayRoute team-a/two\n',
    );
    await e2e.plane.kubectl(['delete', 'gatewayroute', 'one', 'two', '-n', 'team-a']);
  });

  it.each(['namespace-controller', 'generic-garbage-collector'])('%s may delete whatever there is', async (name) => {
    await e2e.plane.apply(namespace('dying'));
    await e2e.plane.apply([service('dying', 'one'), node('dying', 'one'), route('dying', 'one', '/dying')]);
    for (const kind of ['virtualnodes', 'virtualservices', 'gatewayroutes']) {
      const flags = [`--as=system:serviceaccount:kube-system:${name}`, '--all', '-n', 'dying'];
      const { code, stderr } = await e2e.plane.kubectl(['delete', kind, ...flags]);
      expect(stderr).not.toContain('Warning');
      expect(code).toBe(0);
    }
  });

  it('objects of a namespace that is terminating may go by any hand', async () => {
    await e2e.plane.apply(namespace('leaving'));
    await e2e.plane.apply([service('leaving', 'one'), node('leaving', 'one'), route('leaving', 'one', '/leaving')]);
    await e2e.plane.kubectl(['delete', 'namespace', 'leaving', '--wait=false']);
    const { code } = await e2e.plane.kubectl(
      ['delete', 'virtualnodes,virtualservices,gatewayroutes', '--all', '-n', 'leaving'],
      { as: 'tenant' },
    );
    expect(code).toBe(0);
  });

  it('a finalizer goes, also from an object that is wrong', async () => {
    const held = route('team-b', 'held', '/cart', { priority: 1, to: 'all' });
    const wrong = { ...held, metadata: { ...held.metadata, finalizers: ['example.com/hold'] } };
    await e2e.plane.apply(wrong, { flags: [sweeper] });
    await e2e.plane.kubectl(['delete', 'gatewayroute', 'held', '-n', 'team-b', '--wait=false'], { as: 'tenant' });
    expect(await stored(e2e, 'gatewayroute', 'team-b/held', '.metadata.deletionTimestamp')).not.toBe('');
    const patch = '{"metadata":{"finalizers":[]}}';
    const freed = await e2e.plane.kubectl(
      ['patch', 'gatewayroute', 'held', '-n', 'team-b', '--type=merge', '-p', patch],
      { as: 'tenant' },
    );
    expect(freed.code).toBe(0);
    expect(await stored(e2e, 'gatewayroute', 'team-b/held', '.metadata.name')).toBe('');
  });

  it('an object that is wrong can be edited, and is refused for what is new alone', async () => {
    const held = (extra: object, prefix = '/cart') => {
      const object = route('team-b', 'held', prefix, { priority: 1, to: 'all' });
      return { ...object, metadata: { ...object.metadata, ...extra } };
    };
    await e2e.plane.apply(held({}), { flags: [sweeper] });
    const edited = await write(e2e, held({ labels: { team: 'b' } }));
    expect(edited).toMatchObject({ passed: true });
    expect(edited.text).toContain('as before (');
    await e2e.plane.apply(route('team-a', 'other', '/other', { priority: 50 }));
    const worse = await write(e2e, held({}, '/'));
    expect(worse.passed).toBe(false);
    expect(worse.text).toContain('team-a/other');
    expect(worse.text).not.toContain('no request can reach route `team-a/cart`');
    expect(await write(e2e, held({}, '/elsewhere'))).toMatchObject({ passed: true });
  });

  it('a status is written without a word', async () => {
    const patch = '{"status":{"conditions":[]}}';
    const ended = await e2e.plane.kubectl([
      'patch',
      'gatewayroute',
      'cart',
      '-n',
      'team-a',
      '--subresource=status',
      '--type=merge',
      '-p',
      patch,
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });
});
