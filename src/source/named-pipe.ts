import { readSync, realpathSync, statSync } from 'node:fs';

/** How long a named pipe may have no writer: a shell opens it before the program behind it starts. */
const patience = 5_000;
const pause = 10;

/** False for the pipe of a process substitution: it has its writer from the start, and its real path names no file. */
export function isNamedPipe(file: string): boolean {
  try {
    return statSync(realpathSync.native(file)).isFIFO();
  } catch {
    return false;
  }
}

/** Reads a pipe that was opened without waiting, which else would hold the run for ever; throws where nobody writes to it. */
export function pipeReader(descriptor: number): (chunk: Uint8Array) => number {
  const start = Date.now();
  let hasWriter = false;
  return (chunk) => {
    for (;;) {
      const read = attempt(descriptor, chunk);
      hasWriter ||= read !== 0;
      if (read > 0 || (read === 0 && hasWriter)) return read;
      if (!hasWriter && Date.now() - start > patience) throw new Error('nothing writes to this pipe');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  };
}

/** Bytes read; 0 iff there is no writer, -1 iff there is one that has nothing yet. */
function attempt(descriptor: number, chunk: Uint8Array): number {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return -1;
    throw error;
  }
}
