import { type Automaton, classesOf, Exceeded } from './automaton.ts';
import { bytes } from './byte-ranges.ts';
import { toText } from './bytes.ts';
import { behind, type Context, cost, type Kind, marked, mayEnd, never } from './universe.ts';

/** A text that is in some of the sets, and in which. */
export interface Visit {
  readonly text: string;
  readonly in: readonly boolean[];
}

const mostPlaces = 20_000;
/** Of all automata together. */
const mostStates = 4_000_000;

/** Where all automata have come to on one text. */
interface Place {
  readonly states: readonly number[];
  readonly context: Context;
  readonly last: number;
  readonly from: Place | null;
  readonly cost: number;
}

/**
 * Goes through all automata at once over the texts that a request can carry, the most readable first, and gives for each
 * combination of sets that some text is in the most readable such text. With `needed`, texts that these sets lack are left out.
 */
export function walk(automata: readonly Automaton[], kind: Kind, needed: readonly number[]): readonly Visit[] {
  const { classOf, samples } = classesOf([...marks, ...automata.map((one) => one.classOf)]);
  const letters = cheapest(kind, classOf, samples.length);
  const found = new Map<string, Visit>();
  const seen = new Set<string>();
  const queue = new Queue();
  queue.push({ states: automata.map(({ size }) => (size === 0 ? -1 : 0)), context: 0, last: -1, from: null, cost: 0 });
  let states = 0;
  let nothing: Visit | null = null as Visit | null;
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    const { states: at, context, last } = place;
    const key = `${context}${isBlank(last) ? 's' : ''} ${at.join()}`;
    if (seen.has(key)) continue;
    if (seen.size >= mostPlaces) throw new Exceeded(`more than ${mostPlaces} places`);
    seen.add(key);
    if (mayEnd(kind, context, last)) {
      const visited = automata.map(({ accepts }, i) => (at[i] ?? -1) >= 0 && accepts[at[i] ?? 0] === 1);
      const which = visited.map(Number).join('');
      if (needed.every((i) => visited[i])) {
        if (place.from === null) nothing = { text: '', in: visited };
        else if (!found.has(which)) found.set(which, { text: textOf(place), in: visited });
      }
    }
    for (const byte of letters[context]) {
      const to = automata.map(({ next, classes, classOf: own }, i) => {
        const state = at[i] ?? -1;
        return state < 0 ? -1 : (next[state * classes + (own[byte] ?? 0)] ?? -1);
      });
      if (needed.some((i) => to[i] === -1)) continue;
      states += automata.length;
      if (states > mostStates) throw new Exceeded(`more than ${mostStates} states`);
      queue.push({
        states: to,
        context: behind(byte),
        last: byte,
        from: place,
        cost: place.cost + cost(kind, context, byte),
      });
    }
  }
  // Most clients leave out a header that is empty, so the empty text comes last.
  const isNew = nothing !== null && !found.has(nothing.in.map(Number).join(''));
  return [...found.values(), ...(isNew && nothing !== null ? [nothing] : [])];
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09;

const marks = marked.map(bytes);

/** For each context the most readable byte of each class, the most readable class first. */
function cheapest(kind: Kind, classOf: Uint8Array, classes: number): Readonly<Record<Context, readonly number[]>> {
  const of = (context: Context): readonly number[] => {
    const best = Array.from({ length: classes }, () => -1);
    for (let byte = 0; byte < 256; byte++) {
      const own = classOf[byte] ?? 0;
      const known = best[own] ?? -1;
      const here = cost(kind, context, byte);
      if (here < never && (known === -1 || here < cost(kind, context, known))) best[own] = byte;
    }
    return best
      .filter((byte) => byte !== -1)
      .sort((left, right) => cost(kind, context, left) - cost(kind, context, right) || left - right);
  };
  return { 0: of(0), 1: of(1), 2: of(2) };
}

function textOf(place: Place): string {
  const reversed: number[] = [];
  for (let at: Place | null = place; at !== null && at.last !== -1; at = at.from) reversed.push(at.last);
  return toText(Uint8Array.from(reversed.reverse()));
}

/** The cheapest place first, the oldest of those. */
class Queue {
  private readonly heap: { readonly place: Place; readonly order: number }[] = [];
  private count = 0;

  push(place: Place): void {
    const item = { place, order: this.count++ };
    let at = this.heap.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.heap[above] as (typeof this.heap)[number];
      if (isBefore(parent, item)) break;
      this.heap[at] = parent;
      at = above;
    }
    this.heap[at] = item;
  }

  pop(): Place | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first === undefined || last === undefined || this.heap.length === 0) return first?.place;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.heap.length) break;
      const right = this.heap[below + 1];
      if (right !== undefined && isBefore(right, this.heap[below] as typeof last)) below++;
      const child = this.heap[below] as typeof last;
      if (isBefore(last, child)) break;
      this.heap[at] = child;
      at = below;
    }
    this.heap[at] = last;
    return first.place;
  }
}

const isBefore = (left: { place: Place; order: number }, right: { place: Place; order: number }): boolean =>
  left.place.cost < right.place.cost || (left.place.cost === right.place.cost && left.order < right.order);
