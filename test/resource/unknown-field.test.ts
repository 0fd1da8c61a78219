import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/document/fault.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { complaints, documentOf, faults } from './documents.ts';
import { gateway, grpcGateway, node, object, route, targets, vg } from './manifest.ts';

/** The one fault of a manifest. */
function only(text: string): Fault {
  const found = faults(text);
  expect(found.map(({ found }) => found)).toHaveLength(1);
  return found[0] as Fault;
}

const routeWith = (fields: string) =>
  object('GatewayRoute', `httpRoute: { match: { prefix: / }, action: { ${fields} } }`);
const target = 'target: { virtualService: { virtualServiceRef: { name: cart } } }';

describe('what tutorials write, and what to write instead', () => {
  it.each([
    [
      'gatewayRouteName',
      object('GatewayRoute', `gatewayRouteName: a\nhttpRoute: { match: { prefix: / }, action: { ${target} } }`),
      'remove it: `metadata.name`',
    ],
    [
      'meshName',
      object('VirtualNode', 'meshName: a'),
      "remove it: the mesh is chosen by the Mesh's `namespaceSelector`",
    ],
    [
      'route',
      object('GatewayRoute', 'route: {}').replace(
        '{}',
        `{ httpRoute: { match: { prefix: / }, action: { ${target} } } }`,
      ),
      'write its fields directly in `spec`',
    ],
    [
      'routeSpec',
      object('GatewayRoute', `routeSpec: { httpRoute: { match: { prefix: / }, action: { ${target} } } }`),
      'write its fields directly in `spec`',
    ],
    [
      'gatewayRouteSpec',
      object('GatewayRoute', `gatewayRouteSpec: { httpRoute: { match: { prefix: / }, action: { ${target} } } }`),
      'write its fields directly in `spec`',
    ],
    [
      'routeName',
      object('VirtualRouter', `routes: [{ routeName: a, tcpRoute: { action: { ${targets} } } }]`),
      'write `name`',
    ],
    [
      'targets',
      object(
        'VirtualRouter',
        'routes: [{ name: a, tcpRoute: { action: { targets: [{ virtualNodeRef: { name: b }, weight: 1 }] } } }]',
      ),
      'write `weightedTargets`',
    ],
    ['targets', routeWith('targets: []'), 'split by weight in `weightedTargets` of a VirtualRouter'],
    ['weightedTargets', routeWith('weightedTargets: []'), 'split by weight in `weightedTargets` of a VirtualRouter'],
    ['virtualNode', routeWith('target: { virtualNode: {} }'), 'a GatewayRoute leads to a VirtualService'],
    ['targetRef', routeWith('targetRef: {}'), 'a GatewayRoute leads to a VirtualService'],
    ['serviceRef', routeWith('target: { serviceRef: {} }'), 'a GatewayRoute leads to a VirtualService'],
    [
      'virtualServiceRef',
      routeWith('target: { virtualServiceRef: { name: a } }'),
      'write it as `virtualService.virtualServiceRef`',
    ],
    [
      'virtualServiceRef',
      routeWith('virtualServiceRef: { name: a }'),
      'write it as `target.virtualService.virtualServiceRef`',
    ],
    [
      'virtualServiceRef',
      object('VirtualNode', 'backends: [{ virtualServiceRef: { name: a } }]'),
      'write it as `virtualService.virtualServiceRef`',
    ],
    [
      'virtualServiceName',
      object('VirtualNode', 'backends: [{ virtualService: { virtualServiceName: a } }]'),
      'write `virtualServiceRef.name`',
    ],
    [
      'virtualRouterRef',
      object('VirtualService', 'provider: { virtualRouterRef: { name: a } }'),
      'write it as `virtualRouter.virtualRouterRef`',
    ],
    [
      'virtualNodeRef',
      object('VirtualService', 'provider: { virtualNodeRef: { name: a } }'),
      'write it as `virtualNode.virtualNodeRef`',
    ],
    [
      'virtualNodeName',
      object(
        'VirtualRouter',
        'routes: [{ name: a, tcpRoute: { action: { weightedTargets: [{ virtualNodeName: b, weight: 1 }] } } }]',
      ),
      'write `virtualNodeRef.name`',
    ],
    [
      'virtualRouterRef',
      object('VirtualRouter', `routes: [{ name: a, virtualRouterRef: {}, tcpRoute: { action: { ${targets} } } }]`),
      'remove it',
    ],
    ['retryPolicy', routeWith(`${target}, retryPolicy: {}`), 'a GatewayRoute does not retry'],
    ['timeout', routeWith(`${target}, timeout: {}`), 'a GatewayRoute has no timeout'],
    ['healthCheck', routeWith(`${target}, healthCheck: {}`), 'listener of the VirtualGateway'],
    ['fault', routeWith(`${target}, fault: {}`), 'App Mesh injects no faults'],
    ['mirror', routeWith(`${target}, mirror: {}`), 'App Mesh mirrors no requests'],
    ['headerAdd', routeWith(`${target}, headerAdd: {}`), 'App Mesh changes no headers'],
    ['fault', route('{ prefix: / }', ', fault: {}'), 'App Mesh injects no faults'],
    ['targetPrefix', gateway('{ prefix: / }', ', rewrite: { targetPrefix: / }'), 'write it as `prefix.value`'],
    [
      'perTryTimeout',
      route(
        '{ prefix: / }',
        ', retryPolicy: { maxRetries: 1, perTryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }',
      ),
      'write `perRetryTimeout`',
    ],
    [
      'certificateArns',
      object(
        'VirtualNode',
        'backendDefaults: { clientPolicy: { tls: { validation: { trust: { acm: { certificateArns: [a] } } } } } }',
      ),
      'write `certificateAuthorityARNs`',
    ],
    [
      'mode',
      object(
        'VirtualNode',
        'backendDefaults: { clientPolicy: { tls: { mode: STRICT, validation: { trust: { sds: { secretName: a } } } } } }',
      ),
      'write `enforce: true`',
    ],
    ['host', grpcGateway('{ host: a.b }'), 'write it as `hostname.exact`'],
    [
      'cloudMap',
      object('VirtualNode', 'serviceDiscovery: { cloudMap: { namespaceName: a, serviceName: b } }'),
      'write `awsCloudMap`',
    ],
    ['timeout', vg('timeout: {}'), 'a gateway listener has no timeout'],
    [
      'prefix',
      object('VirtualRouter', `routes: [{ name: a, tcpRoute: { match: { prefix: / }, action: { ${targets} } } }]`),
      'a TCP route sees no path',
    ],
    ['mesh', object('Mesh', 'namespaceSelector: { mesh: shop }'), 'move it into `matchLabels`'],
  ])('%s', (key, text, instead) => {
    const fault = only(text);
    expect(fault.id).toBe('unknown-field');
    expect(fault.found).toBe(`\`${key}\``);
    expect(fault.at.part).toBe('key');
    expect(fault.instead).toContain(instead);
  });

  it('units of other tools', () => {
    const timeout = (unit: string) =>
      only(route('{ prefix: / }', `, timeout: { perRequest: { unit: ${unit}, value: 1 } }`));
    expect(timeout('MILLIS').instead).toBe('write `ms`');
    expect(timeout('SECONDS').instead).toBe('write `s`');
    expect(timeout('MILLIS').expected).toEqual(['`ms`', '`s`']);
  });

  it('the value of a wrapper is checked as what it stands for', () => {
    const wrapped =
      'routeSpec: { httpRoute: { match: { prefix: cart }, action: { target: { virtualServiceRef: { name: a } } } } }';
    expect(complaints(object('GatewayRoute', wrapped))).toEqual([
      'unknown-field spec.routeSpec: `routeSpec`',
      'invalid-field spec.routeSpec.httpRoute.match.prefix: `cart`',
      'unknown-field spec.routeSpec.httpRoute.action.target.virtualServiceRef: `virtualServiceRef`',
    ]);
  });

  it('the short form of a mapping', () => {
    expect(only(gateway('{ prefix: /, hostname: shop.example.com }')).instead).toBe(
      'write `{ exact: shop.example.com }`',
    );
    expect(only(gateway('{ path: /a }')).instead).toBe('write `{ exact: /a }`');
    expect(only(route('{ prefix: / }', ', timeout: { perRequest: 15s }')).instead).toBe(
      'write `{ unit: s, value: 15 }`',
    );
    expect(only(routeWith('target: { virtualService: { virtualServiceRef: cart } }')).instead).toBe(
      'write `{ name: cart }`',
    );
  });
});

