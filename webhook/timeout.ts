/** Milliseconds that a decision may take where the API server does not say: its own default is 10 seconds. */
const defaultTimeout = 10_000;
const [shortestTimeout, longestTimeout] = [100, 30_000];

/** Nanoseconds and so on, in milliseconds, as Go writes durations. https://pkg.go.dev/time#ParseDuration */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `?timeout=2.5s`, as the API server says how long it still waits: kubernetes/apiserver webhook/validating/dispatcher.go */
export function timeoutOf(written: unknown): number {
  const text = typeof written === 'string' ? written : '';
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy)];
  if (text === '' || parts.map(([part]) => part).join('') !== text) return defaultTimeout;
  const sum = parts.reduce((total, [, number, unit = '']) => total + Number(number) * (units[unit] ?? 0), 0);
  return Math.min(Math.max(sum, shortestTimeout), longestTimeout);
}
