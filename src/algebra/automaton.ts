import { assertNever } from '../base/assert-never.ts';
import { bytes, inverted } from './byte-ranges.ts';
import type { Edge, Expression } from './expression.ts';

/** A deterministic automaton over bytes without states that lead nowhere; state 0 is the first one. */
export interface Automaton {
  readonly size: number;
  /** The class of each byte: bytes of one class are never told apart. */
  readonly classOf: Uint8Array;
  readonly classes: number;
  /** By state and class; -1: no text that goes on matches. */
  readonly next: Int32Array;
  readonly accepts: Uint8Array;
}

/** A count that was exceeded; `cap` says which. */
export class Exceeded extends Error {
  readonly cap: string;
  constructor(cap: string) {
    super(cap);
    this.cap = cap;
  }
}

const mostSteps = 20_000;
const mostStates = 5_000;

type Step =
  | { readonly is: 'byte'; readonly has: Uint8Array; readonly to: number }
  | { readonly is: 'edge'; readonly at: Edge; readonly to: number }
  | { readonly is: 'fork'; readonly to: readonly number[] }
  | { readonly is: 'match' };

/** A small automaton that accepts what the expression matches. */
export function automaton(of: Expression): Automaton {
  const whole = determined(steps(of));
  return renumbered(whole, merged(whole, living(whole)));
}

/** The expression as steps, read backwards so that each knows where it leads. */
function steps(of: Expression): { readonly steps: readonly Step[]; readonly first: number } {
  const all: Step[] = [{ is: 'match' }];
  const add = (step: Step): number => {
    if (all.length >= mostSteps) throw new Exceeded(`more than ${mostSteps} steps`);
    return all.push(step) - 1;
  };
  const sets = new Map<readonly number[], Uint8Array>();
  const build = (one: Expression, to: number): number => {
    switch (one.is) {
      case 'byte': {
        const has = sets.get(one.of) ?? bytes(one.of);
        sets.set(one.of, has);
        return add({ is: 'byte', has, to });
      }
      case 'edge':
        return add({ is: 'edge', at: one.at, to });
      case 'capture':
        return build(one.of, to);
      case 'sequence':
        return one.of.reduceRight((next, part) => build(part, next), to);
      case 'choice':
        return add({ is: 'fork', to: one.of.map((part) => build(part, to)) });
      case 'repeat':
        return repeated(one, to);
      default:
        return assertNever(one);
    }
  };
  const repeated = ({ of: part, least, most }: Extract<Expression, { is: 'repeat' }>, to: number): number => {
    let next = to;
    if (most === null) {
      const loop = add({ is: 'fork', to: [] });
      all[loop] = { is: 'fork', to: [build(part, loop), to] };
      next = loop;
    } else for (let i = least; i < most; i++) next = add({ is: 'fork', to: [build(part, next), to] });
    for (let i = 0; i < least; i++) next = build(part, next);
    return next;
  };
  return { first: build(of, 0), steps: all };
}

/** What stood before: nothing, a line feed, a letter of a word, another byte. */
type Before = 0 | 1 | 2 | 3;
const wordBytes = bytes([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a]);
const sideOf = (byte: number): Before => (byte === 10 ? 1 : wordBytes[byte] === 1 ? 2 : 3);

