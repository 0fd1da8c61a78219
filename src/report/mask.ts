import type { Request } from '../algebra/request.ts';
import type { Finding } from '../finding/finding.ts';
import type { Run, Summary } from '../finding/run.ts';
import type { Stretch } from './cells.ts';
import { type Quoting, quoting } from './quoting.ts';
import { isSecretName, secretsInProse } from './secret-name.ts';

const mask = '***';

/** The run as every reporter may print it: findings and sentences hold no secret that can be told from its name. */
export function masked(run: Run): Run {
  const quotes = quoting(run.texts);
  return {
    ...run,
    findings: run.findings.map((finding) => maskFinding(finding, quotes)),
    summary: maskSummary(run.summary),
  };
}

/** The summary with `***` for what its sentences give away. */
export function maskSummary(summary: Summary): Summary {
  return {
    ...summary,
    skipped: summary.skipped.map(({ path, reason }) => ({
      path,
      reason: maskText(reason),
    })),
    undecided: summary.undecided.map(({ question, cap }) => ({
      question: maskText(question),
      cap: maskText(cap),
    })),
    notes: summary.notes.map((note) => maskText(note)),
  };
}

/**
 * The finding with its witness masked, and in its sentences every value that is masked in the lines it points at or in its
 * witness.
 */
export function maskFinding(finding: Finding, quotes: Quoting): Finding {
  const known = new Set<string>();
  for (const { span } of [finding.at, ...finding.related]) {
    if (span === null) continue;
    for (const secret of quotes.secrets(span)) known.add(secret);
  }
  for (const { name, value } of finding.witness?.headers ?? []) if (isSecretName(name)) known.add(value);
  for (const { start, end } of querySecrets(finding.witness?.query ?? '')) {
    known.add((finding.witness?.query ?? '').slice(start, end));
  }
  // Shorter values are parts of ordinary words: a sentence without its words says nothing.
  const secrets = [...known].filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  return {
    ...finding,
    what: maskText(finding.what, secrets),
    why: maskText(finding.why, secrets),
    fix: maskText(finding.fix, secrets),
    related: finding.related.map((place) => ({
      ...place,
      note: maskText(place.note, secrets),
    })),
    witness: finding.witness === null ? null : maskRequest(finding.witness),
  };
}

/** The request with `***` for the values of `authorization`, `cookie` and names like a token, key, secret or password. */
export function maskRequest(request: Request): Request {
  return {
    ...request,
    query: replace(request.query, querySecrets(request.query)),
    headers: request.headers.map(({ name, value }) => ({
      name,
      value: isSecretName(name) && value !== '' ? mask : maskText(value),
    })),
  };
}

/** A sentence with `***` for the given secrets, and for those that its own words give away. */
export function maskText(text: string, secrets: readonly string[] = []): string {
  let result = text;
  for (const secret of secrets) result = result.replaceAll(secret, mask);
  return replace(result, secretsInProse(result));
}

function querySecrets(query: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { index, 0: pair } of query.matchAll(/[^&;]+/g)) {
    const equals = pair.indexOf('=');
    if (equals === -1 || equals === pair.length - 1 || !isSecretName(decoded(pair.slice(0, equals)))) continue;
    found.push({ start: index + equals + 1, end: index + pair.length });
  }
  return found;
}

function decoded(name: string): string {
  return name.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The text with `***` for each stretch; they may overlap. */
function replace(text: string, stretches: readonly Stretch[]): string {
  let result = '';
  let from = 0;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    if (start >= from) result += text.slice(from, start) + mask;
    from = end;
  }
  return result + text.slice(from);
}