describe('a key that no field has', () => {
  it('names the field that it resembles, and all there are', () => {
    const fault = only(route('{ prefix: / }', ', retryPolcy: {}'));
    expect(fault.instead).toBe('write `retryPolicy`');
    expect(fault.expected).toEqual(['`action`', '`match`', '`retryPolicy`', '`timeout`']);
    expect(fault.because).toContain('appmesh.k8s.aws/v1beta2');
  });

  it('in the wrong case', () => {
    expect(only(object('VirtualNode', 'serviceDiscovery: { dns: { hostName: a } }')).instead).toBe('write `hostname`');
  });

  it('does not mean a field that is there already', () => {
    expect(only(object('VirtualNode', 'backend: []\nbackends: []')).instead).not.toBe('write `backends`');
  });

  it('one level too high', () => {
    expect(only(object('VirtualNode', 'accessLog: { file: { path: /a } }')).instead).toBe(
      'write it as `logging.accessLog`',
    );
  });

  it('one level too low', () => {
    expect(only(gateway('{ prefix: / }', ', priority: 5')).instead).toBe('move it up into `spec`');
  });

  it('in the root, where the API server keeps it', () => {
    const fault = only(
      'apiVersion: appmesh.k8s.aws/v1beta2\nkind: Mesh\nmetadata: { name: a }\negressFilter: { type: DROP_ALL }\n',
    );
    expect(fault.instead).toBe('write it as `spec.egressFilter`');
    expect(fault.because).toBe('the App Mesh controller does not read it');
  });

  it('named like a property of every object', () => {
    expect(complaints(object('Mesh', 'constructor: a\ntoString: b'))).toEqual([
      'unknown-field spec.constructor: `constructor`',
      'unknown-field spec.toString: `toString`',
    ]);
  });

  it('with a null is unknown all the same', () => {
    expect(complaints(object('Mesh', 'egresFilter: null'))).toEqual(['unknown-field spec.egresFilter: `egresFilter`']);
  });
});

