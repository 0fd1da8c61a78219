import { code } from '../base/wording.ts';
import { readInputs } from '../source/files.ts';
import { commitOf, filesAt } from '../source/git.ts';
import { UsageError } from './exit-code.ts';
import type { Files } from './gatherer.ts';
import type { Io } from './io.ts';

/** `git:REVISION[:PATH]`; null for any other word. */
function revisionOf(word: string): { readonly revision: string; readonly path: string } | null {
  const parsed = /^git:([^:]*)(?::(.*))?$/.exec(word);
  return parsed === null ? null : { revision: parsed[1] || 'HEAD', path: parsed[2] || '.' };
}

/** What of the working tree one word alone is compared with. */
export function pathOf(word: string): string {
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

export async function readSide(word: string, io: Io): Promise<Side> {
  if (/^cluster:/.test(word)) {
    throw new UsageError(`${code('cluster:')} is not in this version yet`, 'kubectl get -A -o yaml KINDS > live.yaml');
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
