import { once } from 'node:events';
import { request } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { budgetWithin } from '../../webhook/budget.ts';
import { closing } from '../../webhook/closing.ts';
import { buildProbeServer } from '../../webhook/server.ts';
import { timeoutOf } from '../../webhook/timeout.ts';
import { type Pem, selfSigned } from '../e2e/certificate.ts';
import { reviewWith, Served } from './served.ts';

const text = (request: object = {}, envelope: object = {}) => JSON.stringify(reviewWith({ ...request }, envelope));
const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('a body that is no review', () => {
  const malformed: Readonly<Record<string, readonly [body: string, code: number, type?: string]>> = {
    empty: ['', 400],
    'no JSON': ['{"apiVersion"', 400],
    'a route that is YAML': ['kind: GatewayRoute', 415, 'application/yaml'],
    null: ['null', 400],
    text: ['hello', 400, 'text/plain'],
    'a list': ['[]', 400],
    'of a version that is gone': [text({}, { apiVersion: 'admission.k8s.io/v1beta1' }), 400],
    'of another kind': [text({}, { kind: 'ConversionReview' }), 400],
    'without a request': ['{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}', 400],
    'without a uid': [text({ uid: undefined }), 400],
    'with a number as uid': [text({ uid: 1 }), 400],
    'with an operation that there is not': [text({ operation: 'MERGE' }), 400],
    'with an operation that objects have': [text({ operation: 'constructor' }), 400],
    'without a kind': [text({ kind: null }), 400],
    'without the new object': [text({ object: null }), 400],
    'without the deleted object': [text({ operation: 'DELETE', object: null }), 400],
    'with an object that is text': [text({ object: 'route' }), 400],
    'of 7.1 MB': [text({ padding: megabytes(7.1) }), 413],
    'nested 100,000 deep, and nothing else': [deep(100_000), 400],
  };

  it.each(Object.entries(malformed))('is refused with a line of the log: %s', async (_, [body, code, type]) => {
    const served = new Served();
    const answer = await served.post(body, type === undefined ? {} : { type });
    expect(answer).toEqual({ code, body: { error: expect.any(String) } });
    expect(served.lines).toEqual([
      { level: 'warn', message: 'a request is no admission review', about: { why: answer.body.error } },
    ]);
    expect(served.asked).toEqual([]);
    expect(await served.metrics.text()).toContain('decision="malformed",dry_run=""} 1');
  });

  it('is quoted nowhere', async () => {
    const served = new Served();
    await served.post('{ "password": hunter2 }');
    expect(JSON.stringify(served.lines)).not.toContain('hunter2');
  });
});

describe('a body that is odd', () => {
  const odd: Readonly<Record<string, string>> = {
    'of 6.9 MB': text({ object: { spec: { padding: megabytes(6.9) } } }),
    'behind a byte order mark': `\ufeff${text()}`,
    'with a key __proto__': text().replace('"spec":{}', '"spec":{"__proto__":{"operation":"CONNECT"}}'),
    'with a constructor': text({ object: { metadata: { name: 'a' }, constructor: { prototype: { a: 1 } } } }),
    'with an object nested 100,000 deep': text().replace('"spec":{}', `"spec":${deep(100_000)}`),
    'with a character set': text(),
  };

  it.each(Object.entries(odd))('is decided: %s', async (name, body) => {
    const served = new Served();
    const type = name === 'with a character set' ? 'application/json; charset=utf-8' : 'application/json';
    const answer = await served.post(body, { type });
    expect(answer).toEqual({
      code: 200,
      body: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: 'u1', allowed: true } },
    });
    expect(served.asked).toMatchObject([{ operation: 'CREATE', namespace: 'shop' }]);
  });

  it('keeps its keys __proto__ as keys', async () => {
    const served = new Served();
    await served.post(text().replace('"spec":{}', '"spec":{"__proto__":{"a":1}}'));
    const [{ object } = { object: {} }] = served.asked;
    const { spec } = object as { spec: object };
    expect(Object.keys(spec)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(spec)).toBe(Object.prototype);
  });

  it.each(['\\ud800', 'ü', '', '"'])('gets its uid back as it is: %j', async (uid) => {
    const served = new Served();
    const given = JSON.parse(`"${uid === '"' ? '\\"' : uid}"`) || 'u';
    const { body } = await served.post(text({ uid: given }));
    expect(body.response.uid).toBe(given);
  });
});

describe('a decision', () => {
  it('that crashes lets the change through, and says so', async () => {
    const served = new Served();
    served.decide = async () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const { code, body } = await served.post(text());
    expect({ code, response: body.response }).toEqual({
      code: 200,
      response: { uid: 'u1', allowed: true, warnings: [expect.stringContaining('could not check')] },
    });
    expect(served.lines).toMatchObject([{ level: 'error', about: { uid: 'u1', name: 'a', error: /RangeError/ } }]);
    expect(await served.metrics.text()).toContain('routeproof_degraded_decisions_total{reason="crash"} 1');
  });

  it('gets four fifths of the time that the API server waits', async () => {
    const served = new Served();
    const aborted: number[] = [];
    served.decide = async (_, signal) => {
      const started = performance.now();
      await once(signal, 'abort');
      aborted.push(performance.now() - started);
      throw signal.reason;
    };
    await served.post(text(), { query: '?timeout=200ms' });
    expect(served.timeouts).toEqual([200]);
    expect(aborted[0]).toBeGreaterThan(150);
    expect(aborted[0]).toBeLessThan(1000);
  });

  it('looks at less where less time is left, and never at more than a server can', () => {
    const [short, usual, long] = [budgetWithin(300), budgetWithin(3000), budgetWithin(30_000)];
    expect(short.steps).toBe(usual.steps / 10);
    expect(short.effort.together).toBe(usual.effort.together / 10);
    expect(long).toEqual(usual);
  });

  it('makes no label of what a client made up, and no line that is longer than names are', async () => {
    const served = new Served();
    served.decide = async () => {
      throw new Error('no');
    };
    await served.post(text({ kind: { kind: 'Made'.repeat(1000) }, name: 'n'.repeat(5000), uid: 'u'.repeat(5000) }));
    expect(await served.metrics.text()).toContain('kind="other"');
    expect(JSON.stringify(served.lines).length).toBeLessThan(1500);
  });
});

