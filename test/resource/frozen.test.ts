import { describe, expect, it } from 'vitest';
import { objectDocument } from '../../src/document/object-document.ts';
import { parse } from '../../src/document/parse.ts';
import { dotted } from '../../src/document/ref.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { frozenEdits } from '../../src/resource/frozen.ts';
import { recognise } from '../../src/resource/recognise.ts';
import type { Resource } from '../../src/resource/resource.ts';

function resourceOf(text: string): Resource {
  const [resource] = parse(new SourceText('manifest.yaml', text)).documents.flatMap((one) => recognise(one).resources);
  if (resource === undefined) throw new Error(`no resource in ${text}`);
  return resource;
}

const manifest = (kind: string, spec: string, metadata = 'name: cart, namespace: shop') =>
  resourceOf(`apiVersion: appmesh.k8s.aws/v1beta2\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`);

/** Each fault as `path: was → is`. */
const told = (before: Resource, after: Resource) =>
  frozenEdits(before, after).map(({ at, was, found }) => `${dotted(at.path)}: ${was} → ${found}`.replaceAll('`', ''));

const edit = (kind: string, before: string, after: string, metadata?: string) =>
  told(manifest(kind, before, metadata), manifest(kind, after, metadata));

const kinds = ['GatewayRoute', 'Mesh', 'VirtualGateway', 'VirtualNode', 'VirtualRouter', 'VirtualService'];

describe('awsName', () => {
  it.each(kinds)('of a %s cannot be changed', (kind) => {
    expect(edit(kind, 'awsName: a', 'awsName: b')).toEqual(['spec.awsName: a → b']);
    expect(edit(kind, 'awsName: a', 'awsName: a, podSelector: {}')).toEqual([]);
  });

  it.each([
    ['GatewayRoute', 'cart_shop'],
    ['Mesh', 'cart'],
    ['VirtualGateway', 'cart_shop'],
    ['VirtualNode', 'cart_shop'],
    ['VirtualRouter', 'cart_shop'],
    ['VirtualService', 'cart.shop'],
  ])('of a %s is %s where it was not said', (kind, name) => {
    expect(edit(kind, '', 'awsName: other')).toEqual([`spec.awsName: ${name} by default → other`]);
    expect(edit(kind, '', `awsName: ${name}`)).toEqual([]);
    expect(edit(kind, 'awsName: ""', `awsName: ${name}`)).toEqual([]);
    expect(edit(kind, 'awsName: ""', 'awsName: other')).toEqual([`spec.awsName: ${name} by default → other`]);
    expect(edit(kind, '', '')).toEqual([]);
  });

  it('cannot be left out, since only creation fills in the default', () => {
    expect(edit('VirtualNode', 'awsName: a', '')).toEqual(['spec.awsName: a → left out']);
    expect(edit('VirtualNode', 'awsName: a', 'awsName: null')).toEqual(['spec.awsName: a → left out']);
    expect(edit('VirtualNode', 'awsName: cart_shop', '')).toEqual(['spec.awsName: cart_shop → left out']);
    expect(edit('VirtualNode', '', 'awsName: ""')).toEqual(['spec.awsName: cart_shop by default → an empty string']);
    expect(edit('VirtualNode', 'awsName: null', '')).toEqual([]);
  });

  it('is judged as far as it is known', () => {
    const nowhere = 'name: cart';
    expect(edit('VirtualNode', '', 'awsName: other', nowhere)).toEqual(['spec.awsName: cart_… by default → other']);
    expect(edit('VirtualNode', '', 'awsName: cart_shop', nowhere)).toEqual([]);
    expect(edit('VirtualNode', 'awsName: $A', 'awsName: b')).toEqual([]);
    expect(edit('VirtualNode', 'awsName: "$A"', 'awsName: "$B"')).toEqual([]);
    expect(edit('VirtualNode', 'awsName: "a.$A"', 'awsName: "a.$A"')).toEqual([]);
    expect(edit('VirtualNode', 'awsName: a', 'awsName: "a-$B"')).toEqual([`spec.awsName: a → a-\${B}`]);
    expect(edit('VirtualNode', 'awsName: "a.$A"', 'awsName: "b.$A"')).toEqual([`spec.awsName: a.\${A} → b.\${A}`]);
    expect(edit('VirtualNode', '', 'awsName: pay_shop', 'name: $NAME, namespace: shop')).toEqual([]);
    expect(edit('VirtualNode', 'awsName: a', '$MORE: 1')).toEqual([]);
    const whole = (spec: string) =>
      resourceOf(`apiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\nmetadata: { name: a }\nspec: ${spec}\n`);
    expect(told(whole('$SPEC'), whole('{ awsName: b }'))).toEqual([]);
    expect(told(whole('{ awsName: b }'), whole('$SPEC'))).toEqual([]);
  });

  it('is said with what to do', () => {
    const fix = (before: string, after: string) =>
      frozenEdits(manifest('Mesh', before), manifest('Mesh', after)).map(({ instead }) => instead);
    expect(fix('awsName: a', 'awsName: b')).toEqual(['keep `a`, or delete the object and create it again']);
    expect(fix('awsName: a', '')).toEqual(['put `awsName: a` back, or delete the object and create it again']);
    expect(fix('', 'awsName: b')).toEqual(['remove `awsName`, or delete the object and create it again']);
    expect(fix('awsName: ""', 'awsName: b')).toEqual(['keep `cart`, or delete the object and create it again']);
  });
});

