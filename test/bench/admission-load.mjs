// The client of test/bench/admission.mjs, a process of its own: asks over kept TLS connections and prints what it measured.
import { Agent, request } from 'node:https';

const { port, clients, seconds, bodies } = await new Promise((done) => process.once('message', done));
const texts = bodies.map((body) => Buffer.from(body));
let asked = 0;
const ask = (agent) =>
  new Promise((done, fail) => {
    const body = texts[asked++ % texts.length];
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const options = { method: 'POST', host: '127.0.0.1', port, path: '/validate?timeout=3s', headers, agent };
    const started = performance.now();
    const sent = request({ ...options, rejectUnauthorized: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const { allowed, warnings = [], status } = JSON.parse(Buffer.concat(parts)).response;
        done({ ms: performance.now() - started, allowed, said: status?.message ?? warnings.join('\n') });
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });

const times = [];
let allowed = 0;
let said = '';
const run = async (until, keeps) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (performance.now() < until) {
    const one = await ask(agent);
    if (!keeps) continue;
    times.push(one.ms);
    if (one.allowed) allowed++;
    said ||= one.said;
  }
  agent.destroy();
};
const all = (until, keeps) => Promise.all(Array.from({ length: clients }, () => run(until, keeps)));
// The compiler of V8 needs some rounds first.
await all(performance.now() + (seconds * 1000) / 3, false);
const started = performance.now();
await all(started + seconds * 1000, true);
const took = (performance.now() - started) / 1000;
times.sort((left, right) => left - right);
const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
process.send({
  asked,
  p50: at(0.5),
  p99: at(0.99),
  max: times.at(-1),
  rate: times.length / took,
  count: times.length,
  allowed,
  said,
});
process.disconnect();
