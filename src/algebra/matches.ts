import { assertNever } from '../base/assert-never.ts';
import { Derived } from '../base/derived.ts';
import { parse } from './expression.ts';
import { isMatch } from './expression-match.ts';
import type { Box, Field, Part, Pattern, RequestSet } from './pattern.ts';
import { joinedHeaders, type Request } from './request.ts';
import { envoy140, type Semantics } from './semantics.ts';

/**
 * The judge: whether the request, as it arrives, is in the set; null iff an unreadable condition decides. Naive on
 * purpose: it shares no code with the algebra that it judges. The semantics are those of Envoy 1.40, measured:
 * https://github.com/envoyproxy/envoy/blob/v1.40.0/source/common/http/header_utility.cc
 */
export function matches(set: RequestSet, request: Request, semantics: Semantics = envoy140): boolean | null {
  return any(set, (box) => inBox(box, request, semantics));
}

/** Whether the request meets every condition of the box; false beats null. */
export function inBox(box: Box, request: Request, semantics: Semantics = envoy140): boolean | null {
  let isKnown = box.opaque.size === 0;
  const isFalse = (one: boolean | null): boolean => {
    isKnown &&= one !== null;
    return one === false;
  };
  for (const [part, pattern] of Object.entries(box.parts)) {
    if (isFalse(holds(pattern, read[part as Part](request)))) return false;
  }
  for (const [name, fields] of box.headers) {
    if (isFalse(isOwnLine(name) ? meets(fields, lines(request, name, semantics)) : null)) return false;
  }
  for (const [name, fields] of box.query) if (isFalse(meets(fields, firstValue(request, name)))) return false;
  for (const [name, fields] of box.callerLabels) {
    if (isFalse(meets(fields, [request.caller?.labels.get(name)].filter(isText)))) return false;
  }
  return isKnown ? true : null;
}

/** A request without TLS has the server name ``, one without a known caller the namespace ``. */
const read: Readonly<Record<Part, (request: Request) => string>> = {
  port: ({ port }) => String(port),
  sni: ({ sni }) => sni ?? '',
  scheme: ({ scheme }) => scheme,
  method: ({ method }) => method,
  host: ({ host }) => host,
  path: ({ path }) => path,
  'caller-namespace': ({ caller }) => caller?.namespace ?? '',
};

/** Whether the text is in the pattern; null iff it depends on what the run cannot read. */
export function holds(pattern: Pattern, text: string): boolean | null {
  switch (pattern.is) {
    case 'any':
      return true;
    case 'none':
      return false;
    case 'exact':
      return fold(pattern, text) === fold(pattern, pattern.text);
    case 'prefix':
      return fold(pattern, text).startsWith(fold(pattern, pattern.text));
    case 'suffix':
      return fold(pattern, text).endsWith(fold(pattern, pattern.text));
    case 'contains':
      return fold(pattern, text).includes(fold(pattern, pattern.text));
    case 'segment-prefix':
      return text === pattern.text || text.startsWith(`${pattern.text}/`);
    case 'labels': {
      if (!text.endsWith(`.${pattern.suffix}`)) return false;
      const before = text.slice(0, text.length - pattern.suffix.length - 1);
      return before !== '' && (pattern.most === null || before.split('.').length <= pattern.most);
    }
    case 'integers':
      return isInt64(text) && BigInt(text) >= pattern.from && BigInt(text) < pattern.to;
    case 'regex': {
      const parsed = parse(pattern.text);
      return parsed.is === 'expression' ? isMatch(parsed.tree, text) : null;
    }
    case 'unknown':
      return null;
    case 'all':
      return all(pattern.of, (part) => holds(part, text));
    case 'some':
      return any(pattern.of, (part) => holds(part, text));
    case 'not':
      return not(holds(pattern.of, text));
    default:
      return assertNever(pattern);
  }
}

function meets(fields: readonly Field[], values: readonly string[]): boolean | null {
  return all(fields, (field) => {
    if (values.length === 0) return field.absent;
    return (field.lines === 'some' ? any : all)(values, (value) => holds(field.values, value));
  });
}

/** Envoy reads `host` and pseudo-headers from other parts of the request; as header conditions they stay undecided. */
const isOwnLine = (name: string): boolean => !name.startsWith(':') && name !== 'host';

function lines(request: Request, name: string, { lines: matched }: Semantics): readonly string[] {
  let known = linesOf.get(request);
  if (known === undefined) {
    known = new Map();
    for (const header of request.headers) known.set(header.name, [...(known.get(header.name) ?? []), header.value]);
    linesOf.set(request, known);
  }
  const values = known.get(name) ?? [];
  const isJoined = values.length > 1 && (matched === 'joined' || joinedHeaders.has(name));
  return isJoined ? [values.join(',')] : values;
}
const linesOf = new Derived<Request, Map<string, readonly string[]>>();

/** Split at `&`, then at the first `=`; nothing is decoded and only the first value of a key counts. */
function firstValue(request: Request, name: string): readonly string[] {
  let known = valuesOf.get(request);
  if (known === undefined) {
    known = new Map();
    for (const pair of request.query === '' ? [] : request.query.split('&')) {
      const [key = ''] = pair.split('=', 1);
      if (!known.has(key)) known.set(key, [pair.slice(key.length + 1)]);
    }
    valuesOf.set(request, known);
  }
  return known.get(name) ?? [];
}
const valuesOf = new Derived<Request, Map<string, readonly string[]>>();

/** As `absl::SimpleAtoi` reads an int64: an optional sign, digits, leading zeros. */
function isInt64(text: string): boolean {
  return /^[+-]?0*[0-9]{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

const fold = (pattern: { readonly fold?: true }, text: string): string =>
  pattern.fold ? text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;

const isText = (value: string | undefined): value is string => value !== undefined;
const not = (value: boolean | null): boolean | null => (value === null ? null : !value);

/** False if one is false, else null if one is null. */
function all<T>(items: Iterable<T>, test: (item: T) => boolean | null): boolean | null {
  let result: boolean | null = true;
  for (const item of items) {
    const one = test(item);
    if (one === false) return false;
    result = one === null ? null : result;
  }
  return result;
}

/** True if one is true, else null if one is null. */
function any<T>(items: Iterable<T>, test: (item: T) => boolean | null): boolean | null {
  return not(all(items, (item) => not(test(item))));
}
