import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { hasPlaceholder, sameText } from '../document/placeholder.ts';
import { given, isRecord } from './schema/node.ts';

const variable: Unknown = { unknown: 'a placeholder decides whether the selector selects it' };
const unreadable: Unknown = { unknown: 'the selector cannot be read' };

/**
 * Whether a LabelSelector selects an object with these labels: every entry of `matchLabels` and every expression must
 * hold, and an empty selector has none. An absent selector is up to whoever has the field.
 * Source: kubernetes/apimachinery@v0.32.0 pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go Matches
 */
export function selects(selector: unknown, labels: ReadonlyMap<string, string>): Known<boolean> {
  if (typeof selector === 'string' && hasPlaceholder(selector)) return variable;
  if (!isRecord(selector)) return unreadable;
  const plain = selectsPlainly(selector, labels);
  if (plain !== null) return plain;
  const verdicts = [
    ...entries(given(selector, 'matchLabels'), labels),
    ...expressions(given(selector, 'matchExpressions'), labels),
  ];
  // A selector that cannot be read as a whole selects nothing for certain, whatever its other parts say.
  if (verdicts.includes(unreadable)) return unreadable;
  if (verdicts.includes(false)) return false;
  return verdicts.find(isUnknown) ?? true;
}

/** The verdict where nothing but labels of text is asked for, all of them there and without a placeholder; else null. */
function selectsPlainly(
  selector: Readonly<Record<string, unknown>>,
  labels: ReadonlyMap<string, string>,
): boolean | null {
  const matchLabels = given(selector, 'matchLabels');
  if (!isRecord(matchLabels) || given(selector, 'matchExpressions') !== undefined) return null;
  let verdict = true;
  for (const key of Object.keys(matchLabels)) {
    const wanted = matchLabels[key];
    const has = labels.get(key);
    if (typeof wanted !== 'string' || has === undefined) return null;
    if (wanted === has) continue;
    if (hasPlaceholder(wanted) || hasPlaceholder(has)) return null;
    verdict = false;
  }
  return verdict;
}

function entries(matchLabels: unknown, labels: ReadonlyMap<string, string>): readonly Known<boolean>[] {
  if (matchLabels === undefined) return [];
  if (typeof matchLabels === 'string' && hasPlaceholder(matchLabels)) return [variable];
  if (!isRecord(matchLabels)) return [unreadable];
  return Object.keys(matchLabels).flatMap((key) => {
    const value = given(matchLabels, key);
    if (value === undefined) return [];
    return [typeof value === 'string' ? among([value], labelNamed(key, labels)) : unreadable];
  });
}

function expressions(matchExpressions: unknown, labels: ReadonlyMap<string, string>): readonly Known<boolean>[] {
  if (matchExpressions === undefined) return [];
  if (typeof matchExpressions === 'string' && hasPlaceholder(matchExpressions)) return [variable];
  if (!Array.isArray(matchExpressions)) return [unreadable];
  return matchExpressions.map((item) => expression(item, labels));
}

function expression(item: unknown, labels: ReadonlyMap<string, string>): Known<boolean> {
  if (typeof item === 'string' && hasPlaceholder(item)) return variable;
  const key = given(item, 'key');
  const operator = given(item, 'operator');
  const values = given(item, 'values') ?? [];
  if (typeof key !== 'string' || typeof operator !== 'string') return unreadable;
  if (hasPlaceholder(operator) || (typeof values === 'string' && hasPlaceholder(values))) return variable;
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return unreadable;
  const label = labelNamed(key, labels);
  switch (operator) {
    case 'In':
      return values.length === 0 ? unreadable : among(values, label);
    case 'NotIn':
      return values.length === 0 ? unreadable : not(among(values, label));
    case 'Exists':
      return values.length > 0 ? unreadable : isUnknown(label) ? label : label !== null;
    case 'DoesNotExist':
      return values.length > 0 ? unreadable : isUnknown(label) ? label : label === null;
    default:
      return unreadable;
  }
}

/** The value of a label; null iff there is certainly none of that name. */
function labelNamed(key: string, labels: ReadonlyMap<string, string>): Known<string | null> {
  const exact = labels.get(key);
  if (exact !== undefined) return exact;
  for (const name of labels.keys()) if (sameText(key, name) !== 'different') return variable;
  return null;
}

/** Whether the label is there and has one of the values. */
function among(values: readonly string[], label: Known<string | null>): Known<boolean> {
  if (isUnknown(label)) return label;
  if (label === null) return false;
  const verdicts = values.map((value) => sameText(value, label));
  if (verdicts.includes('same')) return true;
  return verdicts.includes('unknown') ? variable : false;
}

function not(verdict: Known<boolean>): Known<boolean> {
  return isUnknown(verdict) ? verdict : !verdict;
}
