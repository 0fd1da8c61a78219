import fc from 'fast-check';
import { holds } from '../../src/algebra/matches.ts';
import { type Box, box, type Field, type Pattern } from '../../src/algebra/pattern.ts';

// Envoy's own words for a match, and what they mean in patterns, as an adapter for them would say.
// https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/route/v3/route_components.proto

export type StringMatcher = (
  | { readonly exact: string }
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly contains: string }
  | { readonly safe_regex: { readonly regex: string } }
) & { readonly ignore_case?: true };

export interface HeaderMatcher {
  readonly name: string;
  readonly string_match?: StringMatcher;
  readonly range_match?: { readonly start: number; readonly end: number };
  readonly present_match?: boolean;
  readonly invert_match?: true;
  readonly treat_missing_header_as_empty?: true;
}

export interface QueryMatcher {
  readonly name: string;
  readonly string_match?: StringMatcher;
  readonly present_match?: boolean;
}

export type RouteMatch = (
  | { readonly prefix: string }
  | { readonly path: string }
  | { readonly path_separated_prefix: string }
  | { readonly safe_regex: { readonly regex: string } }
) & {
  readonly case_sensitive?: false;
  readonly headers?: readonly HeaderMatcher[];
  readonly query_parameters?: readonly QueryMatcher[];
};

/** The requests of a match. */
export function boxOf(match: RouteMatch): Box {
  const methods = (match.headers ?? []).filter(({ name }) => name === ':method');
  const headers = (match.headers ?? []).filter(({ name }) => name !== ':method');
  const method = methods.map(({ string_match }) => (string_match === undefined ? any : textOf(string_match)));
  return box(
    { path: pathOf(match), ...(method.length > 0 && { method: { is: 'all', of: method } }) },
    {
      headers: byName(headers, headerField),
      query: byName(match.query_parameters ?? [], queryField),
    },
  );
}

const any: Pattern = { is: 'any' };
const none: Pattern = { is: 'none' };

function pathOf(match: RouteMatch): Pattern {
  const fold = match.case_sensitive === false ? { fold: true as const } : {};
  if ('prefix' in match) return { is: 'prefix', text: match.prefix, ...fold };
  if ('path' in match) return { is: 'exact', text: match.path, ...fold };
  if ('path_separated_prefix' in match) return { is: 'segment-prefix', text: match.path_separated_prefix };
  return { is: 'regex', text: match.safe_regex.regex };
}

function textOf(matcher: StringMatcher): Pattern {
  if ('safe_regex' in matcher) return { is: 'regex', text: matcher.safe_regex.regex };
  const fold = matcher.ignore_case ? { fold: true as const } : {};
  if ('exact' in matcher) return { is: 'exact', text: matcher.exact, ...fold };
  if ('prefix' in matcher) return { is: 'prefix', text: matcher.prefix, ...fold };
  if ('suffix' in matcher) return { is: 'suffix', text: matcher.suffix, ...fold };
  return { is: 'contains', text: matcher.contains, ...fold };
}

/** https://github.com/envoyproxy/envoy/blob/v1.40.0/source/common/http/header_utility.cc */
export function headerField(matcher: HeaderMatcher): Field {
  const { string_match, range_match, present_match = true, invert_match = false } = matcher;
  const missingIsEmpty = matcher.treat_missing_header_as_empty === true;
  if (string_match === undefined && range_match === undefined)
    return presence(present_match !== invert_match, missingIsEmpty);
  const values: Pattern =
    range_match === undefined
      ? textOf(string_match as StringMatcher)
      : { is: 'integers', from: range_match.start, to: range_match.end };
  const empty = values.is === 'regex' ? values.text === everything : holds(values, '') === true;
  const absent = missingIsEmpty && empty !== invert_match;
  return invert_match
    ? { absent, values: { is: 'not', of: values }, lines: 'every' }
    : { absent, values, lines: 'some' };
}

/** The only expression in these tests that matches the empty text. */
const everything = '.*';

/** A missing header that counts as empty is there, whatever the request has. */
function presence(wanted: boolean, missingIsEmpty: boolean): Field {
  return { absent: wanted === missingIsEmpty, values: wanted ? any : none, lines: 'some' };
}

function queryField({ string_match, present_match = true }: QueryMatcher): Field {
  return string_match === undefined
    ? presence(present_match, false)
    : { absent: false, values: textOf(string_match), lines: 'some' };
}

function byName<T extends { readonly name: string }>(
  matchers: readonly T[],
  field: (matcher: T) => Field,
): ReadonlyMap<string, readonly Field[]> {
  const all = new Map<string, Field[]>();
  for (const matcher of matchers) all.set(matcher.name, [...(all.get(matcher.name) ?? []), field(matcher)]);
  return all;
}

/** Texts that stand near to each other, in matches and in requests. */
export const words = {
  path: [
    '/',
    '/a',
    '/b',
    '/ab',
    '/A',
    '/a/',
    '/a/b',
    '/a/ab',
    '/b/a',
    '/aB',
    '//',
    '/a//b',
    '/a%2fb',
    '/a%2Fb',
    '/a;b',
    '/a.',
  ],
  value: ['', 'a', 'b', 'ab', 'A', 'aB', 'ba', 'abb', '5', '7', '+6', '06', '-1', '6a', 'a,b', 'a b'],
} as const;

