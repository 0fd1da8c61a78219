import { code, list } from '../../base/wording.ts';
import { type Complaint, given, isRecord, type ObjectRule, type Refusal } from './node.ts';

/** Which of the fields are there. */
function present(value: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] {
  return names.filter((name) => given(value, name) !== undefined);
}

function count(value: Readonly<Record<string, unknown>>, names: readonly string[]): number {
  let there = 0;
  for (const name of names) if (given(value, name) !== undefined) there++;
  return there;
}

/** Complains iff several of the fields are there: at the second one. */
export function atMostOne(names: readonly string[], refusal: Refusal): ObjectRule {
  return (value) => {
    if (count(value, names) < 2) return [];
    const there = present(value, names).toSorted(byOrderIn(value));
    const [first, second] = there;
    if (first === undefined || second === undefined) return [];
    const complaint: Complaint = {
      path: [second],
      part: 'key',
      found: `${there.length === 2 ? 'both ' : ''}${list(there.map(code))}`,
      expected: ['one of them'],
      instead: `keep one of ${list(there.map(code))}`,
      ofObject: true,
      refusal,
      related: [{ path: [first], note: `${code(first)} is here too` }],
    };
    return [complaint];
  };
}

/** Complains iff none of the fields is there; `instead` says more than their names. */
export function atLeastOne(names: readonly string[], refusal: Refusal, instead?: string): ObjectRule {
  return (value) => {
    if (count(value, names) > 0) return [];
    const any = list([...names].sort().map(code), 'or');
    const found = names.length === 2 ? `neither ${any.replace(' or ', ' nor ')}` : `none of ${any}`;
    return [{ path: [], part: 'key', found, expected: [], instead: instead ?? `add ${any}`, refusal, missing: names }];
  };
}

/** Complains iff the field is not there; `instead` says how to write it. */
export function mustHave(name: string, instead: string, refusal: Refusal): ObjectRule {
  return (value) =>
    given(value, name) === undefined
      ? [{ path: [name], part: 'key', found: 'no value', expected: [], instead, refusal, missing: [name] }]
      : [];
}

/** Complains iff not exactly one of the fields is there. */
export function exactlyOne(names: readonly string[], refusal: Refusal): ObjectRule {
  const most = atMostOne(names, refusal);
  const least = atLeastOne(names, refusal);
  return (value, surroundings) => [...most(value, surroundings), ...least(value, surroundings)];
}

/** Complains iff `name` is there and `wants` is not. */
export function needs(name: string, wants: string, refusal: Refusal): ObjectRule {
  return (value) =>
    given(value, name) === undefined || given(value, wants) !== undefined
      ? []
      : [
          {
            path: [name],
            part: 'key',
            found: `no ${code(wants)} beside it`,
            expected: [],
            instead: `add ${code(wants)} beside ${code(name)}`,
            refusal,
            missing: [wants],
          },
        ];
}

/** Complains at a field that must not be there although the API server takes it. */
export function dead(name: string, instead: string, refusal: Refusal): ObjectRule {
  return (value) =>
    given(value, name) === undefined
      ? []
      : [{ path: [name], part: 'key', found: 'a value that must not be here', expected: [], instead, refusal }];
}

/** The same complaints, of an object one step below. */
export function within(name: string, rule: ObjectRule): ObjectRule {
  return (value, surroundings) => {
    const inner = given(value, name);
    if (!isRecord(inner)) return [];
    return rule(inner, surroundings).map((complaint) => ({
      ...complaint,
      path: [name, ...complaint.path],
      ...(complaint.related && {
        related: complaint.related.map((other) => ({ ...other, path: [name, ...other.path] })),
      }),
    }));
  };
}

function byOrderIn(value: Readonly<Record<string, unknown>>): (left: string, right: string) => number {
  const keys = Object.keys(value);
  return (left, right) => keys.indexOf(left) - keys.indexOf(right);
}
