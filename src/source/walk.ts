import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from '../base/sort.ts';
import type { GitIgnore } from './git-ignore.ts';
import { explain } from './read-text.ts';

/** What a walk meets. */
export interface Met {
  file(path: string): void;
  unreadable(path: string, reason: string): void;
}

/** Every file below the folder, sorted, without dot folders, `node_modules` and what git ignores. Links are followed, each folder once. */
export function walk(folder: string, ignored: GitIgnore, met: Met, visited: Set<string> = new Set()): void {
  let entries: Dirent[];
  try {
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    met.unreadable(folder, explain(error));
    return;
  }
  for (const entry of entries.sort((left, right) => byText(left.name, right.name))) {
    const path = join(folder, entry.name);
    const kind = kindOf(entry, path);
    if (kind === 'folder') {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (!ignored.excludes(path, true)) walk(path, ignored, met, visited);
    } else if (kind === 'file' && !ignored.excludes(path, false)) met.file(path);
  }
}

function kindOf(entry: Dirent, path: string): 'folder' | 'file' | 'other' {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = statSync(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
  } catch {
    // A link that leads nowhere holds no manifest.
    return 'other';
  }
}
