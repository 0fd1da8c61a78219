import type { Request } from '../algebra/request.ts';
import { code, list } from '../base/wording.ts';
import type { Accepts } from '../model/call.ts';
import { neutralise } from '../report/neutralise.ts';
import { palette } from '../report/palette.ts';
import { brief } from '../report/witness.ts';
import type {
  BackendAnswer,
  HopAnswer,
  OutcomeAnswer,
  RouteAnswer,
  SettingAnswer,
  Spot,
  TraceAnswer,
} from './trace-answer.ts';

/** Tried and passed over; more are counted. */
const mostPassed = 8;

interface Row {
  readonly word: string;
  readonly text: string;
}

/** One request hop by hop, for people: the empty string for none. */
export function traceText({ request, outcome, hops }: TraceAnswer, color: boolean): string {
  const paint = palette(color);
  const lines = [
    paint.strong(neutralise(title(request))),
    ...hops.flatMap((hop, index) => [
      `${paint.frame(String(index + 1).padStart(3))} ${paint.strong(neutralise(at(hop)))}`,
      ...rows(hop).map(({ word, text }) => `    ${paint.frame(word.padEnd(8))} ${neutralise(text)}`),
    ]),
    ...ending(outcome).map(
      (text, index) =>
        `${index === 0 ? ` ${paint[outcome.kind === 'forward' ? 'info' : 'error']('=>')}` : '   '} ${neutralise(text)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function title(request: Request): string {
  return brief(request).replace(' ', ` ${request.scheme}://`);
}

function at({ at: label, share, request }: HopAnswer): string {
  const part = share === null || share === 100 ? '' : `, ${share} % of the requests`;
  return `${label}${part}${request.path === '/' ? '' : `, ${request.path}`}`;
}

function rows({
  mtls,
  considered,
  table,
  route,
  rivals,
  rewrite,
  request,
  pathBefore,
  timeout,
  retries,
}: HopAnswer): readonly Row[] {
  const passed = considered.slice(0, mostPassed);
  return [
    ...(mtls?.accepts ? [{ word: 'takes', text: takes[mtls.accepts] }] : []),
    ...(pathBefore === null
      ? []
      : [{ word: 'path', text: `${pathBefore}, which the proxy normalises to ${request.path}` }]),
    ...(table === null ? [] : [{ word: 'table', text: table }]),
    ...passed.map((one) => ({ word: 'not', text: `${named(one.route)}: ${one.because}` })),
    ...(considered.length > mostPassed
      ? [{ word: 'not', text: `${considered.length - mostPassed} more, which --format json lists` }]
      : []),
    ...(route === null ? [] : [{ word: 'route', text: named(route) }]),
    ...rivals.map((rival) => ({ word: 'or', text: `${named(rival)}, because nothing certain orders the two` })),
    ...(rewrite === null ? [] : [{ word: 'rewrite', text: rewritten(request, rewrite) }]),
    ...(timeout === null ? [] : [{ word: 'timeout', text: duration(timeout) }]),
    ...(retries === null
      ? []
      : [
          {
            word: 'retries',
            text: told(retries, ({ attempts, perTry, on }) =>
              [
                attempts === null ? 'not known' : String(attempts),
                ...(perTry === null ? [] : [`${milliseconds(perTry)} each`]),
                ...(on.length === 0 ? [] : [`on ${list(on)}`]),
              ].join(', '),
            ),
          },
        ]),
  ];
}

const takes: Readonly<Record<Accepts, string>> = {
  plaintext: 'plaintext only',
  both: 'plaintext and TLS',
  tls: 'TLS, without a certificate of the client',
  mtls: 'TLS with a certificate of the client',
};

function named(route: RouteAnswer): string {
  return `${code(route.name)}${behind(route)}`;
}

function behind({ path, line }: Spot): string {
  return path === null ? '' : ` (${path}${line === null ? '' : `:${line}`})`;
}

function rewritten(from: Request, to: NonNullable<HopAnswer['rewrite']>): string {
  const parts = [
    ...(from.path === to.path ? [] : [`${from.path} becomes ${to.path}`]),
    ...(from.host === to.host ? [] : [`host ${from.host} becomes ${to.host}`]),
  ];
  return parts.join(', ');
}

function told<T>(setting: SettingAnswer<T>, words: (value: T) => string): string {
  const { value, from, note, at: place } = setting;
  if (value === null) return note ?? 'none';
  if (from === 'default') return `${words(value)} by default${note === null ? '' : `: ${note}`}`;
  return words(value) + (place === null ? '' : behind(place));
}

function duration(timeout: SettingAnswer<number>): string {
  return told(timeout, milliseconds);
}

function milliseconds(value: number): string {
  if (value === 0) return 'none';
  return value % 1000 === 0 ? `${value / 1000} s` : `${value} ms`;
}

function ending(outcome: OutcomeAnswer): readonly string[] {
  switch (outcome.kind) {
    case 'forward':
      return outcome.backends.flatMap(backend);
    case 'redirect':
      return [`${outcome.status}, redirected to ${outcome.location ?? 'what this run cannot know'}`];
    case 'respond':
      return [`${outcome.status}, answered without a backend`];
    case 'none': {
      const { nearest } = outcome;
      return [
        `${outcome.status}: no route of ${outcome.at} takes the request`,
        ...(nearest === null ? ['it has no route'] : [`the nearest is ${named(nearest.route)}: ${nearest.because}`]),
      ];
    }
    default:
      return [outcome.message];
  }
}

function backend({
  kind,
  namespace,
  name,
  port,
  weight,
  workloads,
  timeout,
  mtls,
  because,
}: BackendAnswer): readonly string[] {
  const label = `${kind === '' ? '' : `${kind} `}${namespace === '' ? '' : `${namespace}/`}${name}${port === null ? '' : `:${port}`}`;
  const pods = workloads.map((one) => `${one.kind} ${one.namespace === '' ? '' : `${one.namespace}/`}${one.name}`);
  const share = weight === null ? 'an unknown share' : `${weight} %`;
  if (because !== null) return [`${share} to ${label}: ${because}`];
  return [
    `${share} to ${label}${pods.length === 0 ? '' : `, served by ${list(pods)}`}`,
    ...(timeout === null || timeout.value === null ? [] : [`  its timeout: ${duration(timeout)}`]),
    ...mtls.map(
      (end) => `  mTLS with ${end.caller}: ${secured(end.mutual)}${end.because === null ? '' : `, ${end.because}`}`,
    ),
  ];
}

function secured(mutual: boolean | null): string {
  if (mutual === null) return 'not known';
  return mutual ? 'yes' : 'no';
}
