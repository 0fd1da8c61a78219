import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, Wire } from './wire.ts';

/** The real Envoy, by the variable that turns its tests on. */
export const envoyBinary = process.env['ENVOY_BIN'] || undefined;

/** A listener on 127.0.0.1, on a free port, or on a socket in the folder of the process. */
export interface Listener {
  readonly name: string;
  /** https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/route/v3/route.proto */
  readonly routes: { readonly virtual_hosts: readonly object[]; readonly [setting: string]: unknown };
  /** Settings of the connection manager. */
  readonly manager?: object;
  /** Other listeners reach it as a cluster of its name; nobody else does. */
  readonly inside?: true;
}

/** A request of HTTP/1.1 as its sender writes it, byte for byte. */
export interface Raw {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface Envoy {
  send(listener: string, raw: Raw): Promise<Answer>;
  /** The same in HTTP/2, which carries methods and bytes that Envoy's parser of HTTP/1.1 refuses. Null: the stream was reset. */
  sendHttp2(listener: string, raw: Raw): Promise<Answer | null>;
  /** Ends the process and waits for its end. */
  end(): Promise<void>;
}

/** Starts one Envoy that serves the listeners; it is ready when this returns, and gone when this throws. */
export async function startEnvoy(listeners: readonly Listener[]): Promise<Envoy> {
  if (envoyBinary === undefined) throw new Error('ENVOY_BIN names no Envoy');
  const folder = await mkdtemp(join(tmpdir(), 'rp-'));
  const file = join(folder, 'envoy.json');
  await writeFile(file, JSON.stringify(bootstrap(listeners, folder)));
  const options = ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'];
  const child = spawn(envoyBinary, ['-c', file, ...options, '--component-log-level', 'admin:info'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const end = async () => {
    await stop(child);
    process.removeListener('exit', kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return client(await portsOf(await adminOf(child)), end);
  } catch (error) {
    await end();
    throw error;
  }
}

function bootstrap(listeners: readonly Listener[], folder: string): object {
  const local = { socket_address: { address: '127.0.0.1', port_value: 0 } };
  const pipe = (name: string) => ({ pipe: { path: join(folder, name) } });
  const inner = listeners.filter(({ inside }) => inside);
  return {
    admin: { address: local },
    static_resources: {
      listeners: listeners.map((listener) => ({
        name: listener.name,
        address: listener.inside ? pipe(listener.name) : local,
        filter_chains: [{ filters: [manager(listener)] }],
      })),
      clusters: inner.map(({ name }) => ({
        name,
        type: 'STATIC',
        load_assignment: {
          cluster_name: name,
          endpoints: [{ lb_endpoints: [{ endpoint: { address: pipe(name) } }] }],
        },
      })),
    },
  };
}

function manager({ name, routes, manager: settings }: Listener): object {
  const type = 'type.googleapis.com/envoy.extensions.filters';
  return {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: {
      '@type': `${type}.network.http_connection_manager.v3.HttpConnectionManager`,
      stat_prefix: name,
      codec_type: 'AUTO',
      route_config: { name, ...routes },
      http_filters: [{ name: 'envoy.filters.http.router', typed_config: { '@type': `${type}.http.router.v3.Router` } }],
      ...settings,
    },
  };
}

/** The address of the admin interface, which Envoy says before it serves; throws with Envoy's own words if it ends first. */
function adminOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
      const address = /admin address: (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(`http://${address}`);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`Envoy ended with ${code}: ${said}`)));
  });
}

/** The ports of the listeners by their names, once workers accept connections. Each question takes Envoy its time to answer. */
async function portsOf(admin: string): Promise<ReadonlyMap<string, number>> {
  const ask = async (path: string) => (await fetch(admin + path)).text();
  const deadline = Date.now() + 30_000;
  while (!(await ask('/stats?filter=workers_started')).includes('workers_started: 1')) {
    if (Date.now() > deadline) throw new Error('Envoy has no workers after 30 s');
  }
  const { listener_statuses } = JSON.parse(await ask('/listeners?format=json')) as Listeners;
  return new Map(
    listener_statuses.map(({ name, local_address }) => [name, local_address.socket_address?.port_value ?? 0]),
  );
}

interface Listeners {
  readonly listener_statuses: readonly {
    readonly name: string;
    readonly local_address: { readonly socket_address?: { readonly port_value: number } };
  }[];
}

function client(ports: ReadonlyMap<string, number>, end: () => Promise<void>): Envoy {
  const idle = new Map<string, Wire[]>();
  const sessions = new Map<string, ClientHttp2Session>();
  const port = (listener: string) => ports.get(listener) ?? 0;

  const send = async (listener: string, raw: Raw): Promise<Answer> => {
    const free = idle.get(listener) ?? [];
    idle.set(listener, free);
    const used = free.pop();
    const wire = used === undefined || used.closed ? new Wire(port(listener)) : used;
    const answer = await wire.send(written(raw));
    if (wire.closed === null) free.push(wire);
    return answer;
  };

  const sendHttp2 = async (listener: string, raw: Raw): Promise<Answer | null> => {
    let session = sessions.get(listener);
    if (session === undefined || session.closed) {
      session = connect(`http://127.0.0.1:${port(listener)}`);
      // Its streams say what went wrong; a session that ends with the process is no fault.
      session.on('error', () => sessions.delete(listener));
      sessions.set(listener, session);
    }
    return exchange(session, raw);
  };

  return {
    send,
    sendHttp2,
    end: async () => {
      for (const wire of [...idle.values()].flat()) wire.end();
      for (const session of sessions.values()) session.destroy();
      await end();
    },
  };
}

function written({ method, target, host, headers }: Raw): string {
  const lines = [{ name: 'Host', value: host }, ...headers].map(({ name, value }) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

async function exchange(session: ClientHttp2Session, { method, target, host, headers }: Raw): Promise<Answer | null> {
  const lines = new Map<string, string[]>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    lines.set(key, [...(lines.get(key) ?? []), value.trim()]);
  }
  const stream = session.request({
    ':method': method,
    ':path': target,
    ':authority': host,
    ...Object.fromEntries(lines),
  });
  stream.resume().end();
  return new Promise((resolve, reject) => {
    stream.once('response', (got) =>
      resolve({
        status: Number(got[constants.HTTP2_HEADER_STATUS]),
        headers: new Map(Object.entries(got).map(([name, value]) => [name, String(value)])),
      }),
    );
    stream.once('error', (error) =>
      /INTERNAL_ERROR|PROTOCOL_ERROR|REFUSED/.test(error.message) ? resolve(null) : reject(error),
    );
    stream.once('close', () => resolve(null));
  });
}

/** Ends exactly this process: asks it to end, and makes it after 10 s. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(patience);
}

/** Does the work for each item, so many at a time; the answers in the order of the items. */
export async function each<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const queue = items.entries();
  const one = async () => {
    for (const [i, item] of queue) answers[i] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return answers;
}
