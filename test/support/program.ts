import { execFile } from 'node:child_process';

/** What a program that came to its end left. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever that is. */
export function runProgram(program: string, words: readonly string[], input = '', env = {}): Promise<Ended> {
  const options = { encoding: 'utf8' as const, timeout: 60_000, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    const child = execFile(program, words, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
    // A program that reads no input closes it.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
