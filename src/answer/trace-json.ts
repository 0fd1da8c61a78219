import type { Request } from '../algebra/request.ts';
import { maskRequest, maskText } from '../report/mask.ts';
import { neutraliseJson } from '../report/neutralise.ts';
import type { HopAnswer, OutcomeAnswer, TraceAnswer } from './trace-answer.ts';

/** The answer on one line of JSON: product.md, `trace --format json`. */
export function traceJson(answer: TraceAnswer): string {
  return `${neutraliseJson(JSON.stringify(plainTrace(answer)))}\n`;
}

/** The answer with requests as they are printed. */
export function plainTrace(answer: TraceAnswer) {
  const { request, outcome, hops } = answer;
  return {
    ...answer,
    request: plainRequest(request),
    outcome,
    hops: hops.map((hop) => ({ ...hop, request: plainRequest(hop.request) })),
  };
}

export function plainRequest({ scheme, method, host, port, path, query, headers, sni }: Request) {
  return { scheme, method, host, port, path, query, headers, ...(sni !== undefined && { sni }) };
}

/** The answer with `***` for every value that {@link maskRequest} masks, and in sentences that quote it. */
export function maskTrace(answer: TraceAnswer): TraceAnswer {
  const secrets = secretsOf(answer.request);
  const words = (text: string) => maskText(text, secrets);
  return {
    ...answer,
    request: maskRequest(answer.request),
    hops: answer.hops.map(
      (hop): HopAnswer => ({
        ...hop,
        request: maskRequest(hop.request),
        considered: hop.considered.map((one) => ({ ...one, because: words(one.because) })),
      }),
    ),
    outcome: maskOutcome(answer.outcome, words),
  };
}

function maskOutcome(outcome: OutcomeAnswer, words: (text: string) => string): OutcomeAnswer {
  switch (outcome.kind) {
    case 'redirect':
      return { ...outcome, location: outcome.location === null ? null : words(outcome.location) };
    case 'none': {
      const { nearest } = outcome;
      return { ...outcome, nearest: nearest === null ? null : { ...nearest, because: words(nearest.because) } };
    }
    case 'error':
      return { ...outcome, message: words(outcome.message) };
    default:
      return outcome;
  }
}

/** The values that are masked in the request itself. */
function secretsOf(request: Request): readonly string[] {
  const shown = maskRequest(request);
  const values = request.headers.flatMap(({ value }, index) => (shown.headers[index]?.value === value ? [] : [value]));
  const pairs = request.query.split('&');
  const masked = shown.query.split('&');
  const queries = pairs.flatMap((pair, index) => (masked[index] === pair ? [] : [pair.slice(pair.indexOf('=') + 1)]));
  return [...values, ...queries].filter((value) => value.length >= 4).sort((a, b) => b.length - a.length);
}
