import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** Files that are read again whenever they hold something else. */
export interface FollowedFiles {
  /** Looks at once; resolves when what changed has been told. */
  look(): Promise<void>;
  /** From then on nothing is told, not even by a look that is under way. */
  stop(): void;
}

/** Milliseconds in which whoever writes several files is done with them. */
const settling = 100;

/**
 * Reads files, and reads them again whenever they hold something else. They are looked at every so often, and when their
 * folders tell of a change: a watch of the files themselves hears only once of the symbolic link that kubelet swaps above
 * them, and no watch hears everything. Rejects where their first content cannot be read or used.
 */
export async function followFiles(
  paths: readonly string[],
  every: number,
  use: (contents: readonly Buffer[]) => void | Promise<void>,
  onError: (error: Error) => void,
): Promise<FollowedFiles> {
  let known: readonly Buffer[] = [];
  let told = '';
  let isStopped = false;
  const read = async () => {
    const contents = await Promise.all(paths.map((path) => readFile(path))).catch((error) => {
      // What comes back is news, even if it is as it was.
      known = [];
      throw error;
    });
    if (isStopped) return;
    if (contents.length === known.length && contents.every((content, i) => known[i]?.equals(content) === true)) return;
    known = contents;
    await use(contents);
    told = '';
  };
  await read();

  const readAgain = async () => {
    try {
      await read();
    } catch (error) {
      if (isStopped) return;
      const why = error instanceof Error ? error : new Error(String(error));
      // A file that stays away is one thing to say, not one for each look.
      if (why.message !== told) onError(why);
      told = why.message;
    }
  };
  let last = Promise.resolve();
  const look = () => {
    last = last.then(readAgain);
    return last;
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  const watchers = watchFolders(paths, () => void look());
  return {
    look,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
      watchers.stop();
    },
  };
}

/** Kubelet keeps the files of a volume in a folder that this link names. */
const swapped = '..data';

/** `onChange` comes once for changes that follow each other closely. A folder that cannot be watched is left to the clock. */
function watchFolders(paths: readonly string[], onChange: () => void): { stop(): void } {
  const names = new Set([swapped, ...paths.map((path) => basename(path))]);
  let soon: NodeJS.Timeout | undefined;
  const hear = (_: string, name: string | null) => {
    if (name !== null && !names.has(name)) return;
    clearTimeout(soon);
    soon = setTimeout(onChange, settling);
    soon.unref();
  };
  const watchers = [...new Set(paths.map((path) => dirname(path)))].flatMap((folder): readonly FSWatcher[] => {
    try {
      const watcher = watch(folder, { persistent: false }, hear);
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return {
    stop: () => {
      clearTimeout(soon);
      for (const watcher of watchers) watcher.close();
    },
  };
}
