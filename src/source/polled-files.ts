import { readFile } from 'node:fs/promises';

/** Files that are looked at again and again. */
export interface PolledFiles {
  /** Looks at once; resolves when what changed has been told. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Tells when the files hold something else than before; `onChange` gets all of them. They are read whole each time: kubelet
 * swaps a symbolic link above them, of which a watch of a file hears only once, and the time of a file may go back.
 */
export function pollFiles(
  paths: readonly string[],
  every: number,
  onChange: (contents: readonly Buffer[]) => void | Promise<void>,
  onError: (error: Error) => void,
): PolledFiles {
  let known: readonly Buffer[] = [];
  let running: Promise<void> | null = null;
  const read = async () => {
    try {
      const contents = await Promise.all(paths.map((path) => readFile(path)));
      if (contents.length === known.length && contents.every((content, i) => known[i]?.equals(content) === true))
        return;
      known = contents;
      await onChange(contents);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const look = (): Promise<void> => {
    running ??= read().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
