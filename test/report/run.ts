import { request } from '../../src/algebra/request.ts';
import { SourceText, type Span } from '../../src/document/source-text.ts';
import type { Finding, Located } from '../../src/finding/finding.ts';
import type { Run, Summary } from '../../src/finding/run.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import type { ObjectKey } from '../../src/resource/resource.ts';

export const plain: ReportOptions = { color: false, width: 100, quiet: false };

/** The nth occurrence of a part of a text, as a span. */
export function spanOf(source: SourceText, part: string, nth = 1): Span {
  let start = -1;
  for (let i = 0; i < nth; i++) start = source.text.indexOf(part, start + 1);
  if (start === -1) throw new Error(`the text has no ${part}`);
  return source.span(start, start + part.length);
}

export function placeOf(source: SourceText, part: string, nth = 1): Located {
  return { resource: null, pointer: '/spec', span: spanOf(source, part, nth) };
}

/** A place without a text. */
export function placeless(resource: ObjectKey | null = null, pointer: string | null = null): Located {
  return { resource, pointer, span: null };
}

export function gatewayRoute(name: string): ObjectKey {
  return {
    group: 'appmesh.k8s.aws',
    kind: 'GatewayRoute',
    namespace: 'shop',
    name,
  };
}

export function findingWith(given: Partial<Finding> & Pick<Finding, 'at'>): Finding {
  return {
    rule: 'unreachable-route',
    severity: 'error',
    what: 'no request can reach route `canary`',
    why: 'every request it matches goes to `all` first',
    fix: 'give `canary` precedence',
    related: [],
    witness: null,
    certainty: 'proven',
    fingerprint: '0123456789abcdef01234567',
    subjects: [],
    ...given,
  };
}

export function runWith(
  findings: readonly Finding[],
  sources: readonly SourceText[] = [],
  summary: Partial<Summary> = {},
): Run {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings,
    suppressed: [],
    cards: [],
    texts: new Map(sources.map((source) => [source.path, source])),
    summary: {
      files: sources.length,
      resources: sources.length,
      onlyTemplates: false,
      skipped: [],
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed: 0,
      baselined: 0,
      routes: 0,
      tables: 0,
      reachable: 0,
      undecided: [],
      notes: [],
      ...summary,
    },
    stats: { phases: [], rules: [] },
  };
}

export const witness = request({
  method: 'POST',
  host: 'shop.example.com',
  path: '/cart',
  query: 'x=1',
  headers: [{ name: 'x-canary', value: 'true' }],
});

export { SourceText };
