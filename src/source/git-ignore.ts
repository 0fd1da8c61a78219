import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The nearest folder at or above that holds `.git`; null outside of a repository. */
export function repositoryRoot(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}

/** The `.gitignore` files from the root of the repository down. https://git-scm.com/docs/gitignore#_description */
export class GitIgnore {
  readonly #rules = new Map<string, Ignore | null>();
  readonly #roots = new Map<string, string | null>();
  readonly #top: string | null;

  /** `top`: files above this folder do not count, as for a folder that is named although git ignores it. */
  constructor(top: string | null = null) {
    this.#top = top;
  }

  /** True iff the last pattern that matches, in the nearest file that has one, excludes it. */
  excludes(path: string, isFolder: boolean): boolean {
    const root = this.#top ?? this.#rootOf(dirname(path));
    if (root === null) return false;
    for (let at = dirname(path); ; at = dirname(at)) {
      const rules = this.#rulesOf(at);
      if (rules !== null) {
        const { ignored, unignored } = rules.test(relative(at, path).split(sep).join('/') + (isFolder ? '/' : ''));
        if (ignored || unignored) return ignored;
      }
      if (at === root) return false;
    }
  }

  #rootOf(folder: string): string | null {
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    const root = repositoryRoot(folder);
    this.#roots.set(folder, root);
    return root;
  }

  #rulesOf(folder: string): Ignore | null {
    const known = this.#rules.get(folder);
    if (known !== undefined) return known;
    const file = join(folder, '.gitignore');
    let rules: Ignore | null = null;
    try {
      rules = ignore().add(readFileSync(file, 'utf8'));
    } catch {
      // Without a readable file there are no patterns.
    }
    this.#rules.set(folder, rules);
    return rules;
  }

  /** True iff the folder, or one that it lies in, is excluded. */
  excludesFolder(folder: string): boolean {
    const root = this.#rootOf(folder);
    for (let at = folder; root !== null && at !== root; at = dirname(at)) if (this.excludes(at, true)) return true;
    return false;
  }
}
