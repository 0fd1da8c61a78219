import { describe, expect, it } from 'vitest';
import { type Box, box, exact, prefix, present } from '../../src/algebra/pattern.ts';
import { httpGatewayRoute, httpRoute, router, surroundings } from './manifests.ts';
import { modelOf } from './world.ts';

/** What the only route of router `cart` asks; undefined iff there is no entry. */
function asked(route: string): Box | undefined {
  const place = modelOf(surroundings + router(`[${route}]`)).place('VirtualRouter shop/cart');
  return place?.tables[0]?.entries[0]?.requests[0];
}

const matched = (match: string) => asked(httpRoute('one', match));

function grpc(match: string): Box | undefined {
  const targets = 'weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }]';
  return asked(`{ name: one, grpcRoute: { match: ${match}, action: { ${targets} } } }`);
}

const header = (match: string) =>
  matched(`{ prefix: /, headers: [{ name: X-Canary${match} }] }`)?.headers.get('x-canary');

describe('the match of an App Mesh route', () => {
  it('takes a prefix of the string, not of segments', () => {
    expect(matched('{ prefix: /cart }')).toEqual(box({ path: prefix('/cart') }));
  });

  it('takes every path for the prefix /', () => {
    expect(matched('{ prefix: / }')).toEqual(box());
  });

  it('takes an exact path', () => {
    expect(matched('{ path: { exact: /cart } }')).toEqual(box({ path: exact('/cart') }));
  });

  it('takes a path by an expression on the whole path', () => {
    expect(matched("{ path: { regex: '/c.*' } }")).toEqual(box({ path: { is: 'regex', text: '/c.*' } }));
  });

  it('takes a method and a scheme', () => {
    expect(matched('{ prefix: /, method: GET, scheme: https }')).toEqual(
      box({ method: exact('GET'), scheme: exact('https') }),
    );
  });

  it('wants a header without a match to be there', () => {
    expect(header('')).toEqual([present]);
  });

  it('wants an inverted header without a match to be absent', () => {
    expect(header(', invert: true')).toEqual([{ absent: true, values: { is: 'none' }, lines: 'some' }]);
  });

  it.each(['exact', 'prefix', 'suffix', 'regex'] as const)('matches a header by %s', (is) => {
    expect(header(`, match: { ${is}: v }`)).toEqual([{ absent: false, values: { is, text: 'v' }, lines: 'some' }]);
  });

  it('wants an inverted header match to be there and on no line', () => {
    const values = { is: 'not', of: exact('v') };
    expect(header(', invert: true, match: { exact: v }')).toEqual([{ absent: false, values, lines: 'every' }]);
  });

  it('reads a range with its start and without its end', () => {
    const values = { is: 'integers', from: 1, to: 5 };
    expect(header(', match: { range: { start: 1, end: 5 } }')).toEqual([{ absent: false, values, lines: 'some' }]);
  });

  it('keeps two conditions on one header apart', () => {
    const both = matched('{ prefix: /, headers: [{ name: X-A }, { name: x-a, match: { exact: v } }] }')?.headers.get(
      'x-a',
    );
    expect(both).toEqual([present, { absent: false, values: exact('v'), lines: 'some' }]);
  });

  it('reads query parameters, names as written', () => {
    const query = matched(
      '{ prefix: /, queryParameters: [{ name: Color, match: { exact: red } }, { name: dry }] }',
    )?.query;
    expect([...(query ?? [])]).toEqual([
      ['Color', [{ absent: false, values: exact('red'), lines: 'some' }]],
      ['dry', [present]],
    ]);
  });

  it('takes a gRPC method as a path', () => {
    expect(grpc('{ serviceName: shop.Cart, methodName: Add }')).toEqual(box({ path: exact('/shop.Cart/Add') }));
  });

  it('takes a gRPC service as the paths below it', () => {
    expect(grpc('{ serviceName: shop.Cart }')).toEqual(box({ path: prefix('/shop.Cart/') }));
  });

  it('takes every gRPC call without a service', () => {
    expect(grpc('{}')).toEqual(box());
  });

  it('reads gRPC metadata as headers', () => {
    expect(grpc('{ metadata: [{ name: X-Tenant }] }')?.headers.get('x-tenant')).toEqual([present]);
  });

  it('cannot read a text with a placeholder', () => {
    expect(matched(`{ prefix: '/\${PATH}' }`)).toEqual(box({ path: { is: 'unknown', text: `prefix /\${PATH}` } }));
  });

  it('keeps a prefix and an exact path of one placeholder apart', () => {
    expect(matched(`{ path: { exact: '/\${PATH}' } }`)).toEqual(
      box({ path: { is: 'unknown', text: `exact /\${PATH}` } }),
    );
  });

  it('cannot decide a header whose name is a placeholder', () => {
    expect(matched(`{ prefix: /, headers: [{ name: '\${HEADER}' }] }`)).toEqual(
      box({}, { opaque: new Set([`{"name":"\${HEADER}"}`]) }),
    );
  });

  it('cannot decide a match that is a placeholder', () => {
    expect(matched(`'\${MATCH}'`)).toEqual(box({}, { opaque: new Set([`\${MATCH}`]) }));
  });

  it('takes every connection of a TCP route', () => {
    const targets = 'weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }]';
    expect(asked(`{ name: one, tcpRoute: { action: { ${targets} } } }`)).toEqual(box());
  });
});

