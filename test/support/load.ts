import { Agent, request } from 'node:https';

export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Posts a review to the webhook on that port of this machine, whatever its certificate. */
export function post(
  port: number,
  body: string | Buffer,
  { agent = false as Agent | false, type = 'application/json' } = {},
): Promise<Answered> {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const options = { method: 'POST', host: '127.0.0.1', port, agent, headers, rejectUnauthorized: false };
  return new Promise((done, fail) => {
    const sent = request({ ...options, path: '/validate?timeout=5s' }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** Clients that keep their connections, as an API server does, and ask again and again until they are stopped. */
export class Load {
  answered = 0;
  readonly failures: string[] = [];
  #isOver = false;
  readonly #agents: Agent[] = [];
  readonly #clients: Promise<void>[] = [];
  readonly #waiting = new Set<() => void>();

  /** `ask` is given connections that are kept, and throws for what is a failure. */
  constructor(clients: number, ask: (agent: Agent) => Promise<void>) {
    for (let i = 0; i < clients; i++) {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      this.#agents.push(agent);
      this.#clients.push(this.#run(() => ask(agent)));
    }
  }

  /** Resolves when so many more were answered. */
  async more(count: number): Promise<void> {
    const enough = this.answered + count;
    while (this.answered < enough && this.failures.length === 0) {
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#clients);
    for (const agent of this.#agents) agent.destroy();
  }

  async #run(ask: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      try {
        await ask();
        this.answered += 1;
      } catch (error) {
        this.failures.push(String(error));
        if (this.failures.length > 100) this.#isOver = true;
      }
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    }
  }
}
