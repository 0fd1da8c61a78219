import type { Box, Field, Part, Pattern, RequestSet } from './pattern.ts';

/** The requests that are in both sets. What is seen at once to be empty is left out. */
export function meet(left: RequestSet, right: RequestSet): RequestSet {
  return left.flatMap((one) => right.flatMap((other) => meetBoxes(one, other) ?? []));
}

/** False: the sets are seen at once to share no request. */
export function mayMeet(left: RequestSet, right: RequestSet): boolean {
  for (const one of left) for (const other of right) if (boxesMayMeet(one, other)) return true;
  return false;
}

function boxesMayMeet(left: Box, right: Box): boolean {
  for (const name in right.parts) {
    const part = name as Part;
    const [one, other] = [left.parts[part], right.parts[part]];
    if (one !== undefined && other !== undefined && commonOf(one, other).is === 'none') return false;
  }
  return true;
}

function meetBoxes(left: Box, right: Box): Box | null {
  const parts: { [part in Part]?: Pattern } = { ...left.parts };
  for (const [name, pattern] of Object.entries(right.parts)) {
    const part = name as Part;
    const known = parts[part];
    const common = known === undefined ? pattern : commonOf(known, pattern);
    if (common.is === 'none') return null;
    parts[part] = common;
  }
  return {
    parts,
    headers: joined(left.headers, right.headers),
    query: joined(left.query, right.query),
    callerLabels: joined(left.callerLabels, right.callerLabels),
    opaque: right.opaque.size === 0 ? left.opaque : new Set([...left.opaque, ...right.opaque]),
  };
}

function commonOf(left: Pattern, right: Pattern): Pattern {
  if (left.is === 'any' || right.is === 'none') return right;
  if (right.is === 'any' || left.is === 'none') return left;
  return literals(left, right) ?? literals(right, left) ?? { is: 'all', of: [...conjuncts(left), ...conjuncts(right)] };
}

/** The common part of a literal text and a literal text or prefix; null iff the patterns are others. */
function literals(left: Pattern, right: Pattern): Pattern | null {
  if ((left.is !== 'exact' && left.is !== 'prefix') || (right.is !== 'exact' && right.is !== 'prefix')) return null;
  if (left.fold || right.fold) return null;
  if (left.is === 'exact') {
    return (right.is === 'exact' ? left.text === right.text : left.text.startsWith(right.text)) ? left : none;
  }
  if (right.is === 'exact') return null;
  if (left.text.startsWith(right.text)) return left;
  return right.text.startsWith(left.text) ? right : none;
}

const none: Pattern = { is: 'none' };

const conjuncts = (pattern: Pattern): readonly Pattern[] => (pattern.is === 'all' ? pattern.of : [pattern]);

function joined(left: Box['headers'], right: Box['headers']): Box['headers'] {
  if (right.size === 0) return left;
  if (left.size === 0) return right;
  const all = new Map<string, readonly Field[]>(left);
  for (const [name, fields] of right) all.set(name, [...(all.get(name) ?? []), ...fields]);
  return all;
}

/** A text with which every path of the set begins; the empty text where nothing is known. */
export function pathStart(requests: RequestSet): string {
  const starts = requests.map(({ parts: { path } }) => (path === undefined ? '' : startOf(path)));
  const [first = '', ...others] = starts;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

function startOf(pattern: Pattern): string {
  switch (pattern.is) {
    case 'exact':
    case 'prefix':
      return pattern.fold ? '' : pattern.text;
    case 'segment-prefix':
      return pattern.text;
    case 'all':
      return pattern.of.map(startOf).reduce((best, one) => (one.length > best.length ? one : best), '');
    default:
      return '';
  }
}

/** The one host that all requests of the set have; null where there is none, or it is not seen at once. */
export function onlyHost(requests: RequestSet): string | null {
  const [first, ...others] = requests.map(({ parts: { host } }) => {
    const exact = host === undefined ? undefined : conjuncts(host).find((one) => one.is === 'exact' && !one.fold);
    return exact?.is === 'exact' ? exact.text : null;
  });
  return first !== undefined && others.every((other) => other === first) ? first : null;
}
