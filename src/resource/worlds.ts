import { minimatch } from 'minimatch';
import { byText } from '../base/sort.ts';
import { code, list, plural } from '../base/wording.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { type Kustomization, kustomizationIn } from './kustomization.ts';

/** A file and what was read from it. */
export interface ReadFile {
  readonly path: string;
  readonly documents: readonly KubeDocument[];
}

/** A world as the config declares it: the files that one of the globs matches, a folder with all that lies in it. */
export interface DeclaredWorld {
  readonly name: string;
  readonly paths: readonly string[];
}

/** What one cluster holds. */
export interface Part {
  /** The declared name, the folder of the kustomization, or the empty string for the files that nothing names. */
  readonly name: string;
  readonly documents: readonly KubeDocument[];
  /** Why these belong together, as a clause. */
  readonly why: string;
}

export interface Split {
  /** At least one. */
  readonly worlds: readonly Part[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Sentences for whoever wants to know how the files were split; none where they are simply one world. */
  readonly notes: readonly string[];
}

/**
 * Splits files into worlds: the declared ones, then each kustomization that no other one takes, then all that is left. A
 * file may be in several. Files that a kustomization names as patches, and that none takes as objects, are in none.
 */
export function splitWorlds(files: readonly ReadFile[], declared: readonly DeclaredWorld[] = []): Split {
  const kustomizations = files
    .map(({ path, documents }) => kustomizationIn(path, documents))
    .filter((found) => found !== undefined);
  const patchOf = patches(kustomizations);
  const whole = files.filter(({ path }) => !patchOf.has(path));
  const skipped = files.flatMap(({ path }) => {
    const owner = patchOf.get(path);
    return owner === undefined ? [] : [{ path, reason: `a patch of ${owner}: it changes objects and is none` }];
  });

  const worlds: Part[] = [];
  const taken = new Set<string>();
  const notes: string[] = [];
  for (const { name, paths } of declared) {
    const members = whole.filter(({ path }) => paths.some((glob) => covers(glob, path)));
    for (const { path } of members) taken.add(path);
    worlds.push(part(name, members, 'the config declares it'));
    if (members.length === 0) notes.push(`the world ${code(name)} of the config has no file`);
  }
  const free = kustomizations.filter(({ file }) => !taken.has(file));
  for (const root of roots(free)) {
    const reached = closure(root, free);
    const members = whole.filter(({ path }) => reached.files.has(path));
    for (const { path } of members) taken.add(path);
    worlds.push(part(root.folder, members, `${root.file} takes them`));
    if (reached.changes.length > 0) {
      notes.push(
        `${root.file} was not built, so ${list(reached.changes)} in it had no effect: build it first, as in \`kustomize build ${root.folder} | routeproof -\``,
      );
    }
  }
  const rest = whole.filter(({ path }) => !taken.has(path));
  if (rest.length > 0 || worlds.length === 0) {
    worlds.push(part('', rest, worlds.length === 0 ? 'all files are one world' : 'nothing else names them'));
  }
  if (worlds.length > 1) notes.unshift(`the files are ${worlds.length} worlds: ${list(worlds.map(described))}`);
  return { worlds, skipped, notes };
}

function part(name: string, members: readonly ReadFile[], why: string): Part {
  return { name, documents: members.flatMap(({ documents }) => documents), why };
}

function described({ name, documents, why }: Part): string {
  return `${name === '' ? 'the rest' : code(name)} (${plural(documents.length, 'document')}: ${why})`;
}

function covers(glob: string, path: string): boolean {
  const bare = glob.replace(/^\.\//, '').replace(/\/$/, '');
  return bare === '.' || minimatch(path, bare, { dot: true }) || minimatch(path, `${bare}/**`, { dot: true });
}

/** Files that are patches and nothing else, each with the first kustomization that says so. */
function patches(kustomizations: readonly Kustomization[]): ReadonlyMap<string, string> {
  const objects = new Set(kustomizations.flatMap(({ takes }) => takes));
  const patchOf = new Map<string, string>();
  for (const { file, patches: named } of kustomizations.toSorted((left, right) => byText(left.file, right.file))) {
    for (const path of named) if (!objects.has(path) && !patchOf.has(path)) patchOf.set(path, file);
  }
  return patchOf;
}

/** The kustomizations that no other one takes, by path; of a circle that nobody takes, the first. */
function roots(kustomizations: readonly Kustomization[]): readonly Kustomization[] {
  const sorted = kustomizations.toSorted((left, right) => byText(left.file, right.file));
  const used = (one: Kustomization) =>
    kustomizations.some(
      (other) => other !== one && (other.takes.includes(one.folder) || other.takes.includes(one.file)),
    );
  const found = sorted.filter((one) => !used(one));
  const covered = new Set(found.flatMap((root) => [...closure(root, kustomizations).files]));
  for (const one of sorted) {
    if (covered.has(one.file)) continue;
    found.push(one);
    for (const file of closure(one, kustomizations).files) covered.add(file);
  }
  return found.sort((left, right) => byText(left.file, right.file));
}

/** The files of a kustomization and of all that it takes, and what any of them does to objects. */
function closure(
  root: Kustomization,
  kustomizations: readonly Kustomization[],
): { readonly files: ReadonlySet<string>; readonly changes: readonly string[] } {
  const byPlace = new Map(kustomizations.flatMap((one) => [[one.folder, one] as const, [one.file, one] as const]));
  const files = new Set<string>();
  const changes = new Set<string>();
  const open = [root];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (files.has(one.file)) continue;
    files.add(one.file);
    for (const change of one.changes) changes.add(change);
    for (const path of one.takes) {
      const nested = byPlace.get(path);
      if (nested === undefined) files.add(path);
      else open.push(nested);
    }
  }
  return { files, changes: [...changes].sort(byText) };
}
