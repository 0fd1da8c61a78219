import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/resource/recognise.ts';
import { complaints, documentOf, faults, line, resources } from './documents.ts';

const recognised = (value: unknown) => recognise(documentOf(value));
const node = {
  apiVersion: 'appmesh.k8s.aws/v1beta2',
  kind: 'VirtualNode',
  metadata: { name: 'cart', namespace: 'shop' },
};

describe('a resource', () => {
  it('knows its identity, labels, annotations and spec', () => {
    const [resource] = recognised({
      ...node,
      metadata: { ...node.metadata, labels: { app: 'cart' }, annotations: { note: 'x' } },
      spec: { podSelector: {} },
    }).resources;
    expect(resource).toMatchObject({
      key: { group: 'appmesh.k8s.aws', kind: 'VirtualNode', namespace: 'shop', name: 'cart' },
      kind: 'VirtualNode.appmesh.k8s.aws',
      version: 'v1beta2',
      document: 'a.yaml#1',
      root: [],
      spec: { podSelector: {} },
      live: false,
      created: { unknown: 'the age of VirtualNode shop/cart' },
    });
    expect(resource?.labels).toEqual(new Map([['app', 'cart']]));
    expect(resource?.annotations).toEqual(new Map([['note', 'x']]));
  });

  it('from a cluster is live and has an age', () => {
    const metadata = { ...node.metadata, uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z' };
    expect(recognised({ ...node, metadata }).resources[0]).toMatchObject({
      live: true,
      created: '2026-01-01T00:00:00Z',
    });
  });

  it('without a spec has an empty one', () => {
    expect(recognised({ ...node, spec: null }).resources[0]?.spec).toEqual({});
    expect(recognised({ ...node, spec: [] }).resources[0]?.spec).toEqual({});
  });

  it('of the cluster has no namespace, whatever it says', () => {
    const mesh = { ...node, kind: 'Mesh' };
    expect(recognised(mesh).resources[0]?.key.namespace).toBe('');
    expect(recognised(mesh).faults).toEqual([]);
  });

  it('of a core kind is read and not judged', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { prots: 5 } };
    expect(recognised(service).resources[0]?.kind).toBe('Service');
    expect(recognised(service).faults).toEqual([]);
  });
});

describe('what a document concerns', () => {
  it('routing, other objects, or nothing', () => {
    expect(recognised(node).concerns).toBe('routing');
    expect(recognised({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }).concerns).toBe('other');
    expect(recognised({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' }).concerns).toBe('other');
    expect(recognised({ replicas: 5 }).concerns).toBe('nothing');
    expect(recognised(null).concerns).toBe('nothing');
    expect(recognised('text').concerns).toBe('nothing');
  });

  it('a known kind of a version that is none of its group is no concern where the group is not known in full', () => {
    const old = recognised({ apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'a' } });
    expect(old).toEqual({ resources: [], faults: [], lost: [], concerns: 'other' });
  });

  it('a kind that a variable names is no concern, though it may be what another object looks for', () => {
    expect(recognised({ ...node, kind: `\${KIND}` })).toMatchObject({
      resources: [],
      faults: [],
      lost: [{ kind: null }],
      concerns: 'other',
    });
  });
});

describe('a List', () => {
  it('is its items, each at its place', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'ConfigMap' },
        { ...node, spec: { foo: 1 } },
      ],
    };
    expect(recognised(list).resources.map(({ root }) => root)).toEqual([['items', 1]]);
    expect(recognised(list).faults.map(line)).toEqual(['unknown-field items[1].spec.foo: `foo`']);
  });

  it('of one kind lends it to its items', () => {
    const list = {
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'VirtualNodeList',
      items: [{ metadata: { name: 'a' } }],
    };
    expect(recognised(list).resources[0]?.kind).toBe('VirtualNode.appmesh.k8s.aws');
    expect(recognised(list).faults).toEqual([]);
  });

  it('may hold another one', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [node] }] };
    expect(recognised(list).resources[0]?.root).toEqual(['items', 0, 'items', 0]);
  });
});

