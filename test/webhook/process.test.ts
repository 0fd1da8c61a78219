import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kindNamed } from '../../src/resource/kinds.ts';
import { selfSigned } from '../e2e/certificate.ts';
import { freePort } from '../e2e/control-plane.ts';
import { gateway, mesh, namespace, node, route, service } from '../e2e/manifests.ts';
import { WebhookProcess } from '../e2e/webhook-process.ts';
import { FakeApiServer } from '../support/fake-api-server.ts';
import { mutated, seeded } from '../support/fuzz.ts';
import { Load, post } from '../support/load.ts';
import { scrape } from '../support/scrape.ts';
import { reviewWith } from './served.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec?: object;
}

const group = (apiVersion: string) => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '');

describe('the process of the webhook', () => {
  let api: FakeApiServer;
  let folder: string;
  const started: WebhookProcess[] = [];
  beforeAll(async () => {
    api = await new FakeApiServer().listen();
    const objects: readonly Manifest[] = [
      ...['edge', 'team-a'].map((name) => namespace(name)),
      mesh,
      gateway(),
      service('team-a', 'cart'),
      node('team-a', 'cart'),
      route('team-a', 'cart', '/cart', { priority: 100 }),
    ];
    for (const { apiVersion, kind, metadata, spec } of objects) {
      const known = kindNamed(group(apiVersion), kind);
      if (known === undefined) throw new Error(kind);
      const more = metadata.labels === undefined ? {} : { labels: metadata.labels };
      api.put(known, metadata.namespace ?? '', metadata.name, { spec }, more);
    }
  });
  afterAll(() => api.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'routeproof-process-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((webhook) => webhook.stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });

  /** All that it needs, but for what the arguments change. */
  const prepared = async (args: readonly string[] = [], kubeconfig = api.kubeconfig) => {
    writeFileSync(join(folder, 'kubeconfig'), kubeconfig);
    const ports = [await freePort(), await freePort()] as const;
    const webhook = new WebhookProcess(folder, [
      `--port=${ports[0]}`,
      `--metrics-port=${ports[1]}`,
      '--kubeconfig=kubeconfig',
      '--drain=0',
      ...args,
    ]);
    webhook.writeCertificate(await selfSigned());
    webhook.writeConfig('webhook: { mode: enforce }\n');
    started.push(webhook);
    const get = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${ports[1]}${path}`);
      return [answer.status, await answer.text()];
    };
    return { webhook, port: ports[0], metricsPort: ports[1], get };
  };
  const creation = (name: string, prefix = `/${name}`) => {
    const object = route('team-a', name, prefix, { priority: 50, to: 'cart' });
    return JSON.stringify(reviewWith({ name, namespace: 'team-a', object, dryRun: true }));
  };
  /** Asks about a route that is like no other, and takes nothing but a whole answer. */
  const asking = (port: () => number) => {
    let count = 0;
    return async (agent: Agent) => {
      const { status, body } = await post(port(), creation(`r-${count++}`), { agent });
      if (status !== 200 || JSON.parse(body).response.allowed !== true) throw new Error(`${status} ${body}`);
    };
  };

  const unusable: Readonly<
    Record<
      string,
      readonly [args: readonly string[], code: number, said: RegExp, spoil?: (webhook: WebhookProcess) => unknown]
    >
  > = {
    'an option that there is not': [['--prot=1'], 2, /there is no option `--prot=1`; did you mean --port\?/],
    'a context that there is not': [['--context=prod'], 2, /there is no context `prod`; there are fake/],
    'a kubeconfig that there is not': [['--kubeconfig=none'], 3, /cannot read the kubeconfig .*none/],
    'a config that there is not': [
      ['--config=none.yaml'],
      2,
      /the config none.yaml cannot be used: there is no such file/,
    ],
    'a config with an error': [
      [],
      2,
      /cannot be used: line 2: found .*; expected/,
      (webhook) => webhook.writeConfig('rules: {}\nwebhook: { mode: block }\n'),
    ],
    'a certificate that there is not': [
      ['--tls-cert=none'],
      3,
      /the certificate none .* cannot be served: there is no such file/,
    ],
    'the key of another certificate': [
      [],
      3,
      /cannot be served: the private key is not that of the certificate; give a pair/,
      async (webhook) => webhook.writeCertificate({ cert: (await selfSigned()).cert, key: (await selfSigned()).key }),
    ],
    'a certificate that ended': [
      [],
      3,
      /cannot be served: the certificate ended on/,
      async (webhook) => webhook.writeCertificate(await selfSigned(-1)),
    ],
  };

  it.each(Object.entries(unusable))(
    'does not start with %s, and says so in one sentence',
    async (_, [args, code, said, spoil]) => {
      const { webhook } = await prepared(args);
      await spoil?.(webhook);
      webhook.launch();
      expect(await webhook.ended()).toBe(code);
      expect(webhook.errors).toMatch(said);
      expect(webhook.errors).toMatch(/^routeproof: [^\n]+; [^\n]+\n$/);
    },
  );

  it.each(['port', 'metrics-port'])('does not start where another process has its --%s', async (option) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { webhook } = await prepared([`--${option}=${port}`]);
    webhook.launch();
    expect(await webhook.ended()).toBe(70);
    expect(webhook.errors).toBe(
      `routeproof: cannot listen on 127.0.0.1:${port}: another process listens there; name another with --${option} or --host\n`,
    );
    other.close();
  });

  it('waits for an API server that is not there yet, says why, and is ready once it is', async () => {
    const port = await freePort();
    const { webhook, get, port: own } = await prepared([], api.kubeconfig.replace(String(api.port), String(port)));
    webhook.launch();
    const line = await webhook.line(({ message, why }) => message === 'kind listing' && why !== undefined);
    expect(line).toMatchObject({ level: 'warn', why: expect.stringContaining('ECONNREFUSED') });
    expect(await get('/healthz')).toEqual([200, 'ok']);
    expect(await get('/readyz')).toEqual([503, 'waiting for first sync']);
    expect((await post(own, creation('early'))).status).toBe(200);
    const late = await new FakeApiServer().listen(port);
    await webhook.line(({ message }) => message === 'every watched kind was seen whole');
    expect(await get('/readyz')).toEqual([200, 'ok']);
    await late.close();
  });

  it('loses no request of clients that learn late of its end, and ends with 0', async () => {
    const [old, fresh] = [await prepared(['--drain=4']), await prepared()];
    await Promise.all([old.webhook.start(), fresh.webhook.start()]);
    let target = old.port;
    const load = new Load(
      10,
      asking(() => target),
    );
    await load.more(200);
    old.webhook.kill('SIGTERM');
    await old.webhook.line(({ message }) => message === 'leaving');
    expect(await old.get('/readyz')).toEqual([503, 'waiting for shutting down']);
    await load.more(100);
    target = fresh.port;
    await load.more(200);
    expect(await old.webhook.ended()).toBe(0);
    await load.more(200);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(old.webhook.lines.at(-1)).toMatchObject({ level: 'info', message: 'left' });
    expect(old.webhook.errors).toBe('');
  });

  it('ends once, however often it is told to; who presses Ctrl-C twice does not wait', async () => {
    const { webhook } = await prepared(['--drain=1']);
    await webhook.start();
    webhook.kill('SIGTERM');
    await webhook.line(({ message }) => message === 'leaving');
    webhook.kill('SIGTERM');
    expect(await webhook.ended()).toBe(0);

    const { webhook: hasty } = await prepared(['--drain=600']);
    await hasty.start();
    hasty.kill('SIGINT');
    await hasty.line(({ message }) => message === 'leaving');
    hasty.kill('SIGINT');
    expect(await hasty.ended()).toBe(0);
  });

  it('serves others while some clients are slow, silent or deaf, and ends in spite of them', async () => {
    const { webhook, port } = await prepared();
    await webhook.start();
    const open = async () => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
      socket.on('error', () => {});
      await once(socket, 'secureConnect');
      return socket;
    };
    const body = creation('slow');
    const request = `POST /validate HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const bad: TLSSocket[] = await Promise.all(Array.from({ length: 60 }, open));
    const drip = setInterval(() => {
      for (const socket of bad.slice(0, 20)) socket.write(request[socket.bytesWritten % 20] ?? 'x');
    }, 1000);
    for (const socket of bad.slice(20, 40)) socket.write(request.slice(0, 120));
    for (const socket of bad.slice(40)) socket.pause().write(request.repeat(20));
    const load = new Load(
      5,
      asking(() => port),
    );
    await load.more(500);
    await load.stop();
    clearInterval(drip);
    expect(load.failures).toEqual([]);
    expect(await webhook.stop()).toBe(0);
    for (const socket of bad) socket.destroy();
  });

  it('answers 10,000 fuzzed bodies, with 200 or 4xx and the uid that was given, in bounded memory', async () => {
    const seed = Date.now() & 0xffffff;
    const random = seeded(seed);
    const { webhook, port, metricsPort } = await prepared();
    await webhook.start();
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const old = route('team-a', 'cart', '/cart', { priority: 100 });
    const object = route('team-a', 'cart', '/cart/x', { priority: 10, labels: { a: 'b' }, match: { method: 'GET' } });
    const valid = [
      reviewWith({ name: 'cart', namespace: 'team-a', object, dryRun: true }),
      reviewWith({ name: 'cart', namespace: 'team-a', object, oldObject: old, operation: 'UPDATE' }),
      reviewWith({ name: 'cart', namespace: 'team-a', object: null, oldObject: old, operation: 'DELETE' }),
    ];
    const bad: string[] = [];
    const ask = async (body: Buffer) => {
      const { status, body: answer } = await post(port, body, { agent });
      if (status === 200) {
        const { request } = JSON.parse(body.toString()) as { request: { uid: string } };
        if (JSON.parse(answer).response.uid === request.uid) return;
      } else if (status >= 400 && status < 500) return;
      bad.push(`${status} ${answer.slice(0, 200)} for ${body.toString('latin1').slice(0, 500)}`);
    };
    const memory = async () => (await scrape(metricsPort)).get('process_resident_memory_bytes') ?? 0;
    let early = 0;
    for (let done = 0; done < 10_000; done += 50) {
      const bodies = Array.from({ length: 50 }, () => mutated(valid[Math.floor(random() * 3)], random));
      await Promise.all(bodies.map(ask));
      if (done === 3000) early = await memory();
    }
    agent.destroy();
    expect(bad, `seed ${seed}`).toEqual([]);
    expect(webhook.isRunning).toBe(true);
    expect(((await memory()) - early) / 1e6).toBeLessThan(100);
    expect((await scrape(metricsPort)).size).toBeLessThan(1000);
    expect(await webhook.stop()).toBe(0);
  });
});
