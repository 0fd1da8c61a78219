import { describe, expect, it } from 'vitest';
import type { RoutingModel } from '../../src/model/model.ts';
import { callsOf, mostStops, onward, type Stop, stopKey } from '../../src/model/way.ts';
import { modelOf } from '../mesh/world.ts';
import { lintFiles } from '../support/rule-test.ts';

/** A service, its router and its node, which calls the next. */
function hop(name: string, next: string | null, route = ''): string {
  return `
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { provider: { virtualRouter: { virtualRouterRef: { name: ${name} } } } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: ${name}, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 80, protocol: http } }]
  routes:
    - name: ${name}
      httpRoute:
        match: { prefix: / }
        action:
          weightedTargets:
            - { virtualNodeRef: { name: ${name} }, weight: 1 }
            - { virtualNodeRef: { name: spare }, weight: 0 }
${route}
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: ${name}, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 80, protocol: http } }]
  serviceDiscovery: { dns: { hostname: ${name}.shop } }
  backends: [${next === null ? '' : `{ virtualService: { virtualServiceRef: { name: ${next} } } }`}]
---`;
}

const spare = `
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: spare, namespace: shop }
spec: { listeners: [{ portMapping: { port: 80, protocol: http } }], serviceDiscovery: { dns: { hostname: spare.shop } } }
---`;

function placed(model: RoutingModel, key: string): Stop {
  const place = model.place(key);
  if (place === undefined) throw new Error(`no place ${key}`);
  return { place };
}

/** The keys of all stops from one on, by breadth. */
function walk(model: RoutingModel, start: Stop): readonly string[] {
  const seen = new Map([[stopKey(start), start]]);
  for (const stop of seen.values()) for (const { to } of onward(model, stop)) seen.set(stopKey(to), to);
  return [...seen.keys()];
}

describe('onward', () => {
  const model = modelOf(`${hop('front', 'cart')}${hop('cart', null)}${spare}`);

  it('goes from a service over router, route and node to what the node calls, past targets without a weight', () => {
    expect(walk(model, placed(model, 'VirtualService shop/front'))).toEqual([
      'place VirtualService shop/front',
      'place VirtualRouter shop/front',
      'route VirtualRouter.appmesh.k8s.aws/shop/front/front',
      'pool VirtualNode shop/front:80',
      'place VirtualService shop/cart',
      'place VirtualRouter shop/cart',
      'route VirtualRouter.appmesh.k8s.aws/shop/cart/cart',
      'pool VirtualNode shop/cart:80',
    ]);
  });

  it('names the call that a node makes, and none where a request only goes on', () => {
    const pool = model.pool('VirtualNode shop/front:80');
    if (pool === undefined) throw new Error('the node has a pool');
    expect(onward(model, { pool }).map(({ call }) => call?.label)).toEqual(['VirtualNode shop/front']);
    expect(callsOf(model, pool)).toHaveLength(1);
    expect(onward(model, placed(model, 'VirtualService shop/front')).map(({ call }) => call)).toEqual([null]);
  });

  it('leaves out what is not in the model', () => {
    const alone = modelOf(hop('front', 'elsewhere'));
    const pool = alone.pool('VirtualNode shop/front:80');
    if (pool === undefined) throw new Error('the node has a pool');
    expect(onward(alone, { pool })).toEqual([]);
  });
});

describe('a chain of services', () => {
  /** What rules that look along ways say of a chain whose ends alone declare how long they wait. */
  const told = async (count: number) => {
    const waits = (value: number) => `        timeout: { perRequest: { unit: s, value: ${value} } }`;
    const chain = Array.from({ length: count }, (_, i) =>
      hop(`s${i}`, `s${i + 1}`, i === 0 ? waits(1) : i === count - 1 ? waits(9) : ''),
    );
    const { findings } = await lintFiles({ 'chain.yaml': chain.join('') });
    return findings.map(({ rule }) => rule).filter((rule) => rule === 'internal-error' || rule === 'timeout-inversion');
  };

  it('is looked at from end to end', async () => {
    expect(await told(mostStops / 8)).toEqual(['timeout-inversion']);
  });

  it('is not followed further than a way goes', async () => {
    expect(await told(mostStops)).toEqual([]);
  });
});
