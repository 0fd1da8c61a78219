import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { command, type Outcome, type Surroundings } from '../support/command.ts';

/** An empty folder for each test, and the command run in it. */
export interface Folder {
  readonly path: string;
  put(path: string, content: string | Uint8Array): void;
  run(words: readonly string[], surroundings?: Partial<Surroundings>): Promise<Outcome>;
}

export function folder(name = 'routeproof-'): Folder {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), name));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    put: (file, content) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), content);
    },
    run: (words, surroundings) => command(words, { cwd: path, ...surroundings }),
  };
}

/** A manifest with one error, on its line 7. */
export const misspelt = `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata:
  name: cart
  namespace: shop
spec:
  listenrs:
    - portMapping: { port: 8080, protocol: http }
`;

/** A manifest without findings. */
export const clean = misspelt.replace('listenrs', 'listeners');

/** What `oneline` printed, as `file:line rule`. */
export function told({ stdout }: Outcome): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(.*?:\d+):\d+: \w+: .* \[([\w-]+)\]$/, '$1 $2'));
}
