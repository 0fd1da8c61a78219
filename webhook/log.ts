/** Tells operators what happens, a line at a time. No object is ever logged. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  about?: Readonly<Record<string, unknown>>,
) => void;

/** One JSON object a line, with what log collectors look for. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, about = {}) => {
    write(`${JSON.stringify({ ...about, time: now().toISOString(), level, message })}\n`);
  };
}
