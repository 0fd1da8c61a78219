import { describe, expect, it } from 'vitest';
import { asItemOfRouter } from '../../src/resource/route-kind.ts';

describe('an object of kind Route', () => {
  it('is an item of the router that it names, by the name that it gives itself', () => {
    const { instead } = asItemOfRouter({
      metadata: { name: 'cart' },
      spec: { virtualRouterRef: { name: 'shop' }, routeName: 'all', priority: 10, grpcRoute: {} },
    });
    expect(instead).toBe(
      'write it into `spec.routes` of `VirtualRouter shop`, as an item with `name: all`, `priority` and `grpcRoute`',
    );
  });
  it('is an item with an httpRoute where it says nothing', () => {
    expect(asItemOfRouter({}).instead).toBe(
      'write it into `spec.routes` of the VirtualRouter, as an item with `name: NAME` and `httpRoute`',
    );
  });
  it('is an item even where its spec is no mapping', () => {
    expect(asItemOfRouter({ metadata: { name: 'cart' }, spec: [] })).toEqual({
      instead: 'write it into `spec.routes` of the VirtualRouter, as an item with `name: cart` and `httpRoute`',
      related: [],
    });
  });
});