describe('a route that App Mesh would refuse is no entry', () => {
  const targets = 'action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }';
  it.each([
    ['a misspelt route type', `{ name: one, htpRoute: { match: { prefix: / }, ${targets} } }`],
    [
      'two route types',
      `{ name: one, httpRoute: { match: { prefix: / }, ${targets} }, http2Route: { match: { prefix: / }, ${targets} } }`,
    ],
    ['a missing match', `{ name: one, httpRoute: { ${targets} } }`],
    ['an empty match', httpRoute('one', '{}')],
    ['a misspelt prefix', httpRoute('one', '{ prefx: /cart }')],
    ['a prefix that is no text', httpRoute('one', '{ prefix: 5 }')],
    ['a prefix and a path', httpRoute('one', '{ prefix: /, path: { exact: / } }')],
    ['a path that is neither exact nor an expression', httpRoute('one', '{ path: /cart }')],
    [
      'a header with two matches',
      httpRoute('one', '{ prefix: /, headers: [{ name: a, match: { exact: b, prefix: b } }] }'),
    ],
    ['a header with a misspelt match', httpRoute('one', '{ prefix: /, headers: [{ name: a, match: { exakt: b } }] }')],
    ['a header without a name', httpRoute('one', '{ prefix: /, headers: [{ match: { exact: b } }] }')],
    ['headers that are no list', httpRoute('one', '{ prefix: /, headers: { name: a } }')],
    ['a gRPC method without a service', `{ name: one, grpcRoute: { match: { methodName: Add }, ${targets} } }`],
    ['a hostname, which routers do not have', httpRoute('one', '{ hostname: { exact: shop.test } }')],
  ])('%s', (_, route) => {
    expect(asked(route)).toBeUndefined();
  });

  it('a gateway route by headers alone', () => {
    const model = modelOf(surroundings + httpGatewayRoute('one', '{ headers: [{ name: a }] }'));
    expect(model.routes.map(({ route }) => route.name)).not.toContain('shop/one');
  });

  it('but a gateway route by hostname alone is one for every path', () => {
    const model = modelOf(surroundings + httpGatewayRoute('one', '{ hostname: { exact: shop.test } }'));
    const [seat] = model.routes.find(({ route }) => route.name === 'shop/one')?.seats ?? [];
    expect(seat?.entry.requests).toEqual([box()]);
  });
});
