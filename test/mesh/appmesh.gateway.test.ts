import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { apply, type Rewrite } from '../../src/algebra/rewrite.ts';
import { order } from '../../src/model/order.ts';
import { type Action, sameAction } from '../../src/model/route.ts';
import { winner } from '../../src/question/winner.ts';
import { gatewayRoute, httpGatewayRoute, httpRoute, router, surroundings } from './manifests.ts';
import { modelOf } from './world.ts';

const gateway = 'VirtualGateway shop/gw:80';
const nothing: Action = { kind: 'unknown', unknown: 'there is no route' };

function routeNamed(manifests: string, name: string) {
  return modelOf(surroundings + manifests).routes.find(({ route }) => route.name === `shop/${name}`);
}

/** Name of the route that wins at the gateway, or what happens otherwise. */
function won(manifests: string, host: string, path: string): string {
  const found = winner(modelOf(surroundings + manifests), gateway, request({ host, path }));
  return found?.is === 'entry' ? found.entry.route.name : `${found?.is}`;
}

describe('virtual hosts of a gateway', () => {
  const routes =
    httpGatewayRoute('any', '{ prefix: / }') +
    httpGatewayRoute('wide', '{ prefix: /, hostname: { suffix: .example.com } }') +
    httpGatewayRoute('narrow', "{ prefix: /, hostname: { suffix: '*.shop.example.com' } }") +
    httpGatewayRoute('exact', '{ prefix: /cart, hostname: { exact: A.Shop.example.com } }');

  it.each([
    ['a.shop.example.com', '/cart', 'shop/exact'],
    ['a.shop.example.com', '/', 'otherwise'],
    ['b.shop.example.com', '/', 'shop/narrow'],
    ['a.b.shop.example.com', '/', 'shop/narrow'],
    ['shop.example.com', '/', 'shop/wide'],
    ['example.com', '/', 'shop/any'],
  ])('%s%s goes to %s', (host, path, expected) => {
    expect(won(routes, host, path)).toBe(expected);
  });
});

describe('order of trial', () => {
  const rankOf = (spec: string) => {
    const [seat] = routeNamed(gatewayRoute('one', spec), 'one')?.seats ?? [];
    return seat?.entry.rank ?? [];
  };
  const to = 'action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }';
  const by = (priority: string, match: string) => rankOf(`{ ${priority} httpRoute: { match: ${match}, ${to} } }`);

  it('tries a smaller priority first', () => {
    expect(order(by('priority: 1,', '{ prefix: / }'), by('priority: 2,', '{ prefix: /cart }'))).toEqual({
      first: 'left',
      because: 'priority 1 is tried before priority 2',
    });
  });

  it('tries the longer prefix of one priority first', () => {
    expect(order(by('', '{ prefix: /cart }'), by('', '{ prefix: / }'))).toEqual({
      first: 'left',
      because: 'the prefix `/cart` is tried before the prefix `/`',
    });
  });

  it('tries a route without priority last', () => {
    expect(order(by('', '{ prefix: /cart }'), by('priority: 999,', '{ prefix: / }')).first).toBe('right');
  });

  it('does not know whether no priority comes after 1000', () => {
    expect(order(by('', '{ prefix: /cart }'), by('priority: 1000,', '{ prefix: / }')).first).toBe('nothing');
  });

  it('knows no order between an exact path and a prefix', () => {
    expect(order(by('', '{ path: { exact: /cart } }'), by('', '{ prefix: / }')).first).toBe('nothing');
  });

  it('knows no order between two routes of one prefix', () => {
    expect(order(by('', '{ prefix: / }'), by('', '{ prefix: /, method: GET }')).first).toBe('nothing');
  });

  it('cannot see an order that a placeholder decides', () => {
    expect(order(by(`priority: '\${P}',`, '{ prefix: / }'), by('priority: 5,', '{ prefix: / }'))).toEqual({
      first: 'unknown',
      because: 'priority',
    });
  });

  it('marks a written priority as a choice', () => {
    expect(by('priority: 5,', '{ prefix: / }')[0]?.written).toBe(true);
    expect(by('', '{ prefix: / }')[0]?.written).toBeUndefined();
  });
});

