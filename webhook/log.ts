import type { Log } from './server.ts';

/** One JSON object a line, with what log collectors look for. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, about = {}) => {
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...about })}\n`);
  };
}
