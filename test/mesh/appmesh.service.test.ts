import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { hops } from '../../src/model/hop.ts';
import type { Action } from '../../src/model/route.ts';
import { winner } from '../../src/question/winner.ts';
import { httpGatewayRoute, httpRoute, router, surroundings } from './manifests.ts';
import { modelOf } from './world.ts';

const api = 'appmesh.k8s.aws/v1beta2';
const service = (spec: string, name = 'cart') => `
apiVersion: ${api}
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`;
const node = (spec: string, name = 'cart') => `
apiVersion: ${api}
kind: VirtualNode
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`;
const direct = service('{ provider: { virtualNode: { virtualNodeRef: { name: cart } } } }');

function targets(action: Action | undefined) {
  return action?.kind === 'forward' ? action.to.map(({ to }) => to) : action;
}

describe('a VirtualService', () => {
  it('hands every request to its router', () => {
    const place = modelOf(surroundings).place('VirtualService shop/cart');
    expect(place?.tables).toEqual([]);
    expect(targets(place?.otherwise)).toEqual([{ place: 'VirtualRouter shop/cart' }]);
  });

  it('serves every request from its node, by a route of its own name', () => {
    const found = winner(modelOf(surroundings + direct), 'VirtualService shop/cart', request());
    expect(found?.is === 'entry' && found.entry.route).toMatchObject({
      id: 'VirtualService.appmesh.k8s.aws/shop/cart',
      name: 'shop/cart',
      action: { to: [{ to: { pool: 'VirtualNode shop/cart:8080' } }] },
    });
  });

  it('answers 404 without a provider', () => {
    const place = modelOf(surroundings + service('{}')).place('VirtualService shop/cart');
    expect(place?.otherwise).toEqual({ kind: 'respond', status: 404 });
  });

  it('is unknown where its provider cannot be read', () => {
    const place = modelOf(surroundings + service('{ provider: { router: { name: cart } } }')).place(
      'VirtualService shop/cart',
    );
    expect(place?.otherwise.kind).toBe('unknown');
  });
});

describe('the timeout of a service that a node provides', () => {
  const provided = (timeout: string) => {
    const listener = `{ listeners: [{ portMapping: { port: 8080, protocol: http }${timeout} }] }`;
    const found = winner(modelOf(surroundings + direct + node(listener)), 'VirtualService shop/cart', request());
    return found?.is === 'entry' ? found.entry.route.timeout : undefined;
  };

  it('is 15 s by default', () => {
    expect(provided('')).toMatchObject({ value: 15_000, from: 'default', at: null });
  });

  it('is what the node allows, if that is less', () => {
    const timeout = ', timeout: { http: { perRequest: { unit: s, value: 5 } } }';
    expect(provided(timeout)).toMatchObject({ value: 5000, from: 'inherited' });
  });

  it('is no more than 15 s, whatever the node allows', () => {
    const timeout = ', timeout: { http: { perRequest: { unit: s, value: 30 } } }';
    expect(provided(timeout)).toMatchObject({ value: 15_000, from: 'default', overruled: [{ value: 30_000 }] });
  });

  it('is not lifted by a node without a limit', () => {
    const timeout = ', timeout: { http: { perRequest: { unit: ms, value: 0 } } }';
    expect(provided(timeout)).toMatchObject({ value: 15_000, overruled: [{ value: 0 }] });
  });
});

describe('the retries of a service that a node provides', () => {
  it('are those that nobody wrote, and only a router can change them', () => {
    const found = winner(modelOf(surroundings + direct), 'VirtualService shop/cart', request());
    expect(found?.is === 'entry' && found.entry.route.retries).toMatchObject({
      value: { attempts: 2, perTry: null },
      from: 'default',
      remedy: 'put a VirtualRouter in front of the VirtualNode and set `retryPolicy` on its route',
    });
  });
});