const path = fc.constantFrom(...words.path);
const value = fc.constantFrom(...words.value);
const needed = value.filter((text) => text !== '');

const regex = (of: readonly string[]) => fc.constantFrom(...of).map((text) => ({ safe_regex: { regex: text } }));

const textual: fc.Arbitrary<StringMatcher> = fc
  .record({
    matcher: fc.oneof(
      { weight: 3, arbitrary: value.map((exact) => ({ exact })) },
      needed.map((prefix) => ({ prefix })),
      needed.map((suffix) => ({ suffix })),
      needed.map((contains) => ({ contains })),
    ),
    fold: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ matcher, fold }) => (fold === 0 ? { ...matcher, ignore_case: true } : matcher));

const range = fc
  .constantFrom([5, 7], [6, 10], [-1, 6], [6, 6], [0, 9_007_199_254_740_991])
  .map(([start = 0, end = 0]) => ({ range_match: { start, end } }));

interface Share {
  /** How many matches in a hundred are regular expressions. */
  readonly regex: number;
}

const shared = <T>({ regex: share }: Share, expressions: fc.Arbitrary<T>, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: share, arbitrary: expressions }, { weight: 100 - share, arbitrary: others });

const stringMatcher = (share: Share): fc.Arbitrary<StringMatcher> =>
  shared<StringMatcher>(share, regex(['a+', '[ab]{2}', '(?i)AB?', '\\d+', 'a|b']), textual);

const headerMatcher = (share: Share): fc.Arbitrary<HeaderMatcher> =>
  fc
    .record({
      name: fc.constantFrom('x-a', 'x-b'),
      what: fc.oneof(
        { weight: 5, arbitrary: stringMatcher(share).map((string_match) => ({ string_match })) },
        { weight: 2, arbitrary: range },
        { weight: 2, arbitrary: fc.constantFrom({}, { present_match: true }, { present_match: false }) },
      ),
      inverted: fc.integer({ min: 0, max: 3 }),
      empty: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ name, what, inverted, empty }) => ({
      name,
      ...what,
      ...(inverted === 0 && { invert_match: true }),
      ...(empty === 0 && { treat_missing_header_as_empty: true }),
    }));

const queryMatcher = (share: Share): fc.Arbitrary<QueryMatcher> =>
  fc
    .record({
      name: fc.constantFrom('q', 'r'),
      what: fc.oneof(
        { weight: 4, arbitrary: stringMatcher(share).map((string_match) => ({ string_match })) },
        fc.constantFrom({ present_match: true }, { present_match: false }),
      ),
    })
    .map(({ name, what }) => ({ name, ...what }));

const method = fc
  .constantFrom<StringMatcher>({ exact: 'GET' }, { exact: 'POST' }, { exact: 'PURGE' }, { prefix: 'P' })
  .map((string_match): HeaderMatcher => ({ name: ':method', string_match }));

const pathMatch = (share: Share): fc.Arbitrary<RouteMatch> =>
  shared<RouteMatch>(
    share,
    regex(['/a+', '/[ab]/.*', '/(?i:A)B?', '/a(/.*)?']),
    fc.oneof(
      { weight: 4, arbitrary: path.map((prefix) => ({ prefix })) },
      { weight: 3, arbitrary: path.map((exact) => ({ path: exact })) },
      {
        weight: 3,
        arbitrary: fc.constantFrom('/a', '/b', '/a/b', '/ab', '/a//b').map((text) => ({ path_separated_prefix: text })),
      },
      { weight: 1, arbitrary: fc.constantFrom<RouteMatch>({ path: '/a?b' }, { prefix: '/a#' }, { prefix: '' }) },
      { weight: 2, arbitrary: path.map((prefix) => ({ prefix, case_sensitive: false as const })) },
      { weight: 1, arbitrary: path.map((exact) => ({ path: exact, case_sensitive: false as const })) },
    ),
  );

/** As many as one of the lengths says. */
export const some = <T>(of: fc.Arbitrary<T>, lengths: readonly number[]): fc.Arbitrary<T[]> =>
  fc.constantFrom(...lengths).chain((length) => fc.array(of, { minLength: length, maxLength: length }));

/** Matches of every kind that patterns can say. */
export const routeMatches = (share: Share): fc.Arbitrary<RouteMatch> =>
  fc
    .record({
      on: pathMatch(share),
      headers: some(headerMatcher(share), [0, 0, 1, 1, 2]),
      query: some(queryMatcher(share), [0, 0, 1, 1, 2]),
      method: some(method, [0, 0, 1]),
    })
    .map(({ on, headers, query, method: methods }) => ({
      ...on,
      ...(headers.length + methods.length > 0 && { headers: [...methods, ...headers] }),
      ...(query.length > 0 && { query_parameters: query }),
    }));
