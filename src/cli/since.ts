import { code, list } from '../base/wording.ts';
import { type SourceText, shared } from '../document/source-text.ts';
import { introduced } from '../engine/introduced.ts';
import type { Job } from '../engine/job.ts';
import { type Linted, lint } from '../engine/lint.ts';
import type { Inputs } from '../source/files.ts';
import { commitOf, filesAt, halfStaged } from '../source/git.ts';
import type { Unreadable } from '../source/read-text.ts';
import type { Args } from './args.ts';
import { UsageError } from './exit-code.ts';
import { complain, type Io } from './io.ts';

/** What a run is compared with: a commit, and whether the index stands for the files. */
export interface Since {
  readonly commit: string;
  readonly staged: boolean;
  readonly words: readonly string[];
}

/** What `--since` and `--staged` say; null without them. Throws {@link UsageError} where git has no answer. */
export function sinceOf(args: Args, io: Io): Since | null {
  const revision = args.value('since');
  const staged = args.flag('staged');
  if (revision === undefined && !staged) return null;
  const words = args.positionals.length === 0 ? ['.'] : args.positionals;
  if (words.includes('-'))
    throw new UsageError('what comes from standard input has no history', 'name files or folders');
  const commit = commitOf(io.cwd, revision ?? 'HEAD');
  if (typeof commit !== 'string') throw new UsageError(commit.reason, commit.hint);
  return { commit, staged, words };
}

/** The files as they are staged. */
export function stagedInputs({ words }: Since, apart: string | null, io: Io): Inputs {
  const { texts, unreadable } = filesOf(words, { index: true }, io);
  const half = halfStaged(
    io.cwd,
    texts.map(({ path }) => path),
  );
  if (half.length > 0) {
    complain(
      io,
      `not all edits of ${list(half.map(code))} are staged, and those that are not were not looked at; git add what belongs to the change`,
    );
  }
  return { texts: texts.filter(({ path }) => path !== apart), unreadable, named: words.includes(apart ?? '') };
}

/** A run of which only what the change introduces is told. */
export function lintSince(job: Job, { commit, words }: Since, apart: string | null, io: Io): Linted {
  const { texts, unreadable } = filesOf(words, commit, io);
  const { onPhase: _, ...quiet } = job;
  const old = shared(
    texts.filter(({ path }) => path !== apart),
    job.texts,
  );
  const before = lint({ ...quiet, texts: old, skipped: unreadable });
  const now = lint({ ...job, before: before.version });
  const changes = changedLines(old, job.texts);
  return {
    ...now,
    run: introduced(now.run, before.run, ({ span }) => {
      const lines = span === null ? undefined : changes.get(span.path);
      return span !== null && lines !== undefined && span.line <= lines.last && span.endLine >= lines.first;
    }),
  };
}

function filesOf(words: readonly string[], from: string | { readonly index: true }, io: Io) {
  const texts = new Map<string, SourceText>();
  const unreadable: Unreadable[] = [];
  for (const word of words) {
    const files = filesAt(io.cwd, from, word);
    if ('reason' in files) throw new UsageError(files.reason, files.hint);
    for (const text of files.texts) texts.set(text.path, text);
    unreadable.push(...files.unreadable);
  }
  return { texts: [...texts.values()], unreadable };
}

/** Of each file that differs the first and the last line that do. */
function changedLines(
  before: readonly SourceText[],
  now: readonly SourceText[],
): ReadonlyMap<string, { readonly first: number; readonly last: number }> {
  const old = new Map(before.map(({ path, text }) => [path, text.split('\n')]));
  const changed = new Map<string, { readonly first: number; readonly last: number }>();
  for (const { path, text } of now) {
    const lines = text.split('\n');
    const known = old.get(path) ?? [];
    let start = 0;
    while (start < lines.length && lines[start] === known[start]) start++;
    if (start === lines.length && known.length === lines.length) continue;
    let end = 0;
    while (end < lines.length - start && lines.at(-1 - end) === known.at(-1 - end)) end++;
    changed.set(path, { first: start + 1, last: Math.max(start + 1, lines.length - end) });
  }
  return changed;
}
