import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Pem } from './certificate.ts';

const command = fileURLToPath(new URL('../../dist/routeproof.js', import.meta.url));

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [about: string]: unknown;
}

/** The built command as a server, in its own process. */
export class WebhookProcess {
  readonly lines: LogLine[] = [];
  readonly #folder: string;
  readonly #args: readonly string[];
  readonly #waiting = new Set<() => void>();
  #child: ChildProcess | null = null;
  #rotations = 0;
  errors = '';

  /** The folder holds certificate and config. */
  constructor(folder: string, args: readonly string[]) {
    this.#folder = folder;
    this.#args = args;
    mkdirSync(join(folder, 'config'), { recursive: true });
  }

  /** As kubelet does: a new folder, and a symbolic link that is put in place of the old one. */
  writeCertificate({ cert, key }: Pem): void {
    const name = `..${++this.#rotations}`;
    const tls = join(this.#folder, 'tls');
    mkdirSync(join(tls, name), { recursive: true });
    writeFileSync(join(tls, name, 'tls.crt'), cert);
    writeFileSync(join(tls, name, 'tls.key'), key);
    symlinkSync(name, join(tls, '..next'));
    renameSync(join(tls, '..next'), join(tls, '..data'));
    for (const file of ['tls.crt', 'tls.key']) {
      rmSync(join(tls, file), { force: true });
      symlinkSync(join('..data', file), join(tls, file));
    }
  }

  writeConfig(text: string): void {
    writeFileSync(join(this.#folder, 'config', 'routeproof.yaml'), text);
  }

  async start(): Promise<void> {
    const from = this.lines.length;
    this.launch();
    await this.line(({ message }) => message === 'every watched kind was seen whole', from);
  }

  /** Starts the process and waits for nothing. */
  launch(): void {
    const tls = join(this.#folder, 'tls');
    const args = [
      'webhook',
      '--host=127.0.0.1',
      `--tls-cert=${join(tls, 'tls.crt')}`,
      `--tls-key=${join(tls, 'tls.key')}`,
      `--config=${join(this.#folder, 'config', 'routeproof.yaml')}`,
      ...this.#args,
    ];
    const child = spawn(process.execPath, [command, ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (part: Buffer) => {
      this.errors += part.toString();
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(JSON.parse(line));
      for (const wake of this.#waiting) wake();
    });
    child.once('close', () => {
      for (const wake of this.#waiting) wake();
    });
  }

  /** The first line from the given one on that fits; waits for it. Rejects where the process ends before. */
  async line(fits: (line: LogLine) => boolean, from = 0): Promise<LogLine> {
    for (;;) {
      const found = this.lines.slice(from).find(fits);
      if (found !== undefined) return found;
      if (!this.isRunning) throw new Error(`the webhook ended: ${this.errors}`);
      await new Promise<void>((wake) => {
        const once = () => {
          this.#waiting.delete(once);
          wake();
        };
        this.#waiting.add(once);
      });
    }
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void {
    this.#child?.kill(signal);
  }

  /** The exit code; null where a signal ended it. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (child === null || !this.isRunning) return child?.exitCode ?? null;
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.isRunning) this.kill(signal);
    return await this.ended();
  }
}