describe('a route of a VirtualRouter', () => {
  const route = (written: string) => modelOf(surroundings + router(`[${written}]`)).routes[0]?.route;
  const one = (more: string) => route(httpRoute('one', '{ prefix: / }', more));

  it('has the id of its router and its name', () => {
    expect(one('')).toMatchObject({ id: 'VirtualRouter.appmesh.k8s.aws/shop/cart/one', name: 'one' });
  });

  it('keeps two routes of one name apart', () => {
    const twice = `${httpRoute('one', '{ prefix: / }')}, ${httpRoute('one', '{ prefix: /a }')}`;
    expect(modelOf(surroundings + router(`[${twice}]`)).routes.map(({ route: { name } }) => name)).toEqual([
      'one',
      'one (2)',
    ]);
  });

  it('waits 15 s by default', () => {
    expect(one('')?.timeout).toMatchObject({
      value: 15_000,
      from: 'default',
      note: 'App Mesh ends a request after 15 s',
    });
  });

  it('waits as long as it says', () => {
    const timeout = one(', timeout: { perRequest: { unit: s, value: 3 } }')?.timeout;
    expect(timeout).toMatchObject({ value: 3000, from: 'declared' });
    expect(timeout?.at?.path).toEqual(['spec', 'routes', 0, 'httpRoute', 'timeout', 'perRequest']);
  });

  it('does not know a timeout that a placeholder sets', () => {
    expect(one(`, timeout: { perRequest: { unit: s, value: '\${T}' } }`)?.timeout?.value).toHaveProperty('unknown');
  });

  it('retries what it says', () => {
    const policy =
      '{ maxRetries: 3, perRetryTimeout: { unit: ms, value: 500 }, httpRetryEvents: [server-error], tcpRetryEvents: [connection-error] }';
    expect(one(`, retryPolicy: ${policy}`)?.retries).toMatchObject({
      value: { attempts: 3, perTry: 500, on: ['server-error', 'connection-error'] },
      from: 'declared',
    });
  });

  it('retries twice by default', () => {
    expect(one('')?.retries).toMatchObject({
      value: { attempts: 2 },
      from: 'default',
      remedy:
        'set `retryPolicy` on the route, with `maxRetries`, `perRetryTimeout` and `httpRetryEvents: [gateway-error, stream-error]`',
    });
  });

  it('has neither over TCP', () => {
    const to = 'action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }';
    expect(route(`{ name: one, tcpRoute: { ${to} } }`)).toMatchObject({ timeout: null, retries: null });
  });

  it('has weights, of at least 1 and at most 100 together', () => {
    expect(one('')?.action).toMatchObject({
      total: { least: 1, most: 100 },
      to: [{ weight: { value: 1, from: 'declared' } }],
    });
  });

  it('leads to the listener of the port named', () => {
    const two = node(
      '{ listeners: [{ portMapping: { port: 1, protocol: http } }, { portMapping: { port: 2, protocol: http } }] }',
    );
    const to = (port: string) => {
      const target = `{ virtualNodeRef: { name: cart }, weight: 1${port} }`;
      const written = `{ name: one, httpRoute: { match: { prefix: / }, action: { weightedTargets: [${target}] } } }`;
      return targets(modelOf(surroundings + two + router(`[${written}]`)).routes[0]?.route.action);
    };
    expect(to(', port: 2')).toEqual([{ pool: 'VirtualNode shop/cart:2' }]);
    expect(to('')).toEqual([{ unknown: 'which listener of VirtualNode shop/cart is meant' }]);
  });

  it('leads nobody knows where if its targets are a placeholder', () => {
    expect(
      route(`{ name: one, httpRoute: { match: { prefix: / }, action: { weightedTargets: ['\${TARGETS}'] } } }`)?.action,
    ).toEqual({
      kind: 'unknown',
      unknown: 'a target of the route',
    });
  });
});

describe('the listeners of a VirtualRouter', () => {
  const two = '[{ portMapping: { port: 80, protocol: http } }, { portMapping: { port: 90, protocol: http } }]';
  const routes = `[${httpRoute('all', '{ prefix: / }')}, ${httpRoute('one', '{ prefix: /a, port: 90 }')}]`;

  it('are tables, if there are several', () => {
    const place = modelOf(surroundings + router(routes, two)).place('VirtualRouter shop/cart');
    expect(place?.tables.map(({ id, entries }) => [id, entries.map(({ route }) => route.name)])).toEqual([
      ['port 80', ['all']],
      ['port 90', ['one', 'all']],
    ]);
  });

  it('admit by port, and leave open what names none, which App Mesh refuses', () => {
    const model = modelOf(surroundings + router(routes, two));
    const on = (port: number) => winner(model, 'VirtualRouter shop/cart', request({ port, path: '/a' }));
    expect([on(80)?.is, on(90)?.is]).toEqual(['undecided', 'entry']);
    expect(on(70)).toMatchObject({ is: 'otherwise', table: null, action: { kind: 'unknown' } });
  });

  it('do not ask for the port if there is one', () => {
    const model = modelOf(surroundings + router(`[${httpRoute('all', '{ prefix: /, port: 80 }')}]`));
    expect(winner(model, 'VirtualRouter shop/cart', request({ port: 1234 }))?.is).toBe('entry');
  });

  it('leave a port that a placeholder decides as a condition', () => {
    const model = modelOf(surroundings + router(`[${httpRoute('one', `{ path: { exact: /a }, port: '\${PORT}' }`)}]`));
    expect(model.routes[0]?.seats.map(({ entry }) => entry.requests[0]?.parts)).toEqual([
      { path: { is: 'exact', text: '/a' }, port: { is: 'unknown', text: `port \${PORT}` } },
    ]);
  });

  it('leave a route for another port without a seat', () => {
    const model = modelOf(surroundings + router(`[${httpRoute('lost', '{ prefix: /, port: 81 }')}]`));
    expect(model.routes.map(({ route, seats }) => [route.name, seats.length])).toEqual([['lost', 0]]);
  });
});

describe('the way from a gateway to a node', () => {
  it('is one hop through the routes of gateway and router', () => {
    const model = modelOf(
      surroundings + httpGatewayRoute('edge', '{ prefix: / }') + router(`[${httpRoute('all', '{ prefix: / }')}]`),
    );
    expect(
      [...hops(model)].map(({ call, server, through }) => [call.label, server.key, through.map(({ name }) => name)]),
    ).toEqual([['VirtualGateway shop/gw', 'VirtualNode shop/cart:8080', ['shop/edge', 'all']]]);
  });
});
