import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/model/reference.ts';
import { modelOf } from './world.ts';

const api = 'appmesh.k8s.aws/v1beta2';
const gateway = (spec: string, name = 'gw', namespace = 'edge') => `
apiVersion: ${api}
kind: VirtualGateway
metadata: { name: ${name}, namespace: ${namespace} }
spec: { listeners: [{ portMapping: { port: 80, protocol: http } }]${spec} }
---`;
const namespaced = (name: string, labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
---`;
const mesh = (name: string, spec: string) => `
apiVersion: ${api}
kind: Mesh
metadata: { name: ${name} }
spec: ${spec}
---`;
const route = (metadata = '', spec = '') => `
apiVersion: ${api}
kind: GatewayRoute
metadata: { name: one, namespace: shop${metadata} }
spec:
  httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: cart } } } } }
${spec}
---`;

function attached(manifests: string): {
  readonly attachment: Attachment | undefined;
  readonly seats: number | undefined;
} {
  const model = modelOf(manifests);
  return {
    attachment: model.attachments.find(({ to, resource }) => to === 'place' && resource.kind === 'GatewayRoute'),
    seats: model.routes.find(({ route: { name } }) => name === 'shop/one')?.seats.length,
  };
}

const fails = (manifests: string) => attached(manifests).attachment?.candidates.map((candidate) => candidate.fails);

describe('a route and its gateway', () => {
  const shop = namespaced('shop', '{ gateway: edge, team: shop }');

  it('is taken by the namespaceSelector', () => {
    const found = attached(shop + gateway(', namespaceSelector: { matchLabels: { gateway: edge } }') + route());
    expect(found.attachment).toMatchObject({
      wanted: 'VirtualGateway',
      wants: 'one',
      candidates: [{ label: 'VirtualGateway edge/gw', fails: null, held: 2 }],
      decidedBy: { label: 'Namespace shop' },
    });
    expect(found.seats).toBe(1);
  });

  it('is not taken without a namespaceSelector', () => {
    const manifests = shop + gateway('') + route();
    expect(fails(manifests)).toEqual(['it has no `namespaceSelector`, so it selects no namespace']);
    expect(attached(manifests).seats).toBe(0);
  });

  it('is told which label is another one, and how many were right', () => {
    const selector = ', namespaceSelector: { matchLabels: { gateway: edge, team: pay } }';
    expect(attached(shop + gateway(selector) + route()).attachment?.candidates).toMatchObject([
      { fails: 'its `namespaceSelector` wants `team: pay`, namespace `shop` has `team: shop`', held: 2 },
    ]);
  });

  it('is told which label is missing', () => {
    const selector = ', namespaceSelector: { matchExpressions: [{ key: zone, operator: In, values: [a, b] }] }';
    expect(fails(shop + gateway(selector) + route())).toEqual([
      'its `namespaceSelector` wants `zone` to be `a` or `b`, namespace `shop` has no label `zone`',
    ]);
  });

  it('is not taken by a gatewayRouteSelector for other labels', () => {
    const both = ', namespaceSelector: {}, gatewayRouteSelector: { matchLabels: { app: cart } }';
    expect(fails(shop + gateway(both) + route(', labels: { app: pay }'))).toEqual([
      'its `gatewayRouteSelector` wants `app: cart`, the route has `app: pay`',
    ]);
  });

  it('is taken by an empty namespaceSelector though its Namespace is elsewhere', () => {
    const found = attached(gateway(', namespaceSelector: {}') + route());
    expect(found.attachment?.candidates.map((candidate) => candidate.fails)).toEqual([null]);
    expect(found.seats).toBe(1);
  });

  it('may be taken by a selector on labels of a Namespace that is elsewhere', () => {
    const found = attached(gateway(', namespaceSelector: { matchLabels: { gateway: edge } }') + route());
    expect(found.attachment?.candidates.map((candidate) => candidate.fails)).toEqual([
      { unknown: 'namespace `shop` was not read, so its labels are not known' },
    ]);
    expect(found.seats).toBe(0);
  });

  it('knows the label that Kubernetes gives every Namespace', () => {
    const byName = ", namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': shop } }";
    expect(fails(gateway(byName) + route())).toEqual([null]);
  });

  it('sits on no gateway if two take it', () => {
    const found = attached(gateway(', namespaceSelector: {}') + gateway(', namespaceSelector: {}', 'other') + route());
    expect(found.attachment?.candidates.map((candidate) => candidate.fails)).toEqual([null, null]);
    expect(found.seats).toBe(0);
  });

  it('sits on no gateway of another mesh', () => {
    const manifests =
      namespaced('shop', '{ mesh: a }') +
      namespaced('edge', '{ mesh: b }') +
      mesh('a', '{ namespaceSelector: { matchLabels: { mesh: a } } }') +
      mesh('b', '{ namespaceSelector: { matchLabels: { mesh: b } } }') +
      gateway(', namespaceSelector: {}') +
      route();
    expect(fails(manifests)).toEqual(['it belongs to mesh `b`, the route to mesh `a`']);
    expect(attached(manifests).seats).toBe(0);
  });

  it('lists the gateway that nearly takes it first', () => {
    const far = gateway(', namespaceSelector: { matchLabels: { a: b } }', 'far');
    const near = gateway(', namespaceSelector: { matchLabels: { gateway: edge, zone: a } }', 'near');
    expect(attached(shop + far + near + route()).attachment?.candidates.map(({ label }) => label)).toEqual([
      'VirtualGateway edge/near',
      'VirtualGateway edge/far',
    ]);
  });

  it('stays where a live one was put, whatever the selectors say', () => {
    const frozen = '  virtualGatewayRef: { name: gw, namespace: edge, uid: u }';
    expect(attached(shop + gateway('') + route(', uid: u', frozen)).seats).toBe(1);
  });

  it('does not believe a virtualGatewayRef in a file', () => {
    const written = '  virtualGatewayRef: { name: gw, namespace: edge, uid: u }';
    expect(attached(shop + gateway('') + route('', written)).seats).toBe(0);
  });

  it('has no candidate if a live one is on a gateway that is elsewhere', () => {
    const frozen = '  virtualGatewayRef: { name: gone, namespace: edge, uid: u }';
    const found = attached(shop + gateway(', namespaceSelector: {}') + route(', uid: u', frozen));
    expect(found.attachment?.candidates).toEqual([]);
    expect(found.seats).toBe(0);
  });
});

describe('an object and its mesh', () => {
  const node = `