describe('metadata', () => {
  const named = (metadata: unknown) => recognised({ ...node, metadata }).faults.map(line);

  it('without a name', () => {
    expect(named({ namespace: 'shop' })).toEqual(['invalid-field metadata.name: no value']);
    expect(named(undefined)).toEqual(['invalid-field metadata.name: no value']);
    expect(named({ name: '' })).toEqual(['invalid-field metadata.name: an empty string']);
    expect(recognised({ ...node, metadata: {} }).resources).toEqual([]);
  });

  it('with a generated name is fine, and is no two objects', () => {
    const generated = (label: string) =>
      recognised({ ...node, metadata: { generateName: 'cart-', labels: { label } } });
    expect(generated('a').faults).toEqual([]);
    const names = ['a', 'b', 'a'].map((label) => generated(label).resources[0]?.key.name);
    expect(names[0]).toMatch(/^cart-\$\{GENERATED_[0-9A-Z]+\}$/);
    expect(names[1]).not.toBe(names[0]);
    expect(names[2]).toBe(names[0]);
  });

  it('with a name that is no DNS name', () => {
    expect(named({ name: 'Cart' })).toEqual(['invalid-field metadata.name: `Cart`']);
    expect(named({ name: 'a_b' })).toEqual(['invalid-field metadata.name: `a_b`']);
    expect(named({ name: '-a' })).toEqual(['invalid-field metadata.name: `-a`']);
    expect(named({ name: 'cart.shop' })).toEqual([]);
    expect(named({ name: 'a'.repeat(254) })).toEqual(['invalid-field metadata.name: 254 characters']);
    expect(named({ name: `\${A}_b` })).toEqual([]);
  });

  it('with a namespace, which has no dots', () => {
    expect(named({ name: 'a', namespace: 'b.c' })).toEqual(['invalid-field metadata.namespace: `b.c`']);
    expect(named({ name: 'a', namespace: 'b'.repeat(64) })).toEqual([
      'invalid-field metadata.namespace: 64 characters',
    ]);
  });

  it('a Service has a name without dots, which may start with a digit', () => {
    const service = (name: string) =>
      recognised({ apiVersion: 'v1', kind: 'Service', metadata: { name } }).faults.map(line);
    expect(service('a.b')).toEqual(['invalid-field metadata.name: `a.b`']);
    expect(service('1a')).toEqual([]);
  });

  it('with a name that is a number is judged, and still names the object', () => {
    const { resources: found, faults: wrong } = recognised({ ...node, metadata: { name: 5 } });
    expect(wrong.map(line)).toEqual(['invalid-field metadata.name: the number `5`']);
    expect(found[0]?.key.name).toBe('5');
  });

  it('with labels and annotations that are no text', () => {
    expect(named({ name: 'a', labels: { canary: true, ok: 'x', gone: null }, annotations: { n: 1 } })).toEqual([
      'invalid-field metadata.labels.canary: the boolean `true`',
      'invalid-field metadata.annotations.n: the number `1`',
    ]);
    expect(named({ name: 'a', labels: ['x'] })).toEqual(['invalid-field metadata.labels: a list']);
  });
});

