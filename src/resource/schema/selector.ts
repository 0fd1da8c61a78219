import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import { type Complaint, given, list, type ObjectRule, object, type Refusal, text, textMap } from './node.ts';

const refusal: Refusal = {
  because: 'a selector that cannot be read selects nothing: whoever evaluates it fails',
  source:
    'kubernetes/apimachinery@v0.32.0 pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go NewRequirement',
};

const operators = ['DoesNotExist', 'Exists', 'In', 'NotIn'];

/** Values belong to `In` and `NotIn`, and only to them; any other operator is none. */
const operatorRule: ObjectRule = (value) => {
  const operator = given(value, 'operator');
  const values = given(value, 'values');
  if (typeof operator !== 'string' || hasPlaceholder(operator)) return [];
  const complaint = (path: string, found: string, expected: readonly string[], instead?: string): Complaint[] => [
    { path: [path], part: 'value', found, expected, refusal, ...(instead !== undefined && { instead }) },
  ];
  if (!operators.includes(operator)) {
    const meant = operators.find((name) => name.toLowerCase() === operator.toLowerCase());
    return complaint('operator', code(operator), operators.map(code), meant && `write ${code(meant)}`);
  }
  const count = Array.isArray(values) ? values.length : values === undefined ? 0 : 1;
  if (operator === 'In' || operator === 'NotIn') {
    return count === 0 ? complaint('values', 'no value', [`a list of values for ${code(operator)}`]) : [];
  }
  return count === 0 ? [] : complaint('values', 'values', [`no values for ${code(operator)}`]);
};

/** Kubernetes' LabelSelector. */
export const labelSelector = object(
  {
    matchLabels: textMap,
    matchExpressions: list(
      object({ 'key*': text(), 'operator*': text(), values: list(text()) }, { rules: [operatorRule] }),
    ),
  },
  { stray: { instead: 'move it into `matchLabels`' } },
);
