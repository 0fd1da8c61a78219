import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { minimatch } from 'minimatch';
import { byText } from '../base/sort.ts';
import { SourceText } from '../document/source-text.ts';
import { GitIgnore, repositoryRoot } from './git-ignore.ts';
import { explain, readText, type Unreadable } from './read-text.ts';
import { readStdin } from './stdin.ts';
import { walk } from './walk.ts';

/** The inputs of a run. */
export interface Inputs {
  /** Sorted by path, each file once. */
  readonly texts: readonly SourceText[];
  readonly unreadable: readonly Unreadable[];
  /** True iff the words name the file that is read apart. */
  readonly named: boolean;
}

export interface Reading {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** The file that is no input, as the config: its path relative to the folder. */
  readonly apart?: string | null;
}

const manifest = /\.(ya?ml|json)(\.(template|tmpl|tpl))?$/i;

/** True iff a walk reads the file: by its name, and by those of the folders above it. */
export function isManifest(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return manifest.test(path) && !folders.some((name) => name === 'node_modules' || /^\.[^.]/.test(name));
}

/** Reads files, folders, globs that the shell left as they are, and `-` for standard input. A file that is named is read whatever its name. */
export async function readInputs(words: readonly string[], { cwd, stdin, apart = null }: Reading): Promise<Inputs> {
  const own = apart === null ? undefined : realPath(resolve(cwd, apart));
  const found = new Set<string>();
  const unreadable = new Map<string, Unreadable>();
  const texts: SourceText[] = [];
  const ignored = new GitIgnore();
  const shown = (file: string) => shownPath(cwd, file);
  const miss = (path: string, reason: string) => unreadable.set(path, { path, reason });

  for (const word of new Set(words)) {
    const file = resolve(cwd, word);
    if (word === '') miss('', 'the path is empty');
    else if (word === '-') {
      const text = await readStdin(stdin);
      if (text instanceof SourceText) texts.push(text);
      else miss(text.path, text.reason);
    } else if (existsSync(file)) {
      if (!statSync(file).isDirectory()) found.add(file);
      else {
        walk(file, ignored.excludesFolder(file) ? new GitIgnore(file) : ignored, {
          file: (path) => manifest.test(path) && found.add(path),
          unreadable: (path, reason) => miss(shown(path), reason),
        });
      }
    } else if (/[*?[\]{}]/.test(word)) {
      const [start, glob] = cut(cwd, word);
      let matches = 0;
      walk(start, ignored, {
        file: (path) => {
          if (!minimatch(relative(start, path).split(sep).join('/'), glob)) return;
          matches++;
          found.add(path);
        },
        unreadable: (path, reason) => miss(shown(path), reason),
      });
      if (matches === 0) miss(word, 'the pattern matches no file');
    } else miss(word, missing(file));
  }

  const read = new Set<string>();
  for (const file of [...found].sort(byText)) {
    const real = realPath(file);
    if (read.has(real)) continue;
    read.add(real);
    if (real === own) continue;
    const text = readText(file, shown(file));
    if (text instanceof SourceText) texts.push(text);
    else miss(text.path, text.reason);
  }
  return {
    texts: texts.sort((left, right) => byText(left.path, right.path)),
    unreadable: [...unreadable.values()].sort((left, right) => byText(left.path, right.path)),
    named: own !== undefined && words.some((word) => realPath(resolve(cwd, word)) === own),
  };
}

/** The `routeproof.yaml` of the folder or of the nearest one above it, up to the root of the repository. */
export function findConfig(cwd: string): string | null {
  const root = repositoryRoot(cwd);
  for (let at = cwd; ; at = dirname(at)) {
    const file = join(at, 'routeproof.yaml');
    if (existsSync(file)) return shownPath(cwd, file);
    if (at === (root ?? cwd) || dirname(at) === at) return null;
  }
}

/** The text of the config that is named, relative to the folder. */
export function readConfig(path: string, cwd: string): SourceText | Unreadable {
  const file = resolve(cwd, path);
  return readText(file, shownPath(cwd, file));
}

/** Relative to the folder, with `/`. A file of the name `-` is told from standard input. */
function shownPath(cwd: string, file: string): string {
  const path = relative(cwd, file).split(sep).join('/') || '.';
  return path === '-' ? './-' : path;
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function missing(file: string): string {
  try {
    statSync(file);
    return 'it cannot be read';
  } catch (error) {
    return explain(error);
  }
}

/** The folder that every match of the glob lies in, and the glob from there: a folder's own name may look like one. */
function cut(cwd: string, word: string): readonly [string, string] {
  const steps = word.split(sep === '/' ? '/' : /[/\\]/);
  const first = steps.findIndex((step) => /[*?[\]{}]/.test(step));
  const start = steps.slice(0, first).join('/');
  return [start === '' && first > 0 ? resolve('/') : resolve(cwd, start), steps.slice(first).join('/')];
}
