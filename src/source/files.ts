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
}

export interface Reading {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
}

const manifest = /\.(ya?ml|json)(\.(template|tmpl|tpl))?$/i;

/** Reads files, folders, globs that the shell left as they are, and `-` for standard input. A file that is named is read whatever its name. */
export async function readInputs(words: readonly string[], { cwd, stdin }: Reading): Promise<Inputs> {
  const found = new Set<string>();
  const unreadable = new Map<string, Unreadable>();
  const texts: SourceText[] = [];
  const ignored = new GitIgnore();
  const shown = (file: string) => shownPath(cwd, file);
  const miss = (path: string, reason: string) => unreadable.set(path, { path, reason });

  for (const word of new Set(words)) {
    const file = resolve(cwd, word);
    if (word === '-') {
      const text = await readStdin(stdin);
      if (text instanceof SourceText) texts.push(text);
      else miss(text.path, text.reason);
    } else if (existsSync(file)) {
      if (!statSync(file).isDirectory()) found.add(file);
      else {
        walk(file, ignored, {
          file: (path) => manifest.test(path) && found.add(path),
          unreadable: (path, reason) => miss(shown(path), reason),
        });
      }
    } else if (/[*?[\]{}]/.test(word)) {
      const before = found.size;
      walk(literalStart(file), ignored, {
        file: (path) => minimatch(path.split(sep).join('/'), file.split(sep).join('/')) && found.add(path),
        unreadable: (path, reason) => miss(shown(path), reason),
      });
      if (found.size === before) miss(word, 'the pattern matches no file');
    } else miss(word, missing(file));
  }

  const read = new Set<string>();
  for (const file of [...found].sort(byText)) {
    const real = realPath(file);
    if (read.has(real)) continue;
    read.add(real);
    const text = readText(file, shown(file));
    if (text instanceof SourceText) texts.push(text);
    else miss(text.path, text.reason);
  }
  return {
    texts: texts.sort((left, right) => byText(left.path, right.path)),
    unreadable: [...unreadable.values()].sort((left, right) => byText(left.path, right.path)),
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
  return readText(resolve(cwd, path), path);
}

function shownPath(cwd: string, file: string): string {
  return relative(cwd, file).split(sep).join('/') || '.';
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
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

/** The folder that every match of the glob lies in. */
function literalStart(glob: string): string {
  const steps = glob.split(sep);
  const first = steps.findIndex((step) => /[*?[\]{}]/.test(step));
  return steps.slice(0, first).join(sep) || sep;
}
