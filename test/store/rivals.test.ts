import { describe, expect, it } from 'vitest';
import { appmesh } from '../../src/mesh/appmesh/index.ts';
import type { Resource } from '../../src/resource/resource.ts';
import { worldOf } from '../../src/resource/world-of.ts';
import { Step } from '../../src/store/impact.ts';
import { ingest } from '../../src/store/ingest.ts';
import { chosenRivals, rivalsIn } from '../../src/store/rivals.ts';
import { manifests } from '../webhook/court.ts';
import { edge, route } from '../webhook/shop.ts';

const read = (object: unknown): Resource => {
  const resource = ingest(object);
  if (resource === null) throw new Error('no object that can be read');
  return resource;
};
const base = manifests(edge).map(read);
const mine = (name: string, match: string) => read(route('team-a', name, match));

/** By hostname, the names of the routes that are built before and after a route comes to others. */
function chosen(others: readonly Resource[], before: Resource | null, after: Resource) {
  const [old, now] = [before, after].map((one) => worldOf([...base, ...others, ...(one === null ? [] : [one])]));
  if (old === undefined || now === undefined) throw new Error('two worlds there are');
  const keys = new Set([...appmesh.keys(old), ...appmesh.keys(now)]);
  const steps = [...keys].map((key) => new Step(appmesh, key));
  const found = chosenRivals([{ before, after }], steps, (step, own) => rivalsIn(step, own, old), {
    before: old,
    after: now,
  });
  if (found === null) return null;
  const names = (side: ReadonlyMap<string, readonly Resource[]>) =>
    Object.fromEntries(
      steps.flatMap((step) => {
        const routes = side.get(step.id) ?? [];
        return routes.length === 0 ? [] : [[step.key.split('\n')[1], routes.map(({ key }) => key.name).sort()]];
      }),
    );
  return { before: names(found.before), after: names(found.after) };
}

describe('of the routes of a gateway a decision builds', () => {
  it('those that share requests with the one that changes', () => {
    const others = [mine('cart', '{ prefix: /cart }'), mine('search', '{ prefix: /search }')];
    expect(chosen(others, null, mine('vip', '{ prefix: /cart/vip }'))).toEqual({
      before: { 'any hostname': ['cart'] },
      after: { 'any hostname': ['cart', 'vip'] },
    });
  });

  it('those that share some with these, which may be dead between them', () => {
    const others = [
      mine('docs', '{ path: { regex: "/(de|en)" } }'),
      mine('de', '{ path: { exact: /de } }'),
      mine('fr', '{ path: { exact: /fr } }'),
    ];
    // What an expression matches is not seen at once.
    expect(chosen(others, null, mine('en', '{ path: { exact: /en } }'))?.before).toEqual({
      'any hostname': ['de', 'docs', 'fr'],
    });
  });

  it('those that share requests with what the route was', () => {
    const others = [mine('cart', '{ prefix: /cart }'), mine('search', '{ prefix: /search }')];
    expect(chosen(others, mine('vip', '{ prefix: /cart/vip }'), mine('vip', '{ prefix: /search/vip }'))).toEqual({
      before: { 'any hostname': ['cart', 'search', 'vip'] },
      after: { 'any hostname': ['cart', 'search', 'vip'] },
    });
  });

  it('all that a hostname cuts off when its first route comes', () => {
    const others = [mine('cart', '{ prefix: /cart }')];
    const first = mine('first', '{ prefix: /search, hostname: { exact: shop.example.com } }');
    expect(chosen(others, null, first)).toEqual({
      before: { 'any hostname': ['cart'] },
      after: { 'any hostname': ['cart'], 'hostname shop.example.com': ['first'] },
    });
  });

  it('everything where more than a route changes', () => {
    const [gateway] = base.filter(({ key }) => key.kind === 'VirtualGateway');
    expect(gateway && chosen([mine('cart', '{ prefix: /cart }')], gateway, gateway)).toBeNull();
  });
});
