#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import type { Sink } from './io.ts';
import { run } from './run.ts';

function sink(stream: NodeJS.WriteStream): Sink {
  // A reader that went away, as `| head` does, has what it wanted.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return { isTerminal: stream.isTTY === true, columns: stream.columns, write: (text) => void stream.write(text) };
}

const now = new Date();
const io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  stdin: process.stdin,
  today: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-'),
  writeFile: (path: string, text: string) => writeFile(resolve(process.cwd(), path), text),
};
process.exitCode = await run(process.argv.slice(2), io, rules);
