import { code } from '../base/wording.ts';
import type { Field, Part, Pattern } from './pattern.ts';
import { sample } from './sample.ts';
import { everyText, meet, type Texts, texts, tooMany } from './texts.ts';
import type { Kind } from './universe.ts';

/** One axis of the space of requests: a part, the lines of a header, the value of a query parameter or label. */
export interface Dimension {
  readonly kind: Kind;
  /** Of the header, query parameter or label; the kind itself for a part. */
  readonly name: string;
}

/** One string for one dimension, for maps. */
export const dimensionKey = ({ kind, name }: Dimension): string => `${kind} ${name}`;

/** A {@link Field} in normal form; on a part it never is `absent`. */
export interface Condition {
  readonly absent: boolean;
  readonly values: Texts;
  readonly lines: 'some' | 'every';
}

/** A condition on a dimension, and its complement. */
export interface Limit {
  readonly on: Dimension;
  readonly inside: Condition;
  outside(): Condition;
}

/** What a dimension has under conditions. `unusual`: proved that only few clients send what is left. */
export type Settled =
  | { readonly is: 'empty' }
  | { readonly is: 'sampled'; readonly values: readonly string[]; readonly unusual: boolean }
  | { readonly is: 'open'; readonly cap: string };

/** Headers whose lines Envoy 1.40 joins before it matches, measured for the first two: several lines are no witness. */
const joined: ReadonlySet<string> = new Set(['accept', 'content-type', 'cookie', 'user-agent']);

export function partLimit(part: Part, pattern: Pattern): Limit {
  return {
    on: { kind: part, name: part },
    inside: { absent: false, values: texts(pattern, part), lines: 'some' },
    outside: () => ({ absent: false, values: texts(pattern, part, true), lines: 'some' }),
  };
}

/** The complement of "some line matches" is "missing, or every line matches not", and the other way round. */
export function fieldLimit(on: Dimension, field: Field): Limit {
  return {
    on,
    inside: { absent: field.absent, values: texts(field.values, on.kind), lines: field.lines },
    outside: () => ({
      absent: !field.absent,
      values: texts(field.values, on.kind, true),
      lines: field.lines === 'some' ? 'every' : 'some',
    }),
  };
}

/** Decides whether values meet all conditions, and gives the most readable ones. */
export function settle({ kind, name }: Dimension, conditions: readonly Condition[]): Settled {
  if (conditions.every((condition) => condition.absent)) return { is: 'sampled', values: [], unusual: false };
  const one = conditions.reduce((left, { values }) => meet(left, values), everyText);
  const value = sample(one, kind);
  if (value !== null) return { is: 'sampled', values: [value], unusual: false };
  if (one.length > 0 || kind !== 'header') {
    return one.length === 0 ? { is: 'empty' } : { is: 'open', cap: cap({ kind, name }, one) };
  }
  return settleLines({ kind, name }, conditions);
}

/** No single line will do: each condition on some line gets a line of its own. */
function settleLines(on: Dimension, conditions: readonly Condition[]): Settled {
  const every = conditions
    .filter(({ lines }) => lines === 'every')
    .reduce((left, { values }) => meet(left, values), everyText);
  const lines = new Set<string>();
  let open: string | null = null;
  for (const { values } of conditions.filter((condition) => condition.lines === 'some')) {
    const line = meet(every, values);
    if (line.length === 0) return { is: 'empty' };
    const value = sample(line, on.kind);
    if (value === null) open = cap(on, line);
    else lines.add(value);
  }
  if (every.length === 0) return { is: 'empty' };
  if (joined.has(on.name)) open = `repeated lines of ${named(on)}`;
  return open === null ? { is: 'sampled', values: [...lines], unusual: true } : { is: 'open', cap: open };
}

/** Why the texts could not be shown to be none or some, in words. */
function cap(on: Dimension, left: Texts): string {
  const atoms = left.flatMap(({ is, not }) => [...is, ...not]);
  const expression = atoms.find((atom) => atom.is === 'regex');
  if (expression?.is === 'regex') return `the regular expression ${code(expression.text)} of ${named(on)}`;
  const unread = atoms.find((atom) => atom.is === 'unknown');
  if (unread?.is !== 'unknown') return `the conditions on ${named(on)} taken together`;
  if (unread.text.includes(tooMany)) return `${tooMany} of ${named(on)}`;
  return `the value ${code(unread.text)} of ${named(on)}`;
}

function named({ kind, name }: Dimension): string {
  if (kind === 'header') return `the header ${code(name)}`;
  if (kind === 'query') return `the query parameter ${code(name)}`;
  if (kind === 'label') return `the caller's label ${code(name)}`;
  if (kind === 'caller-namespace') return "the caller's namespace";
  return kind === 'sni' ? 'the server name' : `the ${kind}`;
}
