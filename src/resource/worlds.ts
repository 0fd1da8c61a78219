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
  /** The namespace that a kustomization gives to the objects of a document, by its id. */
  readonly moved: ReadonlyMap<string, string>;
  /** True iff the path, of something that is no document, belongs here. */
  covers(path: string): boolean;
  /** True iff objects belong here that are in no file. */
  readonly lacks: boolean;
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
    worlds.push({
      ...part(name, members, 'the config declares it'),
      covers: (path) => paths.some((glob) => covers(glob, path) || minimatch(path, glob, { dot: true, partial: true })),
    });
    if (members.length === 0) notes.push(`the world ${code(name)} of the config has no file`);
  }
  const free = kustomizations.filter(({ file }) => !taken.has(file));
  for (const root of roots(free)) {
    const reached = closure(root, free);
    const members = whole.filter(({ path }) => reached.files.has(path));
    for (const { path } of members) taken.add(path);
    const read = new Set(files.map(({ path }) => path));
    const absent = [...reached.files.keys()].filter((path) => !read.has(path)).sort(byText);
    worlds.push({
      ...part(root.folder, members, `${root.file} takes them`),
      moved: new Map(
        members.flatMap(({ path, documents }) => {
          const namespace = reached.files.get(path) ?? null;
          return namespace === null ? [] : documents.map(({ id }) => [id, namespace] as const);
        }),
      ),
      covers: (path) => [...reached.files.keys()].some((file) => file === path || file.startsWith(`${path}/`)),
      lacks: reached.reachesOut || absent.length > 0,
    });
    if (absent.length > 0) notes.push(`${root.file} takes ${list(absent.map(code))}, which was not among the input`);
    if (reached.changes.length > 0) {
      notes.push(
        `${root.file} was not built, so ${list(reached.changes)} in it had no effect: build it first, as in \`kustomize build ${root.folder} | routeproof -\``,
      );
    }
  }
  const rest = whole.filter(({ path }) => !taken.has(path));
  if (rest.length > 0 || worlds.length === 0) {
    const others = [...worlds];
    worlds.push({
      ...part('', rest, worlds.length === 0 ? 'all files are one world' : 'nothing else names them'),
      covers: (path) => !others.some((world) => world.covers(path)),
    });
  }
  if (worlds.length > 1) notes.unshift(`the files are ${worlds.length} worlds: ${list(worlds.map(described))}`);
  return { worlds, skipped, notes };
}

function part(name: string, members: readonly ReadFile[], why: string): Omit<Part, 'covers'> {
  return { name, documents: members.flatMap(({ documents }) => documents), moved: new Map(), lacks: false, why };
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
  const covered = new Set(found.flatMap((root) => [...closure(root, kustomizations).files.keys()]));
  for (const one of sorted) {
    if (covered.has(one.file)) continue;
    found.push(one);
    for (const file of closure(one, kustomizations).files.keys()) covered.add(file);
  }
  return found.sort((left, right) => byText(left.file, right.file));
}

/** What a kustomization and all that it takes come to. */
interface Closure {
  /** By path: the namespace that the objects in the file are given; null where they keep theirs. */
  readonly files: ReadonlyMap<string, string | null>;
  /** What any of them does to objects that reading the files does not show. */
  readonly changes: readonly string[];
  readonly reachesOut: boolean;
}

/**
 * The one that takes changes objects after the one that it takes did, so its namespace wins.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace
 */
function closure(root: Kustomization, kustomizations: readonly Kustomization[]): Closure {
  const byPlace = new Map(kustomizations.flatMap((one) => [[one.folder, one] as const, [one.file, one] as const]));
  const files = new Map<string, string | null>();
  const changes = new Set<string>();
  let reachesOut = false;
  const open = [{ one: root, outer: null as string | null }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { one, outer } = next;
    if (files.has(one.file)) continue;
    const namespace = outer ?? one.namespace;
    files.set(one.file, namespace);
    reachesOut ||= one.reachesOut;
    for (const change of one.changes) changes.add(change);
    for (const path of one.takes) {
      const nested = byPlace.get(path);
      if (nested !== undefined) open.push({ one: nested, outer: namespace });
      else if (!files.has(path)) files.set(path, namespace);
    }
  }
  return { files, changes: [...changes].sort(byText), reachesOut };
}
