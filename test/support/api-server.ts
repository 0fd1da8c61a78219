import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Ended, runProgram } from './program.ts';

/** The folder of the real kube-apiserver, etcd and kubectl, by the variable that turns their tests on. */
export const controlPlane = process.env['KUBEBUILDER_ASSETS'] || undefined;

export interface ApiServer {
  /** Who asks with it is that user. Of the users, `admin` may do everything, the others what they are given. */
  kubeconfig(user: string): string;
  kubectl(user: string, words: readonly string[], input?: string): Promise<Ended>;
  end(): Promise<void>;
}

/** Starts an API server that knows these users and `admin`; it is ready when this returns, and gone when this throws. */
export async function startApiServer(users: readonly string[]): Promise<ApiServer> {
  if (controlPlane === undefined) throw new Error('KUBEBUILDER_ASSETS names no control plane');
  const bin = controlPlane;
  const folder = await mkdtemp(join(tmpdir(), 'rp-api-'));
  const file = (name: string) => join(folder, name);
  const [etcdPort, peerPort, port] = await freePorts(3);
  const server = `https://127.0.0.1:${port}`;

  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(file('accounts.key'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(file('accounts.pub'), keys.publicKey.export({ type: 'spki', format: 'pem' }));
  const tokens = ['admin,admin,admin,system:masters', ...users.map((user) => `${user},${user},${user}`)];
  await writeFile(file('tokens.csv'), `${tokens.join('\n')}\n`);
  for (const user of ['admin', ...users]) await writeFile(file(`${user}.json`), JSON.stringify(access(server, user)));

  const children: ChildProcess[] = [];
  const kill = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const end = async () => {
    const ends = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = ends.map((child) => once(child, 'exit'));
    kill();
    await Promise.all(ended);
    process.removeListener('exit', kill);
    await rm(folder, { recursive: true, force: true });
  };
  const kubectl = (user: string, words: readonly string[], input?: string) =>
    runProgram(
      join(bin, 'kubectl'),
      ['--kubeconfig', file(`${user}.json`), '--cache-dir', file('cache'), ...words],
      input,
    );

  try {
    const etcd = `http://127.0.0.1:${etcdPort}`;
    children.push(
      spawn(join(bin, 'etcd'), [
        `--data-dir=${file('etcd')}`,
        `--listen-client-urls=${etcd}`,
        `--advertise-client-urls=${etcd}`,
        `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
        '--unsafe-no-fsync',
        '--log-level=error',
      ]),
      spawn(join(bin, 'kube-apiserver'), [
        `--etcd-servers=${etcd}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${port}`,
        `--cert-dir=${file('certificates')}`,
        `--token-auth-file=${file('tokens.csv')}`,
        `--service-account-key-file=${file('accounts.pub')}`,
        `--service-account-signing-key-file=${file('accounts.key')}`,
        '--service-account-issuer=https://kubernetes.default.svc',
        '--service-cluster-ip-range=10.96.0.0/16',
        '--authorization-mode=RBAC',
        // Nobody makes the accounts of Pods, for there are no controllers.
        '--disable-admission-plugins=ServiceAccount',
      ]),
    );
    // Output that nobody reads would fill the pipes and stop its writers.
    for (const child of children) {
      child.stdout?.resume();
      child.stderr?.resume();
    }
    await ready(() => kubectl('admin', ['get', 'namespace', 'default']), children);
    return { kubeconfig: (user) => file(`${user}.json`), kubectl, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function access(server: string, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: { token } }],
  };
}

async function ready(ask: () => Promise<Ended>, children: readonly ChildProcess[]): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('etcd or kube-apiserver ended');
    if ((await ask()).code === 0) return;
    await wait(250);
  }
  throw new Error('the API server is not ready after 60 s');
}

/** Ports that nobody listens on; another process may be faster, but hardly is. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
