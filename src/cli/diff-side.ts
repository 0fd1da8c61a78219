import { readInputs } from '../source/files.ts';
import { commitOf, filesAt } from '../source/git.ts';
import { UsageError } from './exit-code.ts';
import type { Files } from './gatherer.ts';
import type { Io } from './io.ts';
import { readLive } from './live.ts';

/** `git:REVISION[:PATH]`; null for any other word. */
function revisionOf(word: string): { readonly revision: string; readonly path: string } | null {
  const parsed = /^git:([^:]*)(?::(.*))?$/.exec(word);
  return parsed === null ? null : { revision: parsed[1] || 'HEAD', path: parsed[2] || '.' };
}

/** The context in `cluster:CONTEXT`, empty for the current one; null for any other word. */
function contextOf(word: string): string | null {
  return /^cluster:(.*)$/.exec(word)?.[1] ?? null;
}

/** What of the working tree one word alone is compared with. */
export function pathOf(word: string): string {
  if (contextOf(word) !== null) return '.';
  const revision = revisionOf(word);
  if (revision === null)
    throw new UsageError('diff needs two paths, or a revision', `write routeproof diff git:HEAD:${word}`);
  return revision.path;
}

/** What one word names. */
export interface Side {
  readonly name: string;
  /** The path of it. */
  readonly root: string;
  readonly files: Files;
}

export async function readSide(word: string, kubeconfig: string | undefined, io: Io): Promise<Side> {
  const context = contextOf(word);
  if (context !== null) {
    const files = await readLive({ kubeconfig, context: context === '' ? undefined : context }, io);
    return { name: word, root: '', files };
  }
  const wanted = revisionOf(word);
  if (wanted === null)
    return { name: word, root: word, files: await readInputs([word], { cwd: io.cwd, stdin: io.stdin }) };
  const commit = commitOf(io.cwd, wanted.revision);
  if (typeof commit !== 'string') throw new UsageError(commit.reason, commit.hint);
  const files = filesAt(io.cwd, commit, wanted.path);
  if ('reason' in files) throw new UsageError(files.reason, files.hint);
  return { name: word, root: wanted.path, files };
}
