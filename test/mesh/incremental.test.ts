import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeshAdapter } from '../../src/mesh/adapter.ts';
import { appmesh } from '../../src/mesh/appmesh/index.ts';
import { ingress } from '../../src/mesh/ingress/index.ts';
import type { ModelPart } from '../../src/model/model.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { objectId, type Resource } from '../../src/resource/resource.ts';
import type { World } from '../../src/resource/world.ts';
import { worldOf } from '../../src/resource/world-of.ts';
import { appMeshObject, ingressObject } from './objects.ts';
import { documentOf } from './world.ts';

const seed = 20_261_121;
const worlds = 300;

/** An object that comes or changes, or the one at a place in the world that goes. */
type Change = { readonly put: object } | { readonly drop: number };

function changes(object: fc.Arbitrary<object>): fc.Arbitrary<readonly Change[]> {
  const put = object.map((manifest): Change => ({ put: manifest }));
  const drop = fc.nat(30).map((index): Change => ({ drop: index }));
  return fc.array(fc.oneof({ arbitrary: put, weight: 4 }, { arbitrary: drop, weight: 1 }), {
    minLength: 8,
    maxLength: 40,
  });
}

function resource(manifest: object): Resource | undefined {
  const { kind, metadata } = manifest as { kind: string; metadata: { name: string; namespace?: string } };
  return recognise(documentOf(`${kind}/${metadata.namespace ?? ''}/${metadata.name}`, manifest)).resources[0];
}

/** Everything in a part, as one text. */
function shape(part: ModelPart): string {
  return JSON.stringify(part, (_, value: unknown) => {
    if (value instanceof Map) return { map: [...value] };
    return value instanceof Set ? { set: [...value] } : value;
  });
}

function full(adapter: MeshAdapter, world: World): ReadonlyMap<string, string> {
  return new Map([...adapter.keys(world)].sort().map((key) => [key, shape(adapter.build(key, world))]));
}

/** Applies the changes one by one; the first step after which the rebuilt parts are not those of a full build, or -1. */
function firstDifference(adapter: MeshAdapter, steps: readonly Change[]): number {
  const objects = new Map<string, Resource>();
  let world = worldOf([]);
  const parts = new Map<string, string>();
  for (const [step, change] of steps.entries()) {
    const after = 'put' in change ? resource(change.put) : undefined;
    const id =
      after === undefined ? [...objects.keys()].sort()['drop' in change ? change.drop : 0] : objectId(after.key);
    const before = id === undefined ? undefined : objects.get(id);
    if (id === undefined || (before === undefined && after === undefined)) continue;
    const old = world;
    if (after === undefined) objects.delete(id);
    else objects.set(id, after);
    world = worldOf([...objects.values()]);
    const keys = new Set<string>();
    for (const seen of [before, after]) {
      for (const asked of [old, world])
        if (seen !== undefined) for (const key of adapter.touches(seen, asked)) keys.add(key);
    }
    const there = new Set(adapter.keys(world));
    for (const key of keys) {
      if (there.has(key)) parts.set(key, shape(adapter.build(key, world)));
      else parts.delete(key);
    }
    const sorted = JSON.stringify([...parts].sort(([left], [right]) => (left < right ? -1 : 1)));
    if (sorted !== JSON.stringify([...full(adapter, world)])) return step;
  }
  return -1;
}

function property(adapter: MeshAdapter, object: fc.Arbitrary<object>, endOnFailure = false) {
  return fc.check(
    fc.property(changes(object), (steps) => firstDifference(adapter, steps) === -1),
    { seed, numRuns: worlds, endOnFailure },
  );
}

/** An adapter that forgets to ask for some of the steps. */
function weakened(adapter: MeshAdapter, forgets: (key: string, changed: Resource) => boolean): MeshAdapter {
  return {
    ...adapter,
    *touches(changed, world) {
      for (const key of adapter.touches(changed, world)) if (!forgets(key, changed)) yield key;
    },
  };
}

describe(`incremental equals full (seed ${seed}, ${worlds} worlds)`, () => {
  it('App Mesh', () => {
    const { failed, counterexample } = property(appmesh, appMeshObject);
    expect(failed, JSON.stringify(counterexample, null, 1)).toBe(false);
  });

  it('Ingress', () => {
    const { failed, counterexample } = property(ingress, ingressObject);
    expect(failed, JSON.stringify(counterexample, null, 1)).toBe(false);
  });
});

