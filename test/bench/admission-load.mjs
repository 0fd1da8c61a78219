// The client of test/bench/admission.mjs, a process of its own: asks over kept TLS connections and prints what it measured.
// It writes requests that are made beforehand and reads no more of an answer than it has to: on the same two cores every
// millisecond of the client is one that the webhook lacks.
import { once } from 'node:events';
import { connect } from 'node:tls';

const { port, clients, seconds, bodies } = await new Promise((done) => process.once('message', done));
const texts = bodies.map((body) => {
  const head = `POST /validate?timeout=3s HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n`;
  return Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
});
let asked = 0;

/** One connection; answers come in the order of the questions, one at a time. */
async function connection() {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.setNoDelay(true);
  let answered;
  let failed;
  let text = '';
  let wanted = -1;
  socket.setEncoding('latin1');
  socket.on('data', (part) => {
    text += part;
    if (wanted < 0) {
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end));
      if (!text.startsWith('HTTP/1.1 200') || length === null) return failed(new Error(text.slice(0, end)));
      wanted = end + 4 + Number(length[1]);
    }
    if (text.length < wanted) return;
    const body = text.slice(text.indexOf('\r\n\r\n') + 4);
    text = '';
    wanted = -1;
    answered(body);
  });
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed?.(new Error('the webhook closed the connection')));
  const ask = () =>
    new Promise((done, fail) => {
      const started = performance.now();
      answered = (body) => done({ ms: performance.now() - started, allowed: body.includes('"allowed":true'), body });
      failed = fail;
      socket.write(texts[asked++ % texts.length]);
    });
  return { ask, end: () => socket.destroy() };
}

const times = [];
let allowed = 0;
let said = '';
const saidIn = (body) => {
  const { status, warnings = [] } = JSON.parse(Buffer.from(body, 'latin1').toString()).response;
  return status?.message ?? warnings.join('\n');
};
const run = async (until, keeps) => {
  const { ask, end } = await connection();
  while (performance.now() < until) {
    const one = await ask();
    if (!keeps) continue;
    times.push(one.ms);
    if (one.allowed) allowed++;
    said ||= saidIn(one.body);
  }
  end();
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
