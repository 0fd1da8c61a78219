import type { Io } from './io.ts';

/** One line on a terminal that says what a long run is doing, from its first second on. */
export function progress(io: Io): { phase(name: string): void; clear(): void } {
  const start = performance.now();
  let shown = false;
  return {
    phase: (name) => {
      if (!io.stderr.isTerminal || io.env['CI'] !== undefined || performance.now() - start < 1000) return;
      io.stderr.write(`\r\u001b[Krouteproof: ${name} …`);
      shown = true;
    },
    clear: () => {
      if (shown) io.stderr.write('\r\u001b[K');
    },
  };
}
