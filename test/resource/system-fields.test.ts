import { describe, expect, it } from 'vitest';
import { complaints, faults } from './documents.ts';
import { object, target } from './manifest.ts';

describe('fields that only the system sets', () => {
  const virtualGatewayRef = `virtualGatewayRef: { name: gw }\nhttpRoute: { match: { prefix: / }, action: { ${target} } }`;
  it.each(['BackendGroup', 'VirtualNode', 'VirtualRouter', 'VirtualService'])('a mesh in a file, of %s', (kind) => {
    expect(complaints(object(kind, 'meshRef: { name: shop }'))).toEqual([
      'invalid-field spec.meshRef: a value that only the system sets',
    ]);
  });

  it('a gateway in a file says who chooses it', () => {
    const [fault] = faults(object('GatewayRoute', virtualGatewayRef));
    expect(fault?.at).toEqual({ document: 'a.yaml#1', path: ['spec', 'virtualGatewayRef'], part: 'key' });
    expect(fault?.instead).toContain('`gatewayRouteSelector`');
    expect(fault?.because).toContain('webhook');
  });

  it('are right on an object that was read from a cluster, if they are whole', () => {
    const live = object('VirtualService', 'meshRef: { name: shop, uid: u }').replace(
      '{ name: it',
      '{ uid: u, name: it',
    );
    expect(complaints(live)).toEqual([]);
    expect(complaints(live.replace(', uid: u }', ' }'))).toEqual(['invalid-field spec.meshRef.uid: no value']);
  });

  it('are not among the fields that an unknown one could have meant', () => {
    const [fault] = faults(object('VirtualService', 'meshReference: { name: shop }'));
    expect(fault?.expected).toEqual(['`awsName`', '`provider`']);
  });
});