describe('kinds that a group does not have', () => {
  const only = (text: string) => {
    const [fault, ...more] = faults(text);
    expect(more).toEqual([]);
    expect(fault?.id).toBe('unsupported-kind');
    return fault;
  };
  const appMesh = (kind: string, version = 'v1beta2') =>
    only(`apiVersion: appmesh.k8s.aws/${version}\nkind: ${kind}\nmetadata: { name: a }\n`);

  it('Route: it belongs into a VirtualRouter', () => {
    expect(appMesh('Route')).toMatchObject({
      at: { path: ['kind'], part: 'value' },
      found: '`kind: Route`',
      instead: 'write it into `spec.routes` of the VirtualRouter, as an item with `name: a` and `httpRoute`',
      because:
        '`appmesh.k8s.aws` has no such kind: the API server refuses the object, and its router stays without the route',
    });
  });

  it('a misspelt one', () => {
    expect(appMesh('GatewayRoutes')?.instead).toBe('write `kind: GatewayRoute`');
    expect(appMesh('virtualnode')?.instead).toBe('write `kind: VirtualNode`');
    expect(appMesh('Sidecar')?.instead).toBeUndefined();
  });

  it('v1beta1: what v1beta2 wants of it', () => {
    expect(appMesh('VirtualNode', 'v1beta1')).toMatchObject({
      at: { path: ['apiVersion'] },
      expected: ['`appmesh.k8s.aws/v1beta2`'],
    });
    expect(appMesh('VirtualNode', 'v1beta1')?.instead).toContain('`podSelector`');
    expect(appMesh('VirtualService', 'v1beta1')?.instead).toContain('`provider.virtualRouter.virtualRouterRef`');
    expect(appMesh('Mesh', 'v1beta1')?.instead).toContain('`namespaceSelector`');
    expect(appMesh('GatewayRoute', 'v1beta1')?.instead).toBeUndefined();
    expect(appMesh('Mesh', 'v1')?.instead).toBeUndefined();
  });

  it('no kind at all', () => {
    expect(only('apiVersion: appmesh.k8s.aws/v1beta2\nmetadata: { name: a }\n')?.found).toBe('no `kind`');
    expect(complaints('apiVersion: v1\nmetadata: { name: a }\n')).toEqual([]);
    expect(recognise(documentOf({ apiVersion: 'appmesh.k8s.aws/v1beta2' }, 'a.yaml#1', false)).faults).toEqual([]);
  });

  it('no version', () => {
    expect(only('kind: GatewayRoute\nmetadata: { name: a }\n')?.expected).toEqual(['`appmesh.k8s.aws/v1beta2`']);
    expect(only('kind: Ingress\nmetadata: { name: a }\n')?.expected).toEqual(['`networking.k8s.io/v1`']);
    expect(complaints('kind: VirtualService\nmetadata: { name: a }\n')).toEqual([]);
    expect(complaints('kind: GatewayRoute\nreplicas: 5\n')).toEqual([]);
  });

  it('Ingress before v1', () => {
    const old = (version: string) => only(`apiVersion: ${version}\nkind: Ingress\nmetadata: { name: a }\n`);
    expect(old('networking.k8s.io/v1beta1')?.instead).toContain('`pathType`');
    expect(old('extensions/v1beta1')?.expected).toEqual(['`networking.k8s.io/v1`']);
    expect(complaints('apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: { name: a }\n')).toEqual([]);
  });

  it('other kinds of a known group are no mistake', () => {
    expect(complaints('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\n')).toEqual([]);
    expect(only('apiVersion: networking.k8s.io/v1\nkind: Ingres\nmetadata: { name: a }\n')?.instead).toBe(
      'write `kind: Ingress`',
    );
  });

  it('kinds of other meshes are no concern', () => {
    expect(
      complaints('apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec: { x: 1 }\n'),
    ).toEqual([]);
    expect(resources('apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\n')).toEqual([]);
  });
});

describe('input of the AWS CLI', () => {
  it.each([
    ['GatewayRoute', { gatewayRouteName: 'a', meshName: 'm', virtualGatewayName: 'g', spec: {} }],
    ['GatewayRoute', { gatewayRouteSpec: {}, anything: 1 }],
    ['VirtualRouter', { meshName: 'm', routeName: 'a', virtualRouterName: 'r', spec: {} }],
    ['VirtualNode', { meshName: 'm', virtualNodeName: 'a', spec: {} }],
    ['VirtualService', { meshName: 'm', virtualServiceName: 'a', spec: {} }],
    ['VirtualGateway', { meshName: 'm', virtualGatewayName: 'a', spec: {} }],
    ['VirtualRouter', { meshName: 'm', virtualRouterName: 'a', spec: {} }],
    ['Mesh', { meshName: 'm', spec: {}, tags: [] }],
  ])('names %s as the kind to write', (kind, value) => {
    const { faults: found, concerns } = recognised(value);
    expect(found).toHaveLength(1);
    expect(found[0]?.id).toBe('unsupported-kind');
    expect(found[0]?.at.part).toBe('key');
    expect(found[0]?.instead).toContain(`\`kind: ${kind}\``);
    expect(concerns).toBe('routing');
  });

  it('is not every file that has a name of App Mesh in it', () => {
    expect(recognised({ meshName: 'm', replicas: 3 }).faults).toEqual([]);
    expect(recognised({ apiVersion: 'v1', meshName: 'm', spec: {} }).faults).toEqual([]);
    expect(recognised({ apiVersion: 'appmesh.k8s.aws/v1beta2', meshName: 'm', spec: {} }).faults).toHaveLength(1);
    expect(recognised({ meshName: 'm' }).faults).toEqual([]);
    expect(recognised({ virtualNodeName: 'a', image: 'b' }).faults).toEqual([]);
    expect(recognised({ kind: 'x', meshName: 'm', spec: {} }).faults).toEqual([]);
  });
});
