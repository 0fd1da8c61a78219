import { describe, expect, it } from 'vitest';
import type { Resolution } from '../../src/model/reference.ts';
import { httpGatewayRoute, surroundings } from './manifests.ts';
import { modelOf } from './world.ts';

const api = 'appmesh.k8s.aws/v1beta2';
const node = (backend: string) => `
apiVersion: ${api}
kind: VirtualNode
metadata: { name: front, namespace: shop }
spec: { backends: [{ virtualService: ${backend} }] }
---`;

function backend(written: string, more = '') {
  return modelOf(surroundings + more + node(written)).references.filter(({ from }) => from.name === 'front');
}

const resolution = (written: string, more = ''): Resolution | undefined => backend(written, more)[0]?.resolution;

describe('a reference', () => {
  it('is found by name in the namespace of who writes it', () => {
    expect(resolution('{ virtualServiceRef: { name: cart } }')).toMatchObject({
      is: 'resolved',
      to: { namespace: 'shop', name: 'cart' },
    });
  });

  it('points at the name', () => {
    expect(backend('{ virtualServiceRef: { name: cart } }')[0]?.at.path).toEqual([
      'spec',
      'backends',
      0,
      'virtualService',
      'virtualServiceRef',
      'name',
    ]);
  });

  it('says what it is for', () => {
    expect(backend('{ virtualServiceRef: { name: cart } }')[0]).toMatchObject({
      as: 'backend',
      wanted: { kind: 'VirtualService' },
    });
  });

  it('dangles with the nearest name', () => {
    expect(resolution('{ virtualServiceRef: { name: cat } }')).toEqual({
      is: 'dangling',
      certain: true,
      nearest: 'cart',
    });
  });

  it('dangles if the namespace is another one', () => {
    expect(resolution('{ virtualServiceRef: { name: cart, namespace: pay } }')).toMatchObject({
      is: 'dangling',
      certain: false,
    });
  });

  it('is open where a placeholder decides', () => {
    expect(resolution(`{ virtualServiceRef: { name: '\${SERVICE}' } }`)?.is).toBe('unknown');
  });

  it('is refused across meshes', () => {
    const other = `
apiVersion: v1
kind: Namespace
metadata: { name: pay, labels: { mesh: pay } }
---
apiVersion: ${api}
kind: Mesh
metadata: { name: pay }
spec: { namespaceSelector: { matchLabels: { mesh: pay } } }
---
apiVersion: ${api}
kind: VirtualService
metadata: { name: bill, namespace: pay }
---`;
    expect(resolution('{ virtualServiceRef: { name: bill, namespace: pay } }', other)).toMatchObject({
      is: 'refused',
      because: 'other-mesh',
      text: 'it belongs to mesh `pay`, what names it to mesh `shop`',
    });
  });

  it('of a route goes to the target', () => {
    const found = modelOf(surroundings + httpGatewayRoute('one', '{ prefix: / }')).references.find(
      ({ from }) => from.name === 'one',
    );
    expect(found).toMatchObject({
      as: 'target',
      resolution: { is: 'resolved', to: { kind: 'VirtualService', name: 'cart' } },
    });
  });

  it('to a port that the node does not have is resolved: the port is a use of its own', () => {
    const router = `
apiVersion: ${api}
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  routes:
    - name: one
      httpRoute:
        match: { prefix: / }
        action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1, port: 9 }] }
---`;
    const model = modelOf(surroundings + router);
    const found = model.references.find(({ wanted }) => wanted.kind === 'VirtualNode');
    expect(found?.resolution.is).toBe('resolved');
    expect(model.portUses.filter(({ to }) => 'end' in to && to.end === 'VirtualNode shop/cart')).toMatchObject([
      { user: 'route `one`', port: { text: '9' }, speaks: { protocol: 'http' } },
    ]);
  });

  it('to every service of a namespace is none', () => {
    const group = `
apiVersion: ${api}
kind: BackendGroup
metadata: { name: all, namespace: shop }
spec: { virtualservices: [{ name: '*', namespace: pay }, { name: cart }] }
---`;
    const found = modelOf(surroundings + group).references.filter(({ from }) => from.kind === 'BackendGroup');
    expect(found.map(({ wanted }) => wanted.name)).toEqual(['cart']);
  });
});

describe('an ARN', () => {
  const arn = (resource: string) => `{ virtualServiceARN: 'arn:aws:appmesh:eu-west-1:111122223333:${resource}' }`;

  it('is the object of that name in App Mesh', () => {
    expect(resolution(arn('mesh/shop/virtualService/cart.shop'))).toMatchObject({
      is: 'resolved',
      to: { name: 'cart' },
    });
  });

  it('of another mesh is refused, and leads to the object of that name here all the same', () => {
    const other = arn('mesh/other/virtualService/cart.shop');
    expect(resolution(other)).toMatchObject({
      is: 'refused',
      because: 'other-mesh',
      text: 'the ARN names mesh `other`, and its last part is looked up in mesh `shop`',
    });
    expect(modelOf(surroundings + node(other)).calls.find(({ caller }) => caller.name === 'front')?.to).toEqual({
      place: 'VirtualService shop/cart',
    });
  });

  it('of a mesh that another account shares is one of the mesh', () => {
    expect(resolution(arn('mesh/shop@111122223333/virtualService/cart.shop'))?.is).toBe('resolved');
  });

  it('of nothing here may lie outside Kubernetes', () => {
    expect(resolution(arn('mesh/shop/virtualService/pay.shop'))).toEqual({
      is: 'unknown',
      unknown: '`pay.shop` may be an object outside Kubernetes',
    });
  });

  it('of another kind cannot be read', () => {
    expect(resolution(arn('mesh/shop/virtualNode/cart.shop'))?.is).toBe('unknown');
  });

  it('wins over a name, which is looked up all the same', () => {
    const both =
      "{ virtualServiceRef: { name: gone }, virtualServiceARN: 'arn:aws:appmesh:r:1:mesh/shop/virtualService/cart.shop' }";
    expect(backend(both).map((reference) => reference.resolution.is)).toEqual(['resolved', 'dangling']);
    expect(modelOf(surroundings + node(both)).calls.find(({ caller }) => caller.name === 'front')?.to).toEqual({
      place: 'VirtualService shop/cart',
    });
  });
});
