import type { Door, DoorPair } from './diff.ts';

/** A door with all by which its counterpart is found. */
export interface Gate extends Door {
  readonly world: string;
  /** Worlds of one group stand for each other: those of one name on both sides, and all others together. */
  readonly group: string;
  /** By which it is called. */
  readonly name: string;
}

/** Entrances of one name in several worlds: nothing tells which of them belong together. */
export interface Conflict {
  readonly name: string;
  /** Worlds on either side. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Gates before and after a change that are still to be paired, and the pairs that were found. */
export class Matching {
  readonly before: Set<Gate>;
  readonly after: Set<Gate>;
  readonly pairs: { readonly before: Gate; readonly after: Gate }[] = [];
  readonly conflicts: Conflict[] = [];

  constructor(before: readonly Gate[], after: readonly Gate[]) {
    this.before = new Set(before);
    this.after = new Set(after);
  }

  pair(before: Gate, after: Gate): void {
    this.pairs.push({ before, after });
    this.before.delete(before);
    this.after.delete(after);
  }

  /** Pairs gates of one group that alone on either side have the key. */
  meetBy(key: (gate: Gate) => string | null): void {
    const others = filed(this.after, key);
    for (const [wanted, ones] of filed(this.before, key)) {
      const [[one, ...more], [other, ...rest]] = [ones, others.get(wanted) ?? []];
      if (one !== undefined && other !== undefined && more.length + rest.length === 0) this.pair(one, other);
    }
  }

  /** Takes out what has one name on both sides, in several worlds. */
  settleConflicts(): void {
    const others = filed(this.after, nameOf);
    for (const [wanted, ones] of filed(this.before, nameOf)) {
      const rest = others.get(wanted) ?? [];
      const [before, after] = [worldsOf(ones), worldsOf(rest)];
      const [first] = ones;
      if (first === undefined || rest.length === 0 || before.length + after.length === 2) continue;
      this.conflicts.push({ name: first.name, before, after });
      for (const one of ones) this.before.delete(one);
      for (const one of rest) this.after.delete(one);
    }
  }

  /** The pairs, and what is left with nothing on the other side. */
  all(): readonly DoorPair[] {
    return [
      ...this.pairs,
      ...[...this.before].map((door) => ({ before: door, after: null })),
      ...[...this.after].map((door) => ({ before: null, after: door })),
    ];
  }
}

const nameOf = ({ name }: Gate): string => name;

const worldsOf = (gates: readonly Gate[]): readonly string[] => [...new Set(gates.map(({ world }) => world))];

function filed(gates: Iterable<Gate>, key: (gate: Gate) => string | null): ReadonlyMap<string, readonly Gate[]> {
  const found = new Map<string, Gate[]>();
  for (const gate of gates) {
    const own = key(gate);
    if (own === null) continue;
    const filedAs = JSON.stringify([gate.group, own]);
    const known = found.get(filedAs);
    if (known === undefined) found.set(filedAs, [gate]);
    else known.push(gate);
  }
  return found;
}
