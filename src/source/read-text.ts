import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { plural } from '../base/wording.ts';
import { SourceText } from '../document/source-text.ts';
import { isNamedPipe, pipeReader } from './named-pipe.ts';

/** Bytes of the largest file that is read; beyond them nothing is a manifest. */
export const mostBytes = 16 * 1024 * 1024;

const pipeBytes = 64 * 1024;

/** An input that was found or named and could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** Reads a file as UTF-8. A pipe, as of a process substitution, is read to its end. */
export function readText(file: string, path: string): SourceText | Unreadable {
  let descriptor: number | undefined;
  try {
    const isPipe = isNamedPipe(file);
    const opened = openSync(file, isPipe ? constants.O_RDONLY | constants.O_NONBLOCK : 'r');
    descriptor = opened;
    const readInto = isPipe ? pipeReader(opened) : (chunk: Uint8Array) => readSync(opened, chunk);
    const { size } = fstatSync(descriptor);
    if (size > mostBytes) return { path, reason: tooLarge };
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      // A pipe tells no size: byte by byte it would take minutes.
      const chunk = Buffer.allocUnsafe(size === 0 ? pipeBytes : Math.max(size - total, 0) + 1);
      const read = readInto(chunk);
      if (read === 0) break;
      total += read;
      if (total > mostBytes) return { path, reason: tooLarge };
      chunks.push(chunk.subarray(0, read));
      // A file that gives less than was asked for has no more.
      if (size > 0 && read < chunk.length) break;
    }
    return decode(Buffer.concat(chunks), path);
  } catch (error) {
    return { path, reason: explain(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Why a larger file is not read. */
export const tooLarge = `larger than ${plural(mostBytes / 1024 / 1024, 'MiB', 'MiB')}, which no manifest is`;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes, a byte order mark taken off. */
export function decode(bytes: Uint8Array, path: string): SourceText | Unreadable {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { path, reason: 'it is UTF-16; save it as UTF-8' };
  }
  if (bytes.includes(0)) return { path, reason: 'it is a binary file' };
  try {
    return new SourceText(path, utf8.decode(bytes));
  } catch {
    return { path, reason: 'it is not UTF-8' };
  }
}

/** What the operating system says, in words. */
export function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ELOOP: 'its symbolic links lead in a circle',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is no folder',
    ENAMETOOLONG: 'the name is too long',
    ENXIO: 'it is a socket, or a device that is not there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EMFILE: 'too many files are open',
  };
  return words[code ?? ''] ?? message;
}
