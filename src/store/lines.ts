import { Fault } from './fault.ts';

/** An object is at most 3 MiB, the most that an API server takes. */
const mostBytes = 8 << 20;

const newline = 0x0a;

/** The lines of a stream, without empty ones; what follows the last newline was cut off and is none. `heard` is told of every chunk. */
export async function* lines(
  body: AsyncIterable<Uint8Array>,
  heard: () => void,
  most = mostBytes,
): AsyncGenerator<string> {
  let open: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    heard();
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const line = text([...open, chunk.subarray(start, end)]);
      open = [];
      length = 0;
      start = end + 1;
      if (line.trim() !== '') yield line;
    }
    if (start === chunk.length) continue;
    open.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > most) throw new Fault('malformed', `a line of the watch is longer than ${most} bytes`);
  }
}

function text(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8');
}
