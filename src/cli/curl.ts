import { code } from '../base/wording.ts';
import { type Asked, headerOf } from './asked.ts';
import { UsageError } from './exit-code.ts';

/** Options that take a word and change nothing about what is sent. https://curl.se/docs/manpage.html */
const withValue = new Set([
  ...['--cacert', '--cert', '--connect-timeout', '--connect-to', '--cookie-jar', '--key', '--max-time', '--output'],
  ...['--proxy', '--resolve', '--retry', '--write-out', '--ciphers', '--interface', '--limit-rate', '--dump-header'],
  ...['-E', '-c', '-m', '-o', '-x', '-w', '-D', '-K', '--config', '--capath', '--tls-max', '--retry-delay'],
]);

/** Options with a body, which make a request a POST. */
const bodies = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--data-urlencode',
  '-F',
  '--form',
  '--json',
]);

const asIs = (value: string) => value;
const basic = (value: string) => `Basic ${Buffer.from(value).toString('base64')}`;

/** Options that are one header. */
const headerOptions: Readonly<Record<string, { readonly name: string; readonly of: (value: string) => string }>> = {
  '-A': { name: 'user-agent', of: asIs },
  '--user-agent': { name: 'user-agent', of: asIs },
  '-b': { name: 'cookie', of: asIs },
  '--cookie': { name: 'cookie', of: asIs },
  '-e': { name: 'referer', of: asIs },
  '--referer': { name: 'referer', of: asIs },
  '-u': { name: 'authorization', of: basic },
  '--user': { name: 'authorization', of: basic },
};

const shortWithValue = /^-[XHdFAebuTEcmowxDK]/;

interface Draft {
  method: string | null;
  url: string | null;
  readonly headers: { name: string; value: string }[];
  readonly data: string[];
  /** The header that a body gives by itself. */
  formType: { name: string; value: string } | null;
  asQuery: boolean;
  pathAsIs: boolean;
}

/**
 * The request that a curl command sends, of its words behind `curl`, up to a pipe or what else ends it. Headers that curl adds by itself are left out: their
 * values depend on its version. Throws {@link UsageError}.
 */
export function curlRequest(words: readonly string[]): Asked {
  const draft: Draft = {
    method: null,
    url: null,
    headers: [],
    data: [],
    formType: null,
    asQuery: false,
    pathAsIs: false,
  };
  const end = words.findIndex((word) => /^(?:\|\|?|&&?|;|\d?>>?(?:&\d)?|<)$/.test(word));
  const rest = [...split(end < 0 ? words : words.slice(0, end))];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) read(word, rest, draft);
  if (draft.url === null) throw new UsageError('the curl command names no URL', 'paste the whole command');
  const method = draft.method ?? (draft.data.length > 0 && !draft.asQuery ? 'POST' : 'GET');
  // What goes into the query has no body, so no type of a body.
  const headers = draft.asQuery ? draft.headers.filter((header) => header !== draft.formType) : draft.headers;
  const url = draft.pathAsIs ? draft.url : withoutDots(draft.url);
  return { method, url: draft.asQuery ? withQuery(url, draft.data) : url, headers };
}

/** `--name=value` is no curl, but `-XPOST` and `-sSL` are: one option a word. */
function* split(words: readonly string[]): Iterable<string> {
  for (const word of words) {
    if (!/^-[A-Za-z]{1}./.test(word)) {
      yield word;
      continue;
    }
    let left = word.slice(1);
    while (left !== '') {
      const option = `-${left[0]}`;
      yield option;
      left = left.slice(1);
      if (shortWithValue.test(option)) {
        if (left !== '') yield left;
        break;
      }
    }
  }
}

function read(word: string, rest: string[], draft: Draft): void {
  const value = (): string => {
    const next = rest.shift();
    if (next === undefined) throw new UsageError(`curl: ${code(word)} needs a value`, 'paste the whole command');
    return next;
  };
  const header = (name: string, text: string) => void draft.headers.push({ name, value: text });
  if (!word.startsWith('-') || word === '-') {
    if (draft.url !== null) throw new UsageError('the curl command names two URLs', 'trace one at a time');
    draft.url = word;
  } else if (bodies.has(word)) {
    draft.data.push(value());
    if (word === '--json') header('content-type', 'application/json');
    else if (word.startsWith('--data') || word === '-d') defaultType(draft);
  } else if (withValue.has(word)) value();
  else if (Object.hasOwn(headerOptions, word)) {
    const { name, of } = headerOptions[word] ?? { name: '', of: String };
    header(name, of(value()));
  } else known(word, value, draft);
}

function known(word: string, value: () => string, draft: Draft): void {
  switch (word) {
    case '-X':
    case '--request':
      draft.method = value();
      return;
    case '--url':
      draft.url = value();
      return;
    case '-H':
    case '--header': {
      const text = value();
      // `Name:` keeps curl from sending a header of its own.
      if (!/^[^:;]+:\s*$/.test(text)) draft.headers.push(headerOf(text));
      return;
    }
    case '-I':
    case '--head':
      draft.method ??= 'HEAD';
      return;
    case '-T':
    case '--upload-file':
      value();
      draft.method ??= 'PUT';
      return;
    case '-G':
    case '--get':
      draft.asQuery = true;
      return;
    case '--path-as-is':
      draft.pathAsIs = true;
      return;
    default:
      // Every other option is a switch of the transfer, as --compressed, --insecure, --location and --http2 are.
      return;
  }
}

function defaultType(draft: Draft): void {
  if (draft.headers.some(({ name }) => name === 'content-type')) return;
  draft.formType = { name: 'content-type', value: 'application/x-www-form-urlencoded' };
  draft.headers.push(draft.formType);
}

function withQuery(url: string, data: readonly string[]): string {
  const [before = '', fragment] = url.split('#', 2);
  const text = data.join('&');
  return `${before}${before.includes('?') ? '&' : '?'}${text}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** curl removes dot segments from the path: RFC 3986, section 5.2.4. */
function withoutDots(url: string): string {
  const [, start = '', path = '', end = ''] = /^((?:\w+:\/\/)?[^/?#]*)([^?#]*)([\s\S]*)$/.exec(url) ?? [];
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (last) kept.push('');
  }
  return start + (path === '' ? '' : `/${kept.join('/')}`) + end;
}
