import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { winner } from '../../src/question/winner.ts';
import { httpGatewayRoute, surroundings } from '../mesh/manifests.ts';
import { modelOf } from '../mesh/world.ts';

const gateway = 'VirtualGateway shop/gw:80';

function won(manifests: string, path: string, method = 'GET') {
  return winner(modelOf(surroundings + manifests), gateway, request({ path, method }));
}

describe('winner', () => {
  it('knows nothing of a place that is not there', () => {
    expect(winner(modelOf(surroundings), 'VirtualGateway shop/other:80', request())).toBeNull();
  });

  it('is the first entry that matches', () => {
    const found = won(
      httpGatewayRoute('all', '{ prefix: / }') + httpGatewayRoute('cart', '{ prefix: /cart }'),
      '/cart/1',
    );
    expect(found).toMatchObject({ is: 'entry', entry: { route: { name: 'shop/cart' } }, rivals: [] });
  });

  it('names those that could win as well', () => {
    const found = won(
      httpGatewayRoute('all', '{ prefix: / }') + httpGatewayRoute('get', '{ prefix: /, method: GET }'),
      '/',
    );
    expect(found?.is === 'entry' && found.rivals.map(({ route }) => route.name)).toEqual(['shop/get']);
  });

  it('does not name a tied one that does not match', () => {
    const found = won(
      httpGatewayRoute('all', '{ prefix: / }') + httpGatewayRoute('get', '{ prefix: /, method: GET }'),
      '/',
      'POST',
    );
    expect(found?.is === 'entry' && found.rivals).toEqual([]);
  });

  it('is what the table does otherwise', () => {
    const found = won(httpGatewayRoute('cart', '{ prefix: /cart }'), '/pay');
    expect(found).toMatchObject({
      is: 'otherwise',
      table: { id: 'any hostname' },
      action: { kind: 'respond', status: 404 },
    });
  });

  it('is what the place does otherwise, if no table admits the request', () => {
    const found = won(httpGatewayRoute('cart', '{ prefix: /, hostname: { exact: shop.test } }'), '/');
    expect(found).toMatchObject({ is: 'otherwise', table: null });
  });

  it('is undecided at an entry that may match first', () => {
    const unread = httpGatewayRoute('open', `{ prefix: '/\${PATH}' }`);
    const found = won(unread + httpGatewayRoute('all', '{ prefix: /cart, method: POST }'), '/');
    expect(found).toMatchObject({ is: 'undecided', entry: { route: { name: 'shop/open' } } });
  });

  it('is undecided at a table that may admit first', () => {
    const open = httpGatewayRoute('open', '{ prefix: /, hostname: { suffix: shop.test } }');
    expect(won(open, '/')).toMatchObject({ is: 'undecided', table: { id: 'hostname shop.test' }, entry: null });
  });
});