describe('rewrites of a gateway', () => {
  function rewrite(match: string, written = ''): Rewrite | null | undefined {
    const action = routeNamed(httpGatewayRoute('one', match, written), 'one')?.route.action;
    return action?.kind === 'forward' ? action.rewrite : undefined;
  }

  it('turns the prefix into / and the host into the service, where nothing is said', () => {
    expect(rewrite('{ prefix: /cart }')).toEqual({ path: { prefix: '/cart', to: '/' }, host: 'cart.shop' });
  });

  it('leaves the path of prefix / as it is', () => {
    expect(rewrite('{ prefix: / }')).toEqual({ host: 'cart.shop' });
  });

  it('leaves a prefix whose default is disabled', () => {
    expect(rewrite('{ prefix: /cart }', ', rewrite: { prefix: { defaultPrefix: DISABLED } }')).toEqual({
      host: 'cart.shop',
    });
  });

  it('replaces the prefix by the value', () => {
    expect(rewrite('{ prefix: /cart/ }', ', rewrite: { prefix: { value: /v2/ } }')?.path).toEqual({
      prefix: '/cart/',
      to: '/v2/',
    });
  });

  it('leaves the path of an exact match', () => {
    expect(rewrite('{ path: { exact: /cart } }')).toEqual({ host: 'cart.shop' });
  });

  it('replaces the whole path', () => {
    expect(rewrite('{ path: { exact: /cart } }', ', rewrite: { path: { exact: /v2 } }')?.path).toEqual({
      whole: '/v2',
    });
  });

  it('keeps the host whose default is disabled', () => {
    const off = ', rewrite: { hostname: { defaultTargetHostname: DISABLED } }';
    expect(rewrite('{ prefix: / }', off)).toBeNull();
  });

  it('does not guess what a path rewrite makes of a prefix match', () => {
    expect(rewrite('{ prefix: /cart }', ', rewrite: { path: { exact: /v2 } }')?.path).toEqual({
      unknown: 'what App Mesh makes of this rewrite',
    });
  });

  it('cannot know the path after a prefix with a placeholder', () => {
    expect(rewrite(`{ prefix: '/\${P}' }`)?.path).toEqual({ unknown: `the path after a rewrite with \`/\${P}\`` });
  });

  it('leaves the path of a gRPC call', () => {
    const action = 'action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }';
    const route = routeNamed(
      gatewayRoute('one', `{ grpcRoute: { match: { serviceName: shop.Cart }, ${action} } }`),
      'one',
    );
    expect(route?.route.action).toMatchObject({ rewrite: { host: 'cart.shop' } });
  });

  describe('the port of the target', () => {
    const through = (port: string) => {
      const target = `target: { virtualService: { virtualServiceRef: { name: cart } }, port: ${port} }`;
      const spec = `{ httpRoute: { match: { prefix: / }, action: { ${target} } } }`;
      return routeNamed(gatewayRoute('one', spec), 'one')?.route.action;
    };

    it('is the one of the next hop', () => {
      expect(through('8080')).toMatchObject({ rewrite: { host: 'cart.shop', port: 8080 } });
    });

    it('is not known before a placeholder is filled in', () => {
      expect(through(`'\${PORT}'`)).toMatchObject({ rewrite: { port: { unknown: `\${PORT}` } } });
    });

    it('makes another action of it', () => {
      expect([
        sameAction(through('8080') ?? nothing, through('8080') ?? nothing),
        sameAction(through('8080') ?? nothing, through('9090') ?? nothing),
        sameAction(through('8080') ?? nothing, through(`'\${PORT}'`) ?? nothing),
      ]).toEqual([true, false, null]);
    });

    it('may be the one of a route that names none', () => {
      const none = routeNamed(httpGatewayRoute('one', '{ prefix: / }'), 'one')?.route.action ?? nothing;
      expect([sameAction(none, through('8080') ?? nothing), sameAction(through('8080') ?? nothing, none)]).toEqual([
        null,
        null,
      ]);
    });

    it('chooses the listener of the router', () => {
      const listeners = [8080, 9090].map((port) => `{ portMapping: { port: ${port}, protocol: http } }`).join(', ');
      const model = modelOf(
        surroundings +
          router(
            `[${httpRoute('first', '{ prefix: /, port: 8080 }')}, ${httpRoute('second', '{ prefix: /, port: 9090 }')}]`,
            `[${listeners}]`,
          ),
      );
      const action = through('9090');
      const sent = action?.kind === 'forward' ? apply(action.rewrite, request({ port: 80 })) : null;
      const taken = sent && winner(model, 'VirtualRouter shop/cart', sent);
      expect(taken?.is === 'entry' && taken.entry.route.name).toBe('second');
    });
  });

  it('names a service by its name in App Mesh', () => {
    const named = `
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { awsName: cart.example.com }
---`;
    const action = routeNamed(named + httpGatewayRoute('one', '{ prefix: / }'), 'one')?.route.action;
    expect(action).toMatchObject({ rewrite: { host: 'cart.example.com' } });
  });
});

describe('listeners of a gateway', () => {
  const two = surroundings.replace(
    '[{ portMapping: { port: 80, protocol: http } }]',
    '[{ portMapping: { port: 80, protocol: http } }, { portMapping: { port: 8443, protocol: http } }]',
  );
  const places = (route: string) => {
    return modelOf(two + route)
      .routes.find(({ route: { name } }) => name === 'shop/one')
      ?.seats.map(({ place }) => place.key);
  };

  it('seats a route without a port on each', () => {
    expect(places(httpGatewayRoute('one', '{ prefix: / }'))).toEqual([
      'VirtualGateway shop/gw:80',
      'VirtualGateway shop/gw:8443',
    ]);
  });

  it('seats a route with a port on that one', () => {
    expect(places(httpGatewayRoute('one', '{ prefix: /, port: 8443 }'))).toEqual(['VirtualGateway shop/gw:8443']);
  });

  it('seats a route with a port of no listener nowhere', () => {
    expect(places(httpGatewayRoute('one', '{ prefix: /, port: 9 }'))).toEqual([]);
  });

  it('leaves a port that a placeholder decides as a condition', () => {
    const model = modelOf(two + httpGatewayRoute('one', `{ prefix: /, port: '\${PORT}' }`));
    const seats = model.routes.find(({ route }) => route.name === 'shop/one')?.seats ?? [];
    expect(seats.map(({ entry }) => entry.requests[0]?.parts.port)).toEqual([
      { is: 'unknown', text: `port \${PORT}` },
      { is: 'unknown', text: `port \${PORT}` },
    ]);
  });

  it('answers 404 to what no route takes', () => {
    expect(modelOf(surroundings).place(gateway)?.otherwise).toEqual({ kind: 'respond', status: 404 });
  });

  it('is reached from outside', () => {
    expect(modelOf(surroundings).place(gateway)?.outside).toBe(true);
  });
});
