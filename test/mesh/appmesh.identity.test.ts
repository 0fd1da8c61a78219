import { describe, expect, it } from 'vitest';
import { modelOf } from './world.ts';

const api = 'appmesh.k8s.aws/v1beta2';

function accepts(kind: 'VirtualNode' | 'VirtualGateway', tls: string) {
  const model = modelOf(`
apiVersion: ${api}
kind: ${kind}
metadata: { name: x, namespace: shop }
spec: { listeners: [{ portMapping: { port: 80, protocol: http }${tls} }] }`);
  return (kind === 'VirtualNode' ? model.pools[0] : model.places[0])?.tls.accepts;
}

describe('what a listener accepts', () => {
  const strict = (validation: string) => `, tls: { mode: STRICT, certificate: { file: {} }${validation} }`;

  it('without tls is plaintext, by default', () => {
    expect(accepts('VirtualNode', '')).toMatchObject({ value: 'plaintext', from: 'default', at: null });
  });

  it.each([
    ['DISABLED', 'plaintext'],
    ['PERMISSIVE', 'both'],
    ['STRICT', 'tls'],
  ])('in mode %s is %s', (mode, expected) => {
    expect(accepts('VirtualNode', `, tls: { mode: ${mode} }`)).toMatchObject({ value: expected, from: 'declared' });
  });

  it.each(['file: { certificateChain: /ca }', 'sds: { secretName: ca }'])(
    'with a validation by %s is mutual',
    (trust) => {
      expect(accepts('VirtualNode', strict(`, validation: { trust: { ${trust} } }`))?.value).toBe('mtls');
    },
  );

  it('with a validation by ACM is not: the controller drops it', () => {
    const trust = ', validation: { trust: { acm: { certificateAuthorityARNs: [a] } } }';
    expect(accepts('VirtualGateway', strict(trust))?.value).toBe('tls');
  });

  it('in a mode that cannot be read is unknown', () => {
    expect(accepts('VirtualNode', `, tls: { mode: '\${MODE}' }`)?.value).toHaveProperty('unknown');
  });
});

describe('what a caller sends', () => {
  function call(backend: string, defaults = '') {
    return modelOf(`
apiVersion: ${api}
kind: VirtualNode
metadata: { name: x, namespace: shop }
spec: { backends: [{ virtualService: { virtualServiceRef: { name: cart }${backend} } }]${defaults} }`).calls[0];
  }
  const policy = (tls: string) => `clientPolicy: { tls: { validation: { trust: {} }${tls} } }`;
  const file = ', certificate: { file: { certificateChain: a, privateKey: b } }';

  it('without a policy is as the server asks', () => {
    expect(call('')?.tls).toMatchObject({
      sends: { value: 'as the server asks', from: 'default' },
      enforced: true,
      ports: null,
    });
  });

  it('with a policy is TLS', () => {
    expect(call(`, ${policy('')}`)?.tls).toMatchObject({
      sends: { value: 'tls', from: 'declared' },
      enforced: true,
      ports: null,
    });
  });

  it('with a certificate is mutual', () => {
    expect(call(`, ${policy(file)}`)?.tls.sends.value).toBe('mtls');
  });

  it('may not be enforced, or only on some ports', () => {
    expect(call(`, ${policy(', enforce: false, ports: [80, 90]')}`)?.tls).toMatchObject({
      enforced: false,
      ports: [80, 90],
    });
  });

  it('comes from the defaults of the caller', () => {
    expect(call('', `, backendDefaults: { ${policy(file)} }`)?.tls.sends).toMatchObject({
      value: 'mtls',
      from: 'inherited',
    });
  });

  it('comes from the backend before the defaults, as a whole', () => {
    expect(call(`, ${policy('')}`, `, backendDefaults: { ${policy(file)} }`)?.tls.sends).toMatchObject({
      value: 'tls',
      from: 'declared',
      overruled: [{ value: 'mtls', because: 'the backend has a client policy of its own' }],
    });
  });

  it('is unknown where a policy without tls stands before the defaults', () => {
    expect(call(', clientPolicy: {}', `, backendDefaults: { ${policy(file)} }`)?.tls.sends.value).toHaveProperty(
      'unknown',
    );
  });

  it('of a gateway concerns whatever its routes lead to', () => {
    const [found] = modelOf(`
apiVersion: ${api}
kind: VirtualGateway
metadata: { name: gw, namespace: shop }
spec: { listeners: [{ portMapping: { port: 80, protocol: http } }], backendDefaults: { ${policy(file)} } }`).calls;
    expect(found).toMatchObject({ to: { through: 'VirtualGateway shop/gw:80' }, tls: { sends: { value: 'mtls' } } });
  });
});

describe('what a listener of a node allows a request', () => {
  const timeout = (protocol: string, written: string) =>
    modelOf(`
apiVersion: ${api}
kind: VirtualNode
metadata: { name: x, namespace: shop }
spec: { listeners: [{ portMapping: { port: 80, protocol: ${protocol} }, timeout: ${written} }] }`).pools[0]?.timeout;

  it('is the timeout of its protocol', () => {
    expect(timeout('http', '{ http: { perRequest: { unit: s, value: 30 } } }')).toMatchObject({
      value: 30_000,
      from: 'declared',
    });
  });

  it('is not the timeout of another protocol', () => {
    expect(timeout('http2', '{ http: { perRequest: { unit: s, value: 30 } } }')).toMatchObject({
      value: 15_000,
      from: 'default',
      overruled: [{ value: 30_000, because: 'the listener speaks `http2`, not `http`' }],
    });
  });

  it('is no limit over TCP', () => {
    expect(timeout('tcp', '{}')).toMatchObject({ value: 0, from: 'default' });
  });
});