describe('awsCloudMap', () => {
  const cloud = (map: string) => `serviceDiscovery: { awsCloudMap: { ${map} } }`;
  const first = 'namespaceName: a, serviceName: cart';
  const place = 'spec.serviceDiscovery.awsCloudMap';

  it.each([
    ['a name', cloud('namespaceName: b, serviceName: cart'), `${place}.namespaceName: a → b`],
    [
      'both names',
      cloud('namespaceName: b, serviceName: pay'),
      `${place}: { namespaceName: a, serviceName: cart } → { namespaceName: b, serviceName: pay }`,
    ],
    [
      'attributes',
      cloud(`${first}, attributes: [{ key: v, value: "1" }]`),
      `${place}.attributes: not set → [{ key: v, value: 1 }]`,
    ],
    [
      'the way',
      'serviceDiscovery: { dns: { hostname: a } }',
      `${place}: { namespaceName: a, serviceName: cart } → left out`,
    ],
    ['all of it', '', `${place}: { namespaceName: a, serviceName: cart } → left out`],
  ])('cannot be changed in %s', (_, after, expected) => {
    expect(edit('VirtualNode', cloud(first), after)).toEqual([expected]);
  });

  it.each([
    ['the order of its keys', cloud('serviceName: cart, namespaceName: a')],
    ['an empty list, which the controller drops', cloud(`${first}, attributes: []`)],
    ['a key that is no field', cloud(`${first}, region: eu`)],
    ['what a variable fills in', cloud('namespaceName: $NS, serviceName: cart')],
    ['a variable in the whole', 'serviceDiscovery: $FOUND'],
  ])('may be changed in %s', (_, after) => {
    expect(edit('VirtualNode', cloud(first), after)).toEqual([]);
    expect(edit('VirtualNode', after, cloud(first))).toEqual([]);
  });

  it('tells the order of its attributes apart, as the controller does', () => {
    const [one, two] = ['{ key: a, value: "1" }', '{ key: b, value: "2" }'];
    const attributes = (...items: readonly string[]) => cloud(`${first}, attributes: [${items.join(', ')}]`);
    expect(edit('VirtualNode', attributes(one, two), attributes(two, one))).toHaveLength(1);
    expect(edit('VirtualNode', attributes(one, two), attributes(one, two))).toEqual([]);
  });

  it('may be chosen later', () => {
    expect(edit('VirtualNode', 'serviceDiscovery: { dns: { hostname: a } }', cloud(first))).toEqual([]);
    expect(edit('VirtualNode', '', cloud(first))).toEqual([]);
  });
});

