#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { rules } from '../../rules/index.ts';
import { explain } from '../source/read-text.ts';
import { exitCode } from './exit-code.ts';
import type { Sink } from './io.ts';
import { type Command, run } from './run.ts';
import { v8Flag } from './v8-flag.ts';

const flag = v8Flag(process.argv[2], process.versions.v8);
if (flag !== undefined) setFlagsFromString(flag);

let unwritable = false;

function sink(stream: NodeJS.WriteStream, name: string): Sink {
  // A reader that went away, as `| head` does, has what it wanted; other reports and the exit code do not depend on it.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || unwritable) return;
    unwritable = true;
    process.exitCode = exitCode.broken;
    process.stderr.write(`routeproof: cannot write to ${name}: ${explain(error)}\n`);
  });
  return { isTerminal: stream.isTTY === true, columns: stream.columns, write: (text) => void stream.write(text) };
}

const now = new Date();
const io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: sink(process.stdout, 'standard output'),
  stderr: sink(process.stderr, 'standard error'),
  stdin: process.stdin,
  today: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-'),
  writeFile: (path: string, text: string) => writeFile(resolve(process.cwd(), path), text),
};
// A server and a cluster client take longer to load than a folder takes to lint.
const servers = {
  webhook: async (...args: Parameters<Command>) => (await import('../../webhook/main.ts')).webhookCommand(...args),
};
const code = await run(process.argv.slice(2), io, rules, servers);
process.exitCode = unwritable ? exitCode.broken : code;
