import type { Span } from './source-text.ts';

/** Keys and indexes from the root of a document. */
export type Path = readonly (string | number)[];

/** A place in a document, by its path: lines exist only after `locate`, and an object from a cluster has none. */
export interface SourceRef {
  /** Id of the {@link KubeDocument}. */
  readonly document: string;
  readonly path: Path;
  /** The key of the entry, or its value. */
  readonly part: 'key' | 'value';
}

/** RFC 6901: `['spec', 'a/b', 0]` is `/spec/a~1b/0`; the root is the empty string. */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** How a reader would write the path: `spec.routes[0].name`; keys with a dot in quotes. */
export function dotted(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}

/** True iff `outer` is `inner` or one of its ancestors. */
export function covers(outer: Path, inner: Path): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === inner[i]);
}

/** The key of the entry, where its value is a mapping that says less at its first line. */
export function keyOf(ref: SourceRef): SourceRef {
  return { ...ref, part: 'key' };
}

/** Where a finding may point: a place in a document, or a stretch of text that is no part of one (a comment, a file). */
export type Site = SourceRef | Span;

/** The path with list items by their `name`, so that an insertion before them changes nothing. */
export function stablePath(value: unknown, path: Path): string {
  let node = value;
  const steps: (string | number)[] = [];
  for (const step of path) {
    const next = typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined;
    const name = typeof next === 'object' && next !== null ? Reflect.get(next, 'name') : undefined;
    steps.push(typeof step === 'number' ? (typeof name === 'string' ? `[${name}]` : '[]') : step);
    node = next;
  }
  return pointer(steps);
}
