import { holds, matches } from '../../src/algebra/matches.ts';
import type { Overlap } from '../../src/algebra/overlap.ts';
import type { Pattern, RequestSet } from '../../src/algebra/pattern.ts';
import { type Request, request } from '../../src/algebra/request.ts';
import { envoy140, type Semantics } from '../../src/algebra/semantics.ts';
import type { Remainder, Taker } from '../../src/algebra/subtract.ts';
import { members, read, readings, readPattern } from './bounded.ts';
import { type BoundedKind, sendableTexts } from './bounded-texts.ts';

/** The functions on trial; a mutant replaces what they stand on. */
export interface Algebra {
  overlap(...sets: readonly RequestSet[]): Overlap;
  subtract<T>(from: readonly RequestSet[], takers: readonly Taker<T>[]): Remainder<T>;
}

export interface Tally {
  verdicts: number;
  undecided: number;
  disjoint: number;
  empty: number;
  shared: number;
  /** The first fault in words, for the message of the test. */
  wrong: string | null;
}

export const emptyTally = (): Tally => ({ verdicts: 0, undecided: 0, disjoint: 0, empty: 0, shared: 0, wrong: null });

/** Judges every pair and every remainder of the sets against all requests of the bounded universe. */
export function judge(
  { overlap, subtract }: Algebra,
  sets: readonly RequestSet[],
  tally: Tally,
  semantics: Semantics = envoy140,
): void {
  const blame = (fault: string, ...of: unknown[]) => {
    tally.wrong ??= `${fault}: ${text(of)}`;
  };
  const isUnread = /"unknown"/.test(text(sets));
  const known = (isUnread ? readings : readings.slice(0, 1)).map((reading) =>
    sets.map((set) => members(read(set, reading), semantics)),
  );

  for (const [i, left] of sets.entries()) {
    for (const [j, right] of sets.entries()) {
      if (j < i) continue;
      const answer = overlap(left, right);
      tally.verdicts++;
      if (answer.verdict === 'undecided') tally.undecided++;
      if (answer.verdict === 'disjoint') {
        tally.disjoint++;
        if (known.some((of) => of[i]?.some((one, at) => one === 1 && of[j]?.[at] === 1)))
          blame('not disjoint', left, right);
      }
      if (answer.verdict === 'overlapping') {
        if (!isValid(answer.witness)) blame('no valid request', answer.witness);
        if (matches(left, answer.witness, semantics) !== true || matches(right, answer.witness, semantics) !== true) {
          blame('no witness', answer.witness, left, right);
        }
      }
    }

    const takers = sets.slice(0, i).map((requests, as) => ({ requests, as }));
    const answer = subtract([left], takers);
    tally.verdicts++;
    if (answer.verdict === 'undecided') tally.undecided++;
    if (answer.verdict === 'some') {
      if (!isValid(answer.witness)) blame('no valid request', answer.witness);
      if (matches(left, answer.witness, semantics) !== true) blame('no witness', answer.witness, left);
      if (takers.some(({ requests }) => matches(requests, answer.witness, semantics) !== false)) {
        blame('taken witness', answer.witness, left, sets.slice(0, i));
      }
    }
    if (answer.verdict === 'empty') {
      tally.empty++;
      if (answer.takenBy.length > 1) tally.shared++;
      const left_ = (of: readonly Uint8Array[]) =>
        of[i]?.some((one, at) => one === 1 && !answer.takenBy.some((taker) => of[taker]?.[at] === 1));
      if (known.some(left_))
        blame(
          'not empty',
          left,
          answer.takenBy.map((taker) => sets[taker]),
        );
    }
  }
}

const text = (of: unknown): string => JSON.stringify(of, (_, value) => (value instanceof Map ? [...value] : value));

/** The functions on trial for one text. */
export interface TextAlgebra {
  isEmpty(pattern: Pattern, kind: BoundedKind): boolean | null;
  sample(pattern: Pattern, kind: BoundedKind): string | null;
}

/** Judges whether the pattern is empty against every text of the bounded universe of its kind. */
export function judgeText({ isEmpty, sample }: TextAlgebra, pattern: Pattern, kind: BoundedKind, tally: Tally): void {
  const empty = isEmpty(pattern, kind);
  tally.verdicts++;
  if (empty === null) tally.undecided++;
  if (empty === false) {
    const found = sample(pattern, kind);
    if (found === null || holds(pattern, found) !== true || !canSend(kind, found)) {
      tally.wrong ??= `not in the pattern: ${text([found, pattern])}`;
    }
  }
  if (empty !== true) return;
  tally.empty++;
  for (const reading of readings) {
    const known = readPattern(pattern, reading);
    const one = sendableTexts[kind].find((member) => holds(known, member) === true);
    if (one !== undefined) tally.wrong ??= `not empty: ${text([one, pattern])}`;
  }
}

function canSend(kind: BoundedKind, of: string): boolean {
  const found =
    kind === 'header' ? { headers: [{ name: 'x', value: of }] } : { [kind]: kind === 'query' ? `q=${of}` : of };
  return isValid(request(found)) && !(kind === 'query' && of.includes('&'));
}

/** True iff a client can send the request. */
export function isValid({ path, host, method, query, headers, port }: Request): boolean {
  return (
    /^\/[!-~]*$/.test(path) &&
    !/[?#]/.test(path) &&
    /^[!-~]*$/.test(host) &&
    !/[A-Z/?#@]/.test(host) &&
    /^[\w!#$%&'*+.^`|~-]+$/.test(method) &&
    /^[!-~]*$/.test(query) &&
    !query.includes('#') &&
    headers.every(
      ({ name, value }) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && name === name.toLowerCase() && value === value.trim(),
    ) &&
    Number.isInteger(port) &&
    port >= 0 &&
    port <= 65535
  );
}