describe('one mistake is one fault', () => {
  it('a misspelt field explains that it is missing', () => {
    expect(complaints(object('GatewayRoute', `httpRuote: { match: { prefix: / }, action: { ${target} } }`))).toEqual([
      'unknown-field spec.httpRuote: `httpRuote`',
    ]);
  });

  it('but not that another one is missing', () => {
    expect(complaints(object('GatewayRoute', 'httpRoute: { mach: { prefix: / } }'))).toEqual([
      'unknown-field spec.httpRoute.mach: `mach`',
      'invalid-field spec.httpRoute.action: no value',
    ]);
  });

  it('a misspelt spec is not an empty one', () => {
    const text = object('GatewayRoute', `httpRoute: { match: { prefix: / }, action: { ${target} } }`).replace(
      'spec:',
      'specs:',
    );
    expect(complaints(text)).toEqual(['unknown-field specs: `specs`']);
  });

  it('an unknown key without a guess explains nothing', () => {
    expect(complaints(object('GatewayRoute', 'foo: bar'))).toEqual([
      'unknown-field spec.foo: `foo`',
      'invalid-field spec: none of `grpcRoute`, `http2Route` or `httpRoute`',
    ]);
  });

  it('of a broken document nothing is missing, and no value has the wrong type', () => {
    const value = {
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'GatewayRoute',
      metadata: {},
      spec: { priority: 'x', gatewayRouteName: 'a', httpRoute: { match: { prefix: 'a' } } },
    };
    const whole = recognise(documentOf(value)).faults.map(({ found }) => found);
    const broken = recognise(documentOf(value, 'a.yaml#1', false)).faults.map(({ found }) => found);
    expect(whole).toEqual(['no value', 'the string `x`', '`gatewayRouteName`', '`a`', 'no value']);
    expect(broken).toEqual(['`gatewayRouteName`', '`a`']);
  });

  it('who refuses what: at once, by the webhook, or when it is too late', () => {
    const because = (text: string) => only(text).because;
    expect(because(gateway('{ prefix: /, method: get }'))).toBe('the API server refuses the object when it is applied');
    expect(because(gateway('{ path: {} }'))).toBe(
      'the webhook of the App Mesh controller refuses the object when it is applied',
    );
    expect(because(node('connectionPool: {}'))).toBe(
      'applying it succeeds, and the AWS API refuses it when the controller reconciles',
    );
  });
});
