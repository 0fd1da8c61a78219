import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { order } from '../../src/model/order.ts';
import { winner } from '../../src/question/winner.ts';
import { modelOf } from './world.ts';

const ingress = (spec: string, name = 'web', metadata = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop${metadata} }
spec: ${spec}
---`;
const backend = (name: string, port = 'number: 80') => `{ service: { name: ${name}, port: { ${port} } } }`;
const path = (type: string, written: string, to = 'cart') =>
  `{ path: ${written}, pathType: ${type}, backend: ${backend(to)} }`;
const rules = (...paths: readonly string[]) => `{ rules: [{ http: { paths: [${paths.join(', ')}] } }] }`;
const service = (ports: string) => `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: ${ports} }
---`;

/** The backend that a path gets, or the status. */
function goesTo(model: RoutingModel, asked: string, place = 'Ingress'): string {
  const found = winner(model, place, request({ path: asked }));
  const action = found?.is === 'entry' ? found.entry.route.action : found?.is === 'otherwise' ? found.action : null;
  if (action?.kind === 'forward') return action.to.map(({ label }) => label).join();
  return action?.kind === 'respond' ? String(action.status) : `${found?.is} ${action?.kind}`;
}

describe('paths of an Ingress', () => {
  const model = modelOf(
    ingress(
      rules(
        path('Prefix', '/a', 'prefix'),
        path('Exact', '/a', 'exact'),
        path('Prefix', '/a/b/', 'longer'),
        path('Prefix', '/', 'all'),
      ),
    ),
  );
  it.each([
    ['/a', 'exact'],
    ['/a/', 'prefix'],
    ['/a/c', 'prefix'],
    ['/ab', 'all'],
    ['/a/b', 'longer'],
    ['/a/b/c', 'longer'],
    ['/a/bc', 'prefix'],
  ])('%s goes to %s', (asked, expected) => {
    expect(goesTo(model, asked)).toBe(`Service shop/${expected}`);
  });

  it('of an implementation cannot be read', () => {
    const found = winner(
      modelOf(ingress(rules(path('ImplementationSpecific', '/a')))),
      'Ingress',
      request({ path: '/a' }),
    );
    expect(found?.is).toBe('undecided');
  });

  it('of an implementation are all paths if it is /', () => {
    expect(goesTo(modelOf(ingress(rules(path('ImplementationSpecific', '/')))), '/a')).toBe('Service shop/cart');
  });

  it('with an unknown type are none', () => {
    expect(modelOf(ingress(rules(path('Regex', '/a')))).routes).toEqual([]);
  });

  it('of one length and type in two Ingresses have no order', () => {
    const two = modelOf(ingress(rules(path('Prefix', '/a'))) + ingress(rules(path('Prefix', '/a')), 'other'));
    const [left, right] = two.routes.map(({ seats }) => seats[0]?.entry.rank ?? []);
    expect(order(left ?? [], right ?? [])).toEqual({ first: 'nothing' });
  });

  it('are tried by length as written', () => {
    const [entry] = modelOf(ingress(rules(path('Prefix', '/aa/')))).routes.flatMap(({ seats }) =>
      seats.map((seat) => seat.entry),
    );
    expect(entry?.rank[0]).toMatchObject({ by: 'path length', value: -4 });
  });

  it('written twice are two routes', () => {
    const ids = modelOf(ingress(rules(path('Prefix', '/a'), path('Prefix', '/a')))).routes.map(({ route }) => route.id);
    expect(ids).toEqual([
      'Ingress.networking.k8s.io/shop/web/ Prefix /a',
      'Ingress.networking.k8s.io/shop/web/ Prefix /a (2)',
    ]);
  });
});

describe('hosts of an Ingress', () => {
  const rule = (host: string, to: string) => `{ host: '${host}', http: { paths: [${path('Prefix', '/', to)}] } }`;
  const model = modelOf(ingress(`{ rules: [${rule('*.shop.test', 'wild')}, ${rule('a.shop.test', 'exact')}] }`));
  const at = (host: string) => {
    const found = winner(model, 'Ingress', request({ host }));
    return found?.is === 'entry' ? found.entry.route.name : found?.is;
  };

  it('are exact before they are wildcards', () => {
    expect(at('a.shop.test')).toBe('shop/web a.shop.test/');
  });

  it('are one label for a wildcard', () => {
    expect([at('b.shop.test'), at('c.b.shop.test'), at('shop.test')]).toEqual([
      'shop/web *.shop.test/',
      'otherwise',
      'otherwise',
    ]);
  });
});

describe('classes of Ingresses', () => {
  const keys = (manifests: string) => modelOf(manifests).places.map(({ key }) => key);
  const all = rules(path('Prefix', '/'));
  const named = all.replace('{ ', '{ ingressClassName: nginx, ');
  const ingressClass = (name: string) => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' } }
spec: { controller: example.com/ingress }
---`;

  it('are places', () => {
    expect(keys(ingress(named) + ingress(all, 'other'))).toEqual(['Ingress', 'Ingress nginx']);
  });

  it('may be written as an annotation', () => {
    expect(keys(ingress(all, 'web', ', annotations: { kubernetes.io/ingress.class: nginx }'))).toEqual([
      'Ingress nginx',
    ]);
  });

  it('are the default one where none is written', () => {
    expect(keys(ingress(all) + ingressClass('nginx'))).toEqual(['Ingress nginx']);
  });

  it('are none if two are the default', () => {
    expect(keys(ingress(all) + ingressClass('a') + ingressClass('b'))).toEqual(['Ingress']);
  });

  it('unite the hosts of their Ingresses', () => {
    const two = modelOf(
      ingress(rules(path('Prefix', '/a', 'one'))) + ingress(rules(path('Prefix', '/a/b', 'two')), 'other'),
    );
    expect([goesTo(two, '/a'), goesTo(two, '/a/b')]).toEqual(['Service shop/one', 'Service shop/two']);
  });
});