describe('the test of the test: a weaker touches is caught', () => {
  const mutants: Readonly<Record<string, (key: string, changed: Resource) => boolean>> = {
    'a Namespace that forgets the gateways': (key, { key: { kind } }) =>
      kind === 'Namespace' && key.startsWith('VirtualGateway'),
    'a Namespace that forgets its objects': (_, { key: { kind } }) => kind === 'Namespace',
    'a Mesh that touches only itself': (key, { key: { kind } }) => kind === 'Mesh' && !key.startsWith('Mesh '),
    'a gateway that forgets its rivals': (key, { key: { kind, name } }) =>
      kind === 'VirtualGateway' && key.startsWith('VirtualGateway') && !key.endsWith(`/${name}`),
    'a gateway that forgets the routes': (key, { key: { kind } }) =>
      kind === 'VirtualGateway' && key.startsWith('GatewayRoute'),
    'a route that forgets its gateway': (key, { key: { kind } }) =>
      kind === 'GatewayRoute' && key.startsWith('VirtualGateway'),
    'a service that forgets the gateways of its routes': (key, { key: { kind } }) =>
      kind === 'VirtualService' && key.startsWith('VirtualGateway'),
    'a service that forgets its callers': (key, { key: { kind } }) =>
      kind === 'VirtualService' && key.startsWith('VirtualNode'),
    'a node that forgets the routers': (key, { key: { kind } }) =>
      kind === 'VirtualNode' && key.startsWith('VirtualRouter'),
    'a node that forgets the services': (key, { key: { kind } }) =>
      kind === 'VirtualNode' && key.startsWith('VirtualService'),
    'a router that forgets the services': (key, { key: { kind } }) =>
      kind === 'VirtualRouter' && key.startsWith('VirtualService'),
    'a workload that forgets who selects it': (_, { key: { kind } }) => kind === 'Deployment',
    'a Namespace that forgets the nodes': (key, { key: { kind } }) =>
      kind === 'Namespace' && key.startsWith('VirtualNode'),
    'a Service that forgets the nodes that are found by its name': (key, { key: { kind } }) =>
      kind === 'Service' && key.startsWith('VirtualNode'),
    'a Service that forgets the services that are called by its name': (key, { key: { kind } }) =>
      kind === 'Service' && key.startsWith('VirtualService'),
    'a group that forgets its users': (key, { key: { kind } }) =>
      kind === 'BackendGroup' && key.startsWith('VirtualNode'),
  };
  for (const [name, forgets] of Object.entries(mutants)) {
    it(name, () => {
      expect(property(weakened(appmesh, forgets), appMeshObject, true).failed).toBe(true);
    });
  }

  it('a Service that forgets the Ingresses', () => {
    const forgetful = weakened(ingress, (_, { key: { kind } }) => kind === 'Service');
    expect(property(forgetful, ingressObject, true).failed).toBe(true);
  });

  it('an Ingress that forgets the hosts of its certificates', () => {
    const forgetful = weakened(ingress, (key, { key: { kind }, spec }) => {
      const rules = JSON.stringify(spec['rules'] ?? []);
      const [, host = ''] = key.split('\nhost ');
      return kind === 'Ingress' && host !== '' && !rules.includes(`"${host}"`) && spec['defaultBackend'] === undefined;
    });
    expect(property(forgetful, ingressObject, true).failed).toBe(true);
  });

  it('a default backend that forgets the hosts', () => {
    const forgetful = weakened(ingress, (key, { key: { kind }, spec }) => {
      return kind === 'Ingress' && key.includes('\n') && spec['defaultBackend'] !== undefined;
    });
    expect(property(forgetful, ingressObject, true).failed).toBe(true);
  });

  it('an IngressClass that forgets it may be the default', () => {
    const forgetful = weakened(ingress, (key, { key: { kind } }) => kind === 'IngressClass' && key === 'Ingress ');
    expect(property(forgetful, ingressObject, true).failed).toBe(true);
  });
});