function determined({ steps: all, first }: ReturnType<typeof steps>): Automaton {
  const hasEdges = all.some(({ is }) => is === 'edge');
  const sets = new Set<Uint8Array>();
  for (const step of all) if (step.is === 'byte') sets.add(step.has);
  if (hasEdges) for (const of of [[10, 10], inverted(wordRanges)]) sets.add(bytes(of));
  const { classOf, samples } = classesOf([...sets]);

  const numbers = new Map<string, number>();
  const states: { readonly at: readonly number[]; readonly before: Before }[] = [];
  const numberOf = (at: readonly number[], before: Before): number => {
    const key = `${before} ${at.join()}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = states.push({ at, before }) - 1;
      if (number >= mostStates) throw new Exceeded(`more than ${mostStates} states`);
      numbers.set(key, number);
    }
    return number;
  };
  const seen = new Uint32Array(all.length);
  let round = 0;
  /** The steps that wait for a byte, or for the end, once all edges between `before` and `after` are passed. */
  const reached = (from: readonly number[], before: Before, after: Before): readonly number[] => {
    round++;
    const found: number[] = [];
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen[at] === round) continue;
      seen[at] = round;
      const step = all[at] as Step;
      if (step.is === 'fork') open.push(...step.to);
      else if (step.is !== 'edge') found.push(at);
      else if (holds(step.at, before, after)) open.push(step.to);
    }
    return found;
  };

  numberOf([first], 0);
  const next: number[] = [];
  const accepts: number[] = [];
  for (const { at, before } of states) {
    accepts.push(reached(at, before, 0).includes(0) ? 1 : 0);
    const plain = hasEdges ? null : reached(at, 3, 3);
    for (const byte of samples) {
      const after = hasEdges ? sideOf(byte) : 3;
      const to = new Set<number>();
      for (const place of plain ?? reached(at, before, after)) {
        const step = all[place] as Step;
        if (step.is === 'byte' && step.has[byte] === 1) to.add(step.to);
      }
      next.push(
        to.size === 0
          ? -1
          : numberOf(
              [...to].sort((left, right) => left - right),
              after,
            ),
      );
    }
  }
  return {
    size: states.length,
    classOf,
    classes: samples.length,
    next: Int32Array.from(next),
    accepts: Uint8Array.from(accepts),
  };
}
const wordRanges = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];

function holds(edge: Edge, before: Before, after: Before): boolean {
  switch (edge) {
    case 'text begins':
      return before === 0;
    case 'text ends':
      return after === 0;
    case 'line begins':
      return before <= 1;
    case 'line ends':
      return after <= 1;
    case 'word boundary':
      return (before === 2) !== (after === 2);
    case 'no word boundary':
      return (before === 2) === (after === 2);
    default:
      return assertNever(edge);
  }
}

/** Bytes to which every one of the maps gives the same value are one class. */
export function classesOf(maps: readonly Uint8Array[]): { readonly classOf: Uint8Array; readonly samples: number[] } {
  let classOf = new Uint8Array(256);
  let samples = [0];
  for (const map of maps) {
    const refined = new Uint8Array(256);
    const numbers = new Map<number, number>();
    samples = [];
    for (let byte = 0; byte < 256; byte++) {
      const key = (classOf[byte] ?? 0) * 256 + (map[byte] ?? 0);
      let number = numbers.get(key);
      if (number === undefined) {
        number = samples.push(byte) - 1;
        numbers.set(key, number);
      }
      refined[byte] = number;
    }
    classOf = refined;
  }
  return { classOf, samples };
}

/** 1 for the states from which some text matches. */
function living({ size, classes, next, accepts }: Automaton): Uint8Array {
  const before: number[][] = Array.from({ length: size }, () => []);
  for (let at = 0; at < next.length; at++) {
    const to = next[at] ?? -1;
    if (to >= 0) before[to]?.push(Math.floor(at / classes));
  }
  const lives = Uint8Array.from(accepts);
  const open = [...lives.keys()].filter((state) => lives[state] === 1);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const from of before[state] ?? []) {
      if (lives[from] === 1) continue;
      lives[from] = 1;
      open.push(from);
    }
  }
  return lives;
}

const mostRounds = 32;

/**
 * A group for each state, the last one for those that lead nowhere. States that accept alike and lead to the same groups
 * become one; then those that led to them. It stops early rather than seek the least automaton, which takes long for long
 * texts and gains little.
 */
function merged({ size, classes, next, accepts }: Automaton, lives: Uint8Array): Int32Array {
  const dead = size;
  const groups = Int32Array.from({ length: size + 1 }, (_, state) => (lives[state] === 1 ? state : dead));
  const groupOf = (state: number): number => (state === -1 ? dead : (groups[state] ?? dead));
  for (let round = 0, changed = true; changed && round < mostRounds; round++) {
    changed = false;
    const first = new Map<string, number>();
    for (let state = 0; state < size; state++) {
      if (groups[state] !== state) continue;
      const row = next.subarray(state * classes, (state + 1) * classes);
      const key = `${accepts[state]},${Array.from(row, groupOf)}`;
      const same = first.get(key);
      if (same === undefined) first.set(key, state);
      else changed = true;
      groups[state] = same ?? state;
    }
    for (let state = 0; state < size; state++) groups[state] = groupOf(groups[state] ?? dead);
  }
  return groups;
}

function renumbered({ size, classOf, classes, next, accepts }: Automaton, groups: Int32Array): Automaton {
  const dead = groups[size];
  const numbers = new Map<number, number>();
  const states: number[] = [];
  const numberOf = (state: number): number => {
    const group = groups[state] ?? 0;
    if (state === -1 || group === dead) return -1;
    let number = numbers.get(group);
    if (number === undefined) {
      number = states.push(state) - 1;
      numbers.set(group, number);
    }
    return number;
  };
  numberOf(0);
  const rows: number[] = [];
  for (const state of states)
    for (let of = 0; of < classes; of++) rows.push(numberOf(next[state * classes + of] ?? -1));
  return {
    size: states.length,
    classOf,
    classes,
    next: Int32Array.from(rows),
    accepts: Uint8Array.from(states, (state) => accepts[state] ?? 0),
  };
}

/** Whether the automaton accepts the bytes. */
export function accepts({ size, classOf, classes, next, accepts: last }: Automaton, bytes: Uint8Array): boolean {
  let state = size === 0 ? -1 : 0;
  for (let i = 0; i < bytes.length && state >= 0; i++) {
    state = next[state * classes + (classOf[bytes[i] ?? 0] ?? 0)] ?? -1;
  }
  return state >= 0 && last[state] === 1;
}
