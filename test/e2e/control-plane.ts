import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export async function execute(
  command: string,
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Asks until it is so; what happens in another process sends no event here. */
export async function until(what: string, check: () => Promise<boolean>, within = 60_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await check().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited ${within / 1000} s for ${what}`);
    await setTimeout(50);
  }
}

/** Users by their tokens: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file */
export const users = { admin: 'admin-token', webhook: 'webhook-token', tenant: 'tenant-token' } as const;
export type User = keyof typeof users;

/** A real kube-apiserver with its etcd, on free ports of 127.0.0.1; everything that it writes is in one folder. */
export class ControlPlane {
  readonly folder = mkdtempSync(join(tmpdir(), 'routeproof-e2e-'));
  readonly #assets: string;
  #etcd: ChildProcess | null = null;
  #server: ChildProcess | null = null;
  #ports = { etcd: 0, peer: 0, server: 0 };

  constructor(assets: string) {
    this.#assets = assets;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#ports.server}`;
  }

  async start(): Promise<void> {
    this.#ports = { etcd: await freePort(), peer: await freePort(), server: await freePort() };
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    writeFileSync(join(this.folder, 'sa.key'), privateKey);
    writeFileSync(join(this.folder, 'sa.pub'), publicKey);
    const groups = { admin: '"system:masters"', webhook: '', tenant: '' };
    const tokens = Object.entries(users).map(([name, token]) => `${token},${name},${name},${groups[name as User]}`);
    writeFileSync(join(this.folder, 'tokens.csv'), `${tokens.join('\n')}\n`);
    for (const user of Object.keys(users) as User[]) this.#writeKubeconfig(user);
    await this.startEtcd();
    await this.startServer();
  }

  kubeconfig(user: User): string {
    return join(this.folder, `${user}.kubeconfig`);
  }

  async startEtcd(): Promise<void> {
    const { etcd, peer } = this.#ports;
    this.#etcd = this.#spawn('etcd', [
      `--data-dir=${join(this.folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${etcd}`,
      `--advertise-client-urls=http://127.0.0.1:${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync=true',
      '--log-level=error',
    ]);
    await until('etcd', async () => (await fetch(`http://127.0.0.1:${etcd}/health`)).ok);
  }

  async startServer(): Promise<void> {
    this.#server = this.#spawn('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${this.#ports.etcd}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${this.#ports.server}`,
      `--cert-dir=${join(this.folder, 'certs')}`,
      `--token-auth-file=${join(this.folder, 'tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${join(this.folder, 'sa.pub')}`,
      `--service-account-signing-key-file=${join(this.folder, 'sa.key')}`,
      '--disable-admission-plugins=ServiceAccount',
      '--endpoint-reconciler-type=none',
      '--v=0',
    ]);
    await until('kube-apiserver', () => this.#isReady(), 90_000);
  }

  /** Ends a process as a crash would, and waits until it is gone. */
  async kill(which: 'etcd' | 'server'): Promise<void> {
    const child = which === 'etcd' ? this.#etcd : this.#server;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  async stop(): Promise<void> {
    await this.kill('server');
    await this.kill('etcd');
    rmSync(this.folder, { recursive: true, force: true });
  }

  kubectl(args: readonly string[], { input = '', as = 'admin' as User } = {}): Promise<Ended> {
    const own = [`--kubeconfig=${this.kubeconfig(as)}`, `--cache-dir=${join(this.folder, 'cache')}`];
    return execute(join(this.#assets, 'kubectl'), [...own, ...args], { input });
  }

  /** Applies manifests and throws where kubectl does not succeed. */
  async apply(
    manifest: unknown,
    options: { readonly as?: User; readonly flags?: readonly string[] } = {},
  ): Promise<Ended> {
    const ended = await this.tryApply(manifest, options);
    if (ended.code !== 0) throw new Error(ended.stderr);
    return ended;
  }

  tryApply(
    manifest: unknown,
    { as = 'admin', flags = [] }: { readonly as?: User; readonly flags?: readonly string[] } = {},
  ): Promise<Ended> {
    const items = Array.isArray(manifest) ? { apiVersion: 'v1', kind: 'List', items: manifest } : manifest;
    const input = typeof items === 'string' ? items : JSON.stringify(items);
    return this.kubectl(['apply', '-f', '-', ...flags], { input, as });
  }

  #spawn(name: string, args: readonly string[]): ChildProcess {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    return spawn(join(this.#assets, name), args, { stdio: ['ignore', log, log] });
  }

  #isReady(): Promise<boolean> {
    return new Promise((done, fail) => {
      const headers = { authorization: `Bearer ${users.admin}` };
      const asked = request(`${this.url}/readyz`, { rejectUnauthorized: false, headers }, (response) => {
        response.resume();
        done(response.statusCode === 200);
      });
      asked.on('error', fail);
      asked.end();
    });
  }

  #writeKubeconfig(user: User): void {
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'e2e',
      clusters: [{ name: 'e2e', cluster: { server: this.url, 'insecure-skip-tls-verify': true } }],
      users: [{ name: user, user: { token: users[user] } }],
      contexts: [{ name: 'e2e', context: { cluster: 'e2e', user } }],
    };
    writeFileSync(this.kubeconfig(user), JSON.stringify(config));
  }
}
