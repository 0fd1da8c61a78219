import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { byText } from '../base/sort.ts';
import { code, list as words } from '../base/wording.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Labels } from '../resource/namespace.ts';
import { selects } from '../resource/selector.ts';
import { type Field, field, isRecord, items, record } from './fields.ts';

/** What a label selector says of one object. */
export interface Selection {
  /** The first requirement that does not hold, as a clause; null iff all hold. */
  readonly fails: string | null | Unknown;
  /** What to do about it, as an imperative sentence that the name of whose selector it is may follow. */
  readonly remedy?: string;
  /** How many requirements hold. */
  readonly held: number;
}

interface Requirement {
  readonly key: string;
  /** `mesh: shop`. */
  readonly wants: string;
  readonly selector: unknown;
  /** The one value that the label must have; null where it is not as plain as that. */
  readonly value: string | null;
}

/** By the value of the selector: one is asked of thousands of objects. */
const known = new WeakMap<object, readonly Requirement[] | null>();

/**
 * Evaluates a selector that is there: every requirement must hold, and `{}` has none.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selection(selector: Field, name: string, labels: Labels): Selection {
  const wanted = requirementsOf(selector);
  if (wanted === null) return { fails: { unknown: `its ${code(name)} cannot be read` }, held: 0 };
  // A selector that asks for something else is nearer than none.
  let held = 1;
  let open: Unknown | null = null;
  for (const requirement of wanted) {
    const verdict = verdictOf(requirement, labels);
    if (verdict === false)
      return { fails: refusal(name, requirement, labels), remedy: remedy(name, requirement, labels), held };
    if (isUnknown(verdict)) open ??= verdict;
    else held++;
  }
  return { fails: open, held };
}

function verdictOf({ key, value, selector }: Requirement, { known, more }: Labels): Known<boolean> {
  const has = known.get(key);
  if (has === undefined && more !== null) return more;
  return has !== undefined && value !== null && !hasPlaceholder(has) ? has === value : selects(selector, known);
}

function requirementsOf(selector: Field): readonly Requirement[] | null {
  const { value } = selector;
  if (!isRecord(value)) return requirements(selector);
  let wanted = known.get(value);
  if (wanted === undefined) {
    wanted = requirements(selector);
    known.set(value, wanted);
  }
  return wanted;
}

function refusal(name: string, { key, wants }: Requirement, { of, known }: Labels): string {
  const value = known.get(key);
  return `its ${code(name)} wants ${wants}, ${of} has ${value === undefined ? `no label ${code(key)}` : code(`${key}: ${value}`)}`;
}

function remedy(name: string, { key, wants, value }: Requirement, { of, known }: Labels): string {
  const labels =
    value === null
      ? `change the labels of ${of}`
      : known.has(key)
        ? `change the label of ${of} to ${wants}`
        : `add the label ${wants} to ${of}`;
  return `${labels}, or change the ${code(name)}`;
}

/** Each requirement as a selector of its own, labels by name, then expressions as written; null iff unreadable. */
function requirements(selector: Field): readonly Requirement[] | null {
  if (!record(selector)) return null;
  const labels = field(selector, 'matchLabels');
  const expressions = field(selector, 'matchExpressions');
  if (record(labels) === null) return null;
  return [
    ...Object.entries(isRecord(labels.value) ? labels.value : {})
      .sort(([left], [right]) => byText(left, right))
      .map(([key, value]) => ({
        key,
        wants: code(`${key}: ${String(value)}`),
        selector: { matchLabels: { [key]: value } },
        value: typeof value === 'string' && !hasPlaceholder(value) ? value : null,
      })),
    ...items(expressions).map(({ value }) => ({
      key: isRecord(value) ? String(value['key']) : '',
      wants: expression(value),
      selector: { matchExpressions: [value] },
      value: null,
    })),
  ];
}

function expression(value: unknown): string {
  if (!isRecord(value)) return 'something unreadable';
  const key = code(String(value['key']));
  const values = Array.isArray(value['values']) ? value['values'].map((item) => code(String(item))) : [];
  switch (value['operator']) {
    case 'In':
      return `${key} to be ${words(values, 'or')}`;
    case 'NotIn':
      return `${key} not to be ${words(values, 'or')}`;
    case 'Exists':
      return `a label ${key}`;
    case 'DoesNotExist':
      return `no label ${key}`;
    default:
      return `${key} ${String(value['operator'])}`;
  }
}
