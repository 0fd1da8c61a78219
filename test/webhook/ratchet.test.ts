import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

const router = (routes: string): Manifest =>
  manifests(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: cart, namespace: team-a }
    spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }], routes: ${routes} }
  `)[0];
const to = (name: string, weight = 100) =>
  `action: { weightedTargets: [{ virtualNodeRef: { name: ${name} }, weight: ${weight} }] }`;
const entry = (name: string, prefix: string, priority: number, target = 'old') =>
  `{ name: ${name}, priority: ${priority}, httpRoute: { match: { prefix: ${prefix} }, ${to(target)} } }`;

function cluster(...objects: readonly Manifest[]): TestCluster {
  const made = new TestCluster().seed(edge);
  for (const object of [...served('team-a', 'old'), ...served('team-a', 'new'), ...objects]) made.store(object, true);
  return made;
}

describe('an object that is wrong already', () => {
  const wrong = [entry('all', '/', 1), entry('dead', '/dead', 2, 'new')];

  it('can be edited elsewhere', async () => {
    const more = await cluster(router(`[${wrong}]`)).apply(router(`[${wrong}, ${entry('more', '/more', 0)}]`));
    expect(more.allowed).toBe(true);
    const neutral = router(`[${wrong}]`);
    neutral.metadata = { ...neutral.metadata, labels: { changed: 'yes' } };
    const passes = await cluster(router(`[${wrong}]`)).apply(neutral);
    expect(passes.allowed).toBe(true);
    expect(passes.warnings?.join()).toContain('as before (');
  });

  it('is refused for what is new alone', async () => {
    const answer = await cluster(router(`[${wrong}]`)).apply(router(`[${wrong}, ${entry('second', '/second', 3)}]`));
    expect(answer.status?.details?.causes.map(({ message }) => message)).toEqual([
      'no request can reach route `second`',
    ]);
  });

  it('may be written in another order', async () => {
    const answer = await cluster(router(`[${wrong}]`)).apply(router(`[${wrong.toReversed()}]`));
    expect(answer.allowed).toBe(true);
  });

  it('may be mended, and is told of it', async () => {
    const mended = [entry('all', '/', 3), entry('dead', '/dead', 2, 'new')];
    const answer = await cluster(router(`[${wrong}]`)).apply(router(`[${mended}]`));
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toMatch(/fixed/);
  });

  it('is not refused for the rest of a conflict of which it mends a part', async () => {
    const own = (match: string) => route('team-a', 'z', match, { priority: 5, to: 'old' });
    const one = route('team-b', 'x', '{ prefix: /one/x }', { priority: 5 });
    const two = route('team-c', 'w', '{ prefix: /one/w }', { priority: 5 });
    const [namespace] = manifests(
      '{ apiVersion: v1, kind: Namespace, metadata: { name: team-c, labels: { mesh: shop } } }',
    );
    const made = cluster(namespace, one, two, own('{ path: { regex: "/one/.*" } }'));
    expect(reasons(await made.apply(own('{ path: { regex: "/one/x.*" } }')))).toEqual([]);
    made.now += 25 * 60 * 60 * 1000;
    expect(reasons(await made.apply(own('{ path: { regex: "/one/.*" } }')))).toEqual(['conflicting-priority']);
  });
});

describe('an object that is new', () => {
  it.each([
    ['wrong-weight-sum', `[{ name: a, httpRoute: { match: { prefix: / }, ${to('old', 0)} } }]`],
    ['unreachable-route', `[${entry('all', '/', 1)}, ${entry('dead', '/dead', 2, 'new')}]`],
    [
      'conflicting-priority',
      `[${entry('one', '/', 1)}, { name: two, priority: 1, httpRoute: { match: { path: { regex: '/a.*' } }, ${to('new')} } }]`,
    ],
    ['invalid-regex', `[{ name: a, httpRoute: { match: { path: { regex: '(' } }, ${to('old')} } }]`],
  ])('is refused for %s, and passes with a reason', async (rule, routes) => {
    expect(reasons(await cluster().apply(router(routes)))).toContain(rule);
    const excused = router(routes);
    excused.metadata = { ...excused.metadata, annotations: { [`ignore.routeproof.dev/${rule}`]: 'on purpose' } };
    const answer = await cluster().apply(excused);
    expect(reasons(answer)).not.toContain(rule);
    expect(answer.auditAnnotations?.['suppressed']).toContain('on purpose');
    excused.metadata = { ...excused.metadata, annotations: { [`ignore.routeproof.dev/${rule}`]: '' } };
    const idle = await cluster().apply(excused);
    expect(reasons(idle)).toContain(rule);
    expect(idle.warnings?.join('\n')).toContain('gives no reason');
  });
});
