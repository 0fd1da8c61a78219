import { spawnSync } from 'node:child_process';
import { byText } from '../base/sort.ts';
import { SourceText } from '../document/source-text.ts';
import { isManifest } from './files.ts';
import { decode, mostBytes, tooLarge, type Unreadable } from './read-text.ts';

/** Why git has no answer, in a sentence that a user can act on. */
export interface NoAnswer {
  readonly reason: string;
  readonly hint: string;
}

/** Files as a revision has them. */
export interface Revision {
  readonly texts: readonly SourceText[];
  readonly unreadable: readonly Unreadable[];
}

const mostOutput = 1 << 30;

/** What git prints, or why it does not. */
function git(cwd: string, words: readonly string[], input = ''): Buffer | string {
  const { error, status, stdout, stderr } = spawnSync('git', words, { cwd, input, maxBuffer: mostOutput });
  if (error !== undefined)
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'git is not installed' : error.message;
  return status === 0 ? stdout : stderr.toString('utf8').trim().split('\n')[0] || `git ended with ${status}`;
}

/** The commit that a revision means, or the index. */
export function commitOf(cwd: string, revision: string): string | NoAnswer {
  const inside = git(cwd, ['rev-parse', '--is-inside-work-tree']);
  if (typeof inside === 'string') {
    return inside === 'git is not installed'
      ? { reason: inside, hint: 'name two folders instead' }
      : { reason: 'this folder is in no git repository', hint: 'run it inside one, or name two folders' };
  }
  const found = revision.startsWith('-')
    ? 'no revision'
    : git(cwd, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (typeof found !== 'string') return found.toString('utf8').trim();
  const isShallow = String(git(cwd, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  return {
    reason: `git knows no revision \`${revision}\`${isShallow ? ' in this shallow clone' : ''}`,
    hint: isShallow
      ? 'git fetch --unshallow brings what it lacks, git fetch --depth=1 origin REF one ref'
      : 'git log --oneline lists some',
  };
}

/** One file of a tree or of the index. */
interface Blob {
  readonly path: string;
  readonly id: string;
  /** False iff it is one side of a conflict. */
  readonly merged: boolean;
}

/**
 * The manifests below a path as a commit has them, by paths relative to the folder; `index`: as they are staged. Symbolic
 * links, submodules and what lint skips are left out. `commit` is one that {@link commitOf} gave.
 */
export function filesAt(cwd: string, commit: string | { readonly index: true }, path: string): Revision | NoAnswer {
  const listed =
    typeof commit === 'string'
      ? git(cwd, ['ls-tree', '-r', '-z', commit, '--', path])
      : git(cwd, ['ls-files', '-s', '-z', '--', path]);
  if (typeof listed === 'string')
    return { reason: `git cannot list \`${path}\`: ${listed}`, hint: 'name another path' };
  const entries = listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => blobOf(line) ?? [])
    .filter(({ path: file }) => file === path || isManifest(file))
    .sort((left, right) => byText(left.path, right.path));
  const blobs = entries.filter(({ merged }) => merged);
  const open = new Set(entries.flatMap(({ merged, path: file }) => (merged ? [] : [file])));
  const contents = contentsOf(cwd, blobs);
  if ('reason' in contents) return contents;
  const texts: SourceText[] = [];
  const unreadable: Unreadable[] = [...open].map((file) => ({ path: file, reason: unmerged }));
  for (const [at, { path: file }] of blobs.entries()) {
    const bytes = contents.all[at] ?? Buffer.alloc(0);
    const text = bytes.length > mostBytes ? { path: file, reason: tooLarge } : decode(bytes, file);
    if (text instanceof SourceText) texts.push(text);
    else unreadable.push(text);
  }
  return { texts, unreadable };
}

const unmerged = 'a merge left it in conflict; edit it, then git add it';

/**
 * Of these files those that are staged and have edits that are not, and those that are only meant to be added: the index
 * is not what the folder shows.
 */
export function halfStaged(cwd: string, paths: readonly string[]): readonly string[] {
  const named = (...words: readonly string[]) => {
    const told = git(cwd, ['diff', '--name-only', '--relative', '--no-renames', '-z', ...words]);
    return typeof told === 'string' ? [] : told.toString('utf8').split('\0');
  };
  const staged = new Set([...named('--cached'), ...named('--diff-filter=A')]);
  const edited = new Set(named());
  return paths.filter((path) => staged.has(path) && edited.has(path));
}

/** `100644 blob ID<tab>PATH` of a tree, `100644 ID STAGE<tab>PATH` of the index: a conflict has no stage 0. */
function blobOf(line: string): Blob | null {
  const tab = line.indexOf('\t');
  const [mode = '', ...words] = line.slice(0, tab).split(' ');
  if (tab < 0 || !mode.startsWith('100')) return null;
  const [type, id] = words[0] === 'blob' ? words : ['blob', words[0]];
  if (type !== 'blob' || id === undefined) return null;
  return { path: line.slice(tab + 1), id, merged: words[0] === 'blob' || words[1] === '0' };
}

function contentsOf(cwd: string, blobs: readonly Blob[]): { readonly all: readonly Buffer[] } | NoAnswer {
  if (blobs.length === 0) return { all: [] };
  const read = git(cwd, ['cat-file', '--batch'], blobs.map(({ id }) => `${id}\n`).join(''));
  if (typeof read === 'string') return { reason: `git cannot read its objects: ${read}`, hint: 'git fsck says more' };
  const all: Buffer[] = [];
  for (let at = 0; at < read.length; ) {
    const end = read.indexOf(0x0a, at);
    const size = Number(read.toString('utf8', at, end).split(' ')[2]);
    if (!Number.isInteger(size)) {
      return { reason: 'a file of the revision is not in this clone', hint: 'git fetch --refetch brings it' };
    }
    all.push(read.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return { all };
}