apiVersion: ${api}
kind: VirtualNode
metadata: { name: cart, namespace: shop }
spec: { listeners: [{ portMapping: { port: 80, protocol: http } }] }
---`;
  const toMesh = (manifests: string) => modelOf(manifests).attachments.find(({ to }) => to === 'domain');
  const domain = (manifests: string) => modelOf(manifests).pools[0]?.tls.domain;

  it('belongs to the Mesh that selects its namespace', () => {
    expect(domain(mesh('shop', '{ namespaceSelector: {} }') + node)).toBe('Mesh shop');
  });

  it('belongs to none if two select its namespace', () => {
    const both = mesh('a', '{ namespaceSelector: {} }') + mesh('b', '{ namespaceSelector: {} }');
    expect(domain(both + node)).toBeNull();
    expect(toMesh(both + node)?.candidates.map((candidate) => candidate.fails)).toEqual([null, null]);
  });

  it('belongs to none if the Mesh has no namespaceSelector', () => {
    expect(toMesh(mesh('shop', '') + node)?.candidates.map((candidate) => candidate.fails)).toEqual([
      'it has no `namespaceSelector`, so it selects no namespace',
    ]);
  });

  it('has no candidate where no Mesh is in the world', () => {
    expect(toMesh(node)?.candidates).toEqual([]);
  });

  it('stays in the Mesh that a live one was put in', () => {
    const live = node
      .replace('namespace: shop }', 'namespace: shop, uid: u }')
      .replace('spec: {', 'spec: { meshRef: { name: b, uid: u },');
    const both = mesh('a', '{ namespaceSelector: {} }') + mesh('b', '');
    expect(domain(both + live)).toBe('Mesh b');
  });
});
