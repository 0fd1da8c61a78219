import { connect, type Socket } from 'node:net';

/** What came back; names of headers in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * One HTTP/1.1 connection that sends bytes as they are, one request at a time: a client library would repair what the
 * tests want to arrive broken.
 */
export class Wire {
  readonly #socket: Socket;
  #received = '';
  #waiting: { readonly bodyless: boolean; resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  /** Null while the connection can be used. */
  closed: Error | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text: string) => {
      this.#received += text;
      this.#read();
    });
    this.#socket.on('error', (error) => this.#close(error));
    this.#socket.on('close', () => this.#close(new Error('the connection was closed')));
  }

  /** `text` is sent byte for byte, as Latin-1; an answer to HEAD has no body, whatever its headers say. */
  send(text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.closed !== null) return reject(this.closed);
      this.#waiting = { bodyless: text.startsWith('HEAD '), resolve, reject };
      this.#socket.write(text, 'latin1');
    });
  }

  end(): void {
    this.#socket.destroy();
  }

  #read(): void {
    const waiting = this.#waiting;
    const end = this.#received.indexOf('\r\n\r\n');
    if (waiting === null) this.#close(new Error(`bytes that nobody asked for: ${this.#received}`));
    if (waiting === null || end < 0) return;
    const answer = head(this.#received.slice(0, end));
    const rest = this.#received.slice(end + 4);
    const length = waiting.bodyless ? 0 : bodyLength(answer, rest);
    if (length === null || rest.length < length) return;
    this.#received = rest.slice(length);
    this.#waiting = null;
    if (answer.headers.get('connection') === 'close') this.#close(new Error('the connection was closed'));
    waiting.resolve(answer);
  }

  #close(error: Error): void {
    this.closed ??= error;
    this.#waiting?.reject(error);
    this.#waiting = null;
    this.#socket.destroy();
  }
}

function head(text: string): Answer {
  const [first = '', ...lines] = text.split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers };
}

/** Bytes of the body behind the head; null while chunks are on their way. */
function bodyLength({ headers }: Answer, rest: string): number | null {
  const length = headers.get('content-length');
  if (length !== undefined) return Number(length);
  if (headers.get('transfer-encoding') !== 'chunked') return 0;
  const end = rest.search(/(^|\r\n)0\r\n\r\n/);
  return end < 0 ? null : end + (rest.startsWith('0') ? 5 : 7);
}