describe('the default backend', () => {
  it('gets what no rule takes', () => {
    const model = modelOf(
      ingress(`{ defaultBackend: ${backend('rest')}, rules: [{ http: { paths: [${path('Exact', '/a')}] } }] }`),
    );
    expect([goesTo(model, '/a'), goesTo(model, '/b')]).toEqual(['Service shop/cart', 'Service shop/rest']);
  });

  it('is 404 where none is written', () => {
    expect(goesTo(modelOf(ingress(rules(path('Exact', '/a')))), '/b')).toBe('404');
  });

  it('is open if two Ingresses have different ones', () => {
    const two =
      ingress(`{ defaultBackend: ${backend('a')} }`) + ingress(`{ defaultBackend: ${backend('b')} }`, 'other');
    expect(goesTo(modelOf(two), '/')).toBe('otherwise unknown');
  });

  it('of a class has rivals if two Ingresses have different ones, also on a host that has rules', () => {
    const rule = `{ host: a.test, http: { paths: [${path('Exact', '/a')}] } }`;
    const two =
      ingress(`{ ingressClassName: nginx, defaultBackend: ${backend('a')}, rules: [${rule}] }`) +
      ingress(`{ ingressClassName: nginx, defaultBackend: ${backend('b')} }`, 'other');
    for (const host of ['a.test', 'b.test']) {
      const found = winner(modelOf(two), 'Ingress nginx', request({ host, path: '/b' }));
      if (found?.is !== 'entry') throw new Error(found?.is);
      const names = [found.entry, ...found.rivals].map(({ route }) => route.name);
      expect(names.sort()).toEqual(['shop/other default backend', 'shop/web default backend']);
    }
    const taken = winner(modelOf(two), 'Ingress nginx', request({ host: 'a.test', path: '/a' }));
    expect(taken).toMatchObject({ entry: { route: { name: 'shop/web a.test/a (Exact)' } }, rivals: [] });
  });
});

describe('the backend of a path', () => {
  const to = (port: string, more = '') => {
    const rule = `{ rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: ${backend('cart', port)} }] } }] }`;
    const model = modelOf(ingress(rule) + more);
    const action = model.routes[0]?.route.action;
    return {
      to: action?.kind === 'forward' ? action.to[0]?.to : undefined,
      resolution: model.references[0]?.resolution,
      pools: model.pools.map(({ key }) => key),
      ports: model.portUses.map(({ port }) => port),
    };
  };

  it('is one port of a Service', () => {
    expect(to('number: 80', service('[{ port: 80 }]'))).toMatchObject({
      to: { pool: 'Service shop/cart:80' },
      resolution: { is: 'resolved' },
      pools: ['Service shop/cart:80'],
    });
  });

  it('is the same port by name', () => {
    expect(to('name: web', service('[{ port: 80, name: web }]')).to).toEqual({ pool: 'Service shop/cart:80' });
  });

  it('dangles without the Service', () => {
    expect(to('number: 80')).toMatchObject({ resolution: { is: 'dangling', certain: false }, pools: [] });
  });

  it('uses a port of the Service, which it may lack', () => {
    expect(to('number: 81', service('[{ port: 80 }]'))).toMatchObject({
      resolution: { is: 'resolved' },
      ports: [{ text: '81' }],
    });
    expect(to('name: web', service('[{ port: 80 }]')).ports).toEqual([{ name: 'web' }]);
  });

  it('uses no port of a Service that is not here', () => {
    expect(to('number: 81').ports).toEqual([]);
  });
});