describe('the time that the API server waits', () => {
  it.each([
    ['10s', 10_000],
    ['3s', 3000],
    ['2.998877543s', 2998.877543],
    ['1m0s', 30_000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['900µs', 100],
    ['900us', 100],
    ['12ns', 100],
    ['0s', 100],
    ['24h', 30_000],
    ['', 10_000],
    ['soon', 10_000],
    ['-3s', 10_000],
    ['3', 10_000],
    ['3s and more', 10_000],
    [undefined, 10_000],
    [['3s', '4s'], 10_000],
  ])('%j', (written, milliseconds) => {
    expect(timeoutOf(written)).toBeCloseTo(milliseconds);
  });
});

describe('probes', () => {
  it.each(['TLS', 'plain HTTP'])('tell how it is, over %s', async (over) => {
    const served = new Served();
    const server = over === 'TLS' ? served.server : buildProbeServer(served.parts);
    const get = async (url: string) => {
      const { statusCode, payload, headers } = await server.inject(url);
      return [statusCode, payload, headers['connection']];
    };
    expect(await get('/healthz')).toEqual([200, 'ok', 'keep-alive']);
    expect(await get('/readyz')).toEqual([503, 'waiting for certificate, config, first sync', 'keep-alive']);
    for (const condition of ['certificate', 'config', 'first sync'] as const) served.readiness.meet(condition);
    expect(await get('/readyz')).toEqual([200, 'ok', 'keep-alive']);
    served.readiness.leave();
    expect(await get('/readyz')).toEqual([503, 'waiting for shutting down', 'close']);
    expect(await get('/healthz')).toEqual([200, 'ok', 'close']);
    expect((await get('/metrics'))[0]).toBe(over === 'TLS' ? 404 : 200);
    expect((await get('/validate'))[0]).toBe(404);
  });
});

describe('over sockets', () => {
  let pem: Pem;
  const sockets: Socket[] = [];
  let close: () => Promise<void> = async () => {};
  beforeAll(async () => {
    pem = await selfSigned();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await close();
  });
  const listen = async (patience = 100) => {
    const served = new Served();
    close = closing(served.server, patience);
    served.server.server.setSecureContext({ ...pem });
    await served.server.listen({ host: '127.0.0.1', port: 0 });
    return { served, port: (served.server.server.address() as AddressInfo).port };
  };
  const post = (port: number, body: string) =>
    new Promise<number | undefined>((done, fail) => {
      const headers = { 'content-type': 'application/json' };
      const options = { method: 'POST', port, host: '127.0.0.1', rejectUnauthorized: false, agent: false, headers };
      const sent = request({ ...options, path: '/validate?timeout=3s' }, (response) => {
        response.resume().on('end', () => done(response.statusCode));
      });
      sent.on('error', fail);
      sent.end(body);
    });
  const open = async (port: number, secure: boolean) => {
    const socket = secure
      ? connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
      : connect({ port, host: '127.0.0.1' });
    sockets.push(socket);
    socket.on('error', () => {});
    await once(socket, secure ? 'secureConnect' : 'connect');
    return socket;
  };
  const head = (length: number) => `POST /validate HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n`;

  it('answers others while some send half of what they announced, and closes in spite of them', async () => {
    const { served, port } = await listen();
    await open(port, false);
    const [headless, bodiless, idle] = await Promise.all([open(port, true), open(port, true), open(port, true)]);
    headless.write('POST /validate HT');
    bodiless.write(`${head(100)}content-type: application/json\r\n\r\n{`);
    const deaf = await open(port, true);
    deaf.pause();
    deaf.write(`${head(text().length)}content-type: application/json\r\n\r\n${text()}`);
    for (let i = 0; i < 10; i++) expect(await post(port, text())).toBe(200);
    const ended = [headless, bodiless, idle].map((socket) => once(socket, 'close'));
    await close();
    await Promise.all(ended);
    expect(served.asked.length).toBe(11);
  });

  it('ends what it is asked before it closes', async () => {
    const { served, port } = await listen(5000);
    let reply = () => {};
    const asked = new Promise<void>((told) => {
      served.decide = async () => {
        told();
        await new Promise<void>((go) => {
          reply = go;
        });
        throw new Error('at last');
      };
    });
    const answer = post(port, text());
    await asked;
    const closed = close();
    reply();
    expect(await answer).toBe(200);
    await closed;
  });

  it('speaks HTTP/1.1 alone, in TLS 1.2 and newer', async () => {
    const { port } = await listen();
    const tls = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] });
    sockets.push(tls);
    await once(tls, 'secureConnect');
    expect([tls.alpnProtocol, tls.getProtocol()]).toEqual(['http/1.1', 'TLSv1.3']);
    const old = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.1' });
    sockets.push(old);
    await expect(once(old, 'secureConnect')).rejects.toThrow(/alert|version|protocol/i);
  });
});
