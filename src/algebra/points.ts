import type { Leaf } from './leaf.ts';
import { type Kind, sendable, usual } from './universe.ts';

/** Whether a request can carry the text to where it is matched. */
export type Arrives = (text: string) => boolean;

/**
 * Readable texts that stand for all: any text that arrives is in the same of the leaves as one of them. Null
 * iff only automata can tell.
 */
export function points(leaves: readonly Leaf[], kind: Kind, arrives: Arrives): readonly string[] | null {
  const read = leaves.filter(({ is }) => is !== 'unknown');
  if (kind === 'scheme') return ['http', 'https'];
  const exact = read.flatMap((leaf) => (isExact(leaf) ? [leaf.text] : []));
  const rest = read.filter((leaf) => !isExact(leaf));
  if (kind === 'port') return rest.length === 0 ? someFree(exact) : ports();
  const open = rest.every(isCone) ? cones(exact, rest.flatMap(coneOf), kind, arrives) : null;
  const found = open ?? (rest.every(isLabels) ? suffixes(exact, rest.filter(isLabels), kind) : null);
  if (found === null) return null;
  return [...new Set([...(usual[kind] ?? []), ...found])].filter(arrives);
}

const isExact = (leaf: Leaf): leaf is Leaf & { readonly is: 'exact' } => leaf.is === 'exact' && !isFolded(leaf);
const isCone = (leaf: Leaf): boolean => (leaf.is === 'prefix' && !isFolded(leaf)) || leaf.is === 'segment-prefix';
const isLabels = (leaf: Leaf): leaf is Extract<Leaf, { is: 'labels' }> => leaf.is === 'labels';
const isFolded = (leaf: Leaf): boolean => 'fold' in leaf && leaf.fold === true && /[A-Za-z]/.test(leaf.text);

/** The texts that a leaf has and all that begins with each: a segment has one of its own, and what is below. */
function coneOf(leaf: Leaf): readonly string[] {
  if (leaf.is === 'segment-prefix') return [leaf.text, `${leaf.text}/`];
  return leaf.is === 'prefix' ? [leaf.text] : [];
}

/** Any two sets of texts with a common beginning are nested or apart, so each asks for one text beside those inside it. */
function cones(
  exact: readonly string[],
  prefixes: readonly string[],
  kind: Kind,
  arrives: Arrives,
): readonly string[] | null {
  const root = kind === 'path' ? '/' : '';
  const inside = [...new Set([...exact, ...prefixes])].sort();
  const found: string[] = [];
  for (const start of new Set([root, ...prefixes])) {
    if (!start.startsWith(root) || !arrives(`${start}x`)) continue;
    const beside = fillers(kind, start).find(
      (filler) => isFree(start + filler, start, inside) && arrives(start + filler),
    );
    if (beside === undefined) return null;
    // Most clients leave out a header that is empty.
    found.push(...(start === '' ? [beside, start] : [start, start + beside]));
  }
  return [...found, ...exact];
}

/** True iff nothing that begins with `start`, and is longer, begins the text. */
function isFree(text: string, start: string, sorted: readonly string[]): boolean {
  for (let length = start.length + 1; length <= text.length; length++) {
    if (isIn(sorted, text.slice(0, length))) return false;
  }
  return true;
}

function isIn(sorted: readonly string[], text: string): boolean {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === text;
}

const words: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  host: ['a', 'b', 'a.b', 'x.y', 'example', 'other', '1', '-'],
  // Not QUERY, which Envoy 1.40 refuses without a content-type.
  method: ['PURGE', 'LOCK', 'X', 'A'],
};
const plain = ['1', '2', 'other', 'x', 'y', 'z', 'a', 'X'];
const below = ['x', 'y', '1', 'a', 'z', 'x/y', '-'];
const behind = ['/x', '1', 'x', '/', '/y', '/1', 'a', 'z', '.', '-'];
const letters = [...'bcdefghijklmnopqrstuvw0123456789_~-ABCDEFGHIJKLMNOPQRSTUVWXYZ.!$*+'];
const numbered = Array.from({ length: 30 }, (_, i) => `x${i + 2}`);

/** What can stand behind a text, the most readable first. */
function fillers(kind: Kind, start: string): readonly string[] {
  const first = kind === 'path' ? (start.endsWith('/') ? below : behind) : (words[kind] ?? plain);
  return [
    ...first,
    ...letters,
    ...(kind === 'path' && !start.endsWith('/') ? numbered.map((one) => `/${one}`) : numbered),
  ];
}

const ports = (): readonly string[] => Array.from({ length: 65536 }, (_, port) => String(port));

/** The texts, and a port that is none of them. */
function someFree(exact: readonly string[]): readonly string[] {
  const taken = new Set([...exact, ...(usual.port ?? [])]);
  let free = 81;
  while (free < 65536 && taken.has(String(free))) free++;
  const found = [...taken, ...(free < 65536 ? [String(free)] : [])];
  return [...new Set([...(usual.port ?? []), ...found])].filter((text) => sendable('port', text));
}

/** As cones, read from the end; how many labels stand before a suffix counts as far as any of them says. */
function suffixes(
  exact: readonly string[],
  of: readonly Extract<Leaf, { is: 'labels' }>[],
  kind: Kind,
): readonly string[] | null {
  if (kind !== 'host' && kind !== 'sni') return null;
  const deepest = Math.max(0, ...of.map(({ most }) => most ?? 0));
  if (deepest > 8) return null;
  const known = new Set(exact);
  const ends = [...new Set(of.map(({ suffix }) => `.${suffix}`))];
  const found: string[] = [];
  for (const end of ['', ...ends]) {
    for (let labels = 1; labels <= deepest + 1; labels++) {
      const beside = ['a', 'b', 'x', 'y', 'z', 'example', 'other', 'w1', 'w2', 'w3'].find((label) => {
        const text = `${`${label}.`.repeat(labels - 1)}${label}${end}`;
        return !known.has(text) && !ends.some((longer) => longer.length > end.length && text.endsWith(longer));
      });
      if (beside === undefined) return null;
      found.push(`${`${beside}.`.repeat(labels - 1)}${beside}${end}`);
    }
    if (end !== '') found.push(end);
  }
  return [...found, ...exact];
}
