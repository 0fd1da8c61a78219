import { inBox } from '../algebra/matches.ts';
import { type Box, box, type Field, type Part, type Pattern, type RequestSet } from '../algebra/pattern.ts';
import type { Request } from '../algebra/request.ts';
import { envoy140, type Semantics } from '../algebra/semantics.ts';
import { assertNever } from '../base/assert-never.ts';
import { code, list } from '../base/wording.ts';

/** Why a set does not take a request. */
export interface Refusal {
  /** The first condition that does not hold, as a clause: ``path is `/cart`, expected one that begins with `/colors/` ``. */
  readonly because: string;
  /** Conditions that do hold. */
  readonly held: number;
  /** False iff the condition could not be read. */
  readonly certain: boolean;
}

/** Of a union the box that comes nearest counts. The set must not take the request for certain. */
export function refusal(set: RequestSet, request: Request, semantics: Semantics = envoy140): Refusal {
  const nearest = set
    .map((one) => refusalOf(one, request, semantics))
    .reduce<Refusal | null>((best, one) => (best === null || one.held > best.held ? one : best), null);
  return nearest ?? { because: 'it matches no request', held: 0, certain: true };
}

function refusalOf(whole: Box, request: Request, semantics: Semantics): Refusal {
  let held = 0;
  let open: Refusal | null = null;
  for (const { alone, failing } of conditions(whole, request)) {
    const verdict = inBox(alone, request, semantics);
    if (verdict === true) held += 1;
    else if (verdict === false) return { because: failing(), held, certain: true };
    else open ??= { because: `${failing()}, which this run cannot decide`, held, certain: false };
  }
  return open === null ? { because: 'every condition holds', held, certain: false } : { ...open, held };
}

/** Each condition of a box as a box of its own, the most telling first. */
function* conditions(
  { parts, headers, query, callerLabels, opaque }: Box,
  request: Request,
): Iterable<{ readonly alone: Box; failing(): string }> {
  for (const part of order) {
    const pattern = parts[part];
    if (pattern === undefined) continue;
    const found = () => `${words[part]} is ${code(value(part, request))}, expected ${expected(pattern)}`;
    yield { alone: box({ [part]: pattern }), failing: found };
  }
  for (const [name, fields] of headers) {
    const values = request.headers.filter((header) => header.name === name).map((header) => header.value);
    yield {
      alone: box({}, { headers: new Map([[name, fields]]) }),
      failing: () => field('header', name, values, fields),
    };
  }
  for (const [name, fields] of query) {
    const values = request.query
      .split('&')
      .filter((pair) => pair.split('=', 1)[0] === name)
      .slice(0, 1)
      .map((pair) => pair.slice(name.length + 1));
    yield {
      alone: box({}, { query: new Map([[name, fields]]) }),
      failing: () => field('query parameter', name, values, fields),
    };
  }
  for (const [name, fields] of callerLabels) {
    const known = request.caller?.labels.get(name);
    const alone = box({}, { callerLabels: new Map([[name, fields]]) });
    const values = known === undefined ? [] : [known];
    yield { alone, failing: () => field('label of the caller', name, values, fields) };
  }
  for (const text of opaque) {
    yield { alone: box({}, { opaque: new Set([text]) }), failing: () => `${text} decides` };
  }
}

const order: readonly Part[] = ['port', 'sni', 'scheme', 'host', 'path', 'method', 'caller-namespace'];

const words: Readonly<Record<Part, string>> = {
  port: 'port',
  sni: 'server name of the handshake',
  scheme: 'scheme',
  method: 'method',
  host: 'host',
  path: 'path',
  'caller-namespace': 'namespace of the caller',
};

function value(part: Part, request: Request): string {
  switch (part) {
    case 'port':
      return String(request.port);
    case 'sni':
      return request.sni ?? '';
    case 'caller-namespace':
      return request.caller?.namespace ?? '';
    case 'scheme':
    case 'host':
    case 'path':
    case 'method':
      return request[part];
    default:
      return assertNever(part);
  }
}

function field(what: string, name: string, values: readonly string[], fields: readonly Field[]): string {
  const found = values.length === 0 ? 'is absent' : `is ${list(values.map(code))}`;
  const wanted = fields.map(({ absent, values: pattern }) => {
    if (pattern.is === 'none') return absent ? 'none' : 'what no request has';
    const text = pattern.is === 'any' ? 'any value' : expected(pattern);
    return absent && pattern.is !== 'any' ? `${text}, or none` : text;
  });
  return `${what} ${code(name)} ${found}, expected ${list(wanted)}`;
}

/** What a pattern takes, as a noun phrase. */
function expected(pattern: Pattern): string {
  switch (pattern.is) {
    case 'any':
      return 'anything';
    case 'none':
      return 'what no request has';
    case 'exact':
      return code(pattern.text);
    case 'prefix':
      return `one that begins with ${code(pattern.text)}`;
    case 'suffix':
      return `one that ends with ${code(pattern.text)}`;
    case 'contains':
      return `one that contains ${code(pattern.text)}`;
    case 'regex':
      return `one that the expression ${code(pattern.text)} matches`;
    case 'segment-prefix':
      return `${code(pattern.text === '' ? '/' : pattern.text)} or what is below it`;
    case 'labels':
      return code(`*.${pattern.suffix}`);
    case 'integers':
      return `a number from ${pattern.from} to ${pattern.to - 1}`;
    case 'unknown':
      return code(pattern.text);
    case 'all':
      return list(pattern.of.map(expected), 'and');
    case 'some':
      return list(pattern.of.map(expected), 'or');
    case 'not':
      return `anything but ${expected(pattern.of)}`;
    default:
      return assertNever(pattern);
  }
}