describe('objects of a cluster', () => {
  const live = (kind: string, spec: string, uid = 'one') =>
    manifest(kind, spec, `name: cart, namespace: shop, uid: ${uid}`);
  const mesh = 'meshRef: { name: a, uid: "1" }';

  it.each(['BackendGroup', 'GatewayRoute', 'VirtualGateway', 'VirtualNode', 'VirtualRouter', 'VirtualService'])(
    '%s: the mesh stays',
    (kind) => {
      const other = mesh.replace('name: a', 'name: b');
      expect(told(live(kind, mesh), live(kind, other))).toEqual(['spec.meshRef.name: a → b']);
      expect(told(live(kind, mesh), live(kind, ''))).toEqual(['spec.meshRef: { name: a, uid: 1 } → left out']);
      expect(told(live(kind, ''), live(kind, mesh))).toEqual(['spec.meshRef: not set → { name: a, uid: 1 }']);
      expect(told(live(kind, mesh), live(kind, mesh))).toEqual([]);
      expect(edit(kind, mesh, other)).toEqual([]);
      expect(edit(kind, mesh, '')).toEqual([]);
    },
  );

  it('a route stays on its gateway', () => {
    const gateway = (name: string) => `virtualGatewayRef: { name: ${name}, namespace: edge, uid: "2" }`;
    expect(told(live('GatewayRoute', gateway('a')), live('GatewayRoute', gateway('b')))).toEqual([
      'spec.virtualGatewayRef.name: a → b',
    ]);
    expect(edit('GatewayRoute', gateway('a'), gateway('b'))).toEqual([]);
  });

  it('have no defaults any more', () => {
    expect(told(live('Mesh', ''), live('Mesh', 'awsName: cart'))).toEqual(['spec.awsName: not set → cart']);
    expect(told(live('Mesh', 'awsName: cart'), live('Mesh', ''))).toEqual(['spec.awsName: cart → left out']);
  });

  it('are another object under another uid', () => {
    expect(told(live('Mesh', 'awsName: a'), live('Mesh', 'awsName: b', 'two'))).toEqual([]);
  });

  it('say what is there, whatever a file said before, and may be cleaned up', () => {
    expect(told(manifest('Mesh', 'awsName: a'), live('Mesh', 'awsName: b'))).toEqual([]);
    expect(told(live('Mesh', 'awsName: a'), manifest('Mesh', ''))).toEqual([]);
    expect(told(live('VirtualNode', `awsName: a, ${mesh}`), manifest('VirtualNode', 'awsName: a'))).toEqual([]);
    expect(told(live('Mesh', 'awsName: a'), manifest('Mesh', 'awsName: b'))).toEqual(['spec.awsName: a → b']);
  });

  it('need no text', () => {
    const bare = (awsName: string) => {
      const value = {
        apiVersion: 'appmesh.k8s.aws/v1beta2',
        kind: 'Mesh',
        metadata: { name: 'a', uid: 'one' },
        spec: { awsName },
      };
      const [resource] = recognise(objectDocument('request', value)).resources;
      if (resource === undefined) throw new Error('no resource');
      return resource;
    };
    expect(told(bare('a'), bare('b'))).toEqual(['spec.awsName: a → b']);
  });
});

describe('the controller of an IngressClass', () => {
  const ofClass = (spec: string) =>
    resourceOf(`apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: a }\nspec: { ${spec} }\n`);

  it('cannot be changed', () => {
    expect(told(ofClass('controller: a.test/one'), ofClass('controller: a.test/two'))).toEqual([
      'spec.controller: a.test/one → a.test/two',
    ]);
    expect(told(ofClass('controller: a.test/one'), ofClass('controller: a.test/one, parameters: {}'))).toEqual([]);
    expect(told(ofClass(''), ofClass('controller: a.test/one'))).toEqual([]);
  });
});
