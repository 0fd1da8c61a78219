// The webhook over TLS, as an API server asks it, with so many routes in its state:
//
//   node test/support/build.mjs && node test/bench/admission.mjs [ROUTES [GATEWAYS [CLIENTS [SECONDS]]]]
//
// Defaults: 10000 routes, 200 gateways, 8 clients, 6 seconds for each line; HEAP: the limit of its old generation, in MB. The built webhook runs in a process of its own
// beside an API server in memory that spreads 20 routes over each host, the clients in a third one. Each line is one kind of change: creations and updates that
// pass, the same one client at a time, and creations that are refused, which look at the other object once more first.
// `processor` is the time of processors that the webhook takes for each, all its threads together: on a shared machine the
// only number that can be compared. The delay of the event loop is the longest that the metric nodejs_eventloop_lag_max_seconds saw: the time from tick to tick of 10 ms, 10 to 14 ms where nothing is done.

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { bundled } from './bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [routes = 10_000, gateways = 200, clients = 8, seconds = 6] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'routeproof-bench-'));
const children = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const { cluster, bodies } = await bundled('test/bench/admission-cluster.ts');
const api = await cluster(routes, gateways);
const { webhook, port, metrics, synced } = await startWebhook(api.kubeconfig);
const { held, lag, memory: peak } = await metrics();
if (held !== routes) throw new Error(`the webhook holds ${held} of ${routes} routes`);
console.log(
  [
    `${routes} routes, ${gateways} gateways`,
    `synced in ${(synced / 1000).toFixed(1)} s`,
    `loop held up to ${Math.round(lag * 1000)} ms meanwhile`,
    `memory ${Math.round(peak)} MB`,
  ].join(', '),
);
for (const [name, kind, count] of [
  ['create', 'create', clients],
  ['update', 'update', clients],
  ['create, one client', 'create', 1],
  ['update, one client', 'update', 1],
  ['refused', 'steal', clients],
  ['refused, one client', 'steal', 1],
]) {
  const before = await metrics();
  const got = await load(bodies(kind, routes), count);
  const now = await metrics();
  const ms = (value) => `${value.toFixed(2)} ms`;
  console.log(
    [
      name.padEnd(20),
      `p50 ${ms(got.p50)}`,
      `p99 ${ms(got.p99)}`,
      `max ${ms(got.max)}`,
      `${Math.round(got.rate)}/s`,
      `${got.allowed} of ${got.count} passed`,
      `processor ${ms(((now.cpu - before.cpu) * 1000) / got.asked)}`,
      `loop ${Math.round(now.lag * 1000)} ms`,
      `memory ${Math.round(now.memory)} MB`,
    ].join('  '),
  );
  if (process.env.SAID) console.log(got.said);
}
webhook.kill('SIGTERM');
await once(webhook, 'exit');
await api.close();

async function startWebhook(kubeconfig) {
  const pem = await generate([{ name: 'commonName', value: 'routeproof' }], { keyType: 'ec', algorithm: 'sha256' });
  for (const [name, text] of [
    ['kubeconfig', kubeconfig],
    ['tls.crt', pem.cert],
    ['tls.key', pem.private],
  ])
    writeFileSync(join(folder, name), text);
  const [port, metricsPort] = [await freePort(), await freePort()];
  const args = ['--kubeconfig=kubeconfig', '--tls-cert=tls.crt', '--tls-key=tls.key', '--host=127.0.0.1'];
  const own = [`--port=${port}`, `--metrics-port=${metricsPort}`, '--mode=enforce', '--drain=0', '--audit-interval=0'];
  const started = performance.now();
  const flags = [
    ...(process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : []),
    ...(process.env.HEAP ? [`--max-old-space-size=${process.env.HEAP}`] : []),
  ];
  const webhook = spawn(process.execPath, [...flags, join(root, 'dist/routeproof.js'), 'webhook', ...args, ...own], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(webhook);
  const lines = createInterface({ input: webhook.stdout });
  await new Promise((done) => {
    lines.on('line', (line) => line.includes('every watched kind was seen whole') && done());
  });
  const synced = performance.now() - started;
  const metrics = async () => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const value = (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
    const held = Number(/^routeproof_view_objects\{kind="GatewayRoute.*\} (.*)$/m.exec(text)?.[1]);
    const cpu = value('process_cpu_seconds_total');
    return {
      held,
      cpu,
      memory: value('process_resident_memory_bytes') / 1e6,
      lag: value('nodejs_eventloop_lag_max_seconds'),
    };
  };
  return { webhook, port, metrics, synced };
}

async function load(texts, count) {
  const client = fork(join(root, 'test/bench/admission-load.mjs'));
  children.push(client);
  client.send({ port, clients: count, seconds, bodies: texts });
  const [got] = await once(client, 'message');
  await once(client, 'exit');
  return got;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  await once(server.close(), 'close');
  return free;
}
