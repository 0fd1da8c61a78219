import { formedCredentials, mayHoldForms } from '../finding/credential.ts';
import type { Stretch } from './cells.ts';

/** Names whose values are secrets wherever they stand. */
const certain = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i;

const words = /authorization|cookie|token|secret|passw|passphrase|pwd|credential|bearer|jwt|keys?(?![a-z])/;

/** True iff a header or query parameter of this name carries a secret: `authorization`, `cookie`, or like a token, key, secret or password. */
export function isSecretName(name: string): boolean {
  return words.test(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase());
}

/** True iff the name is one of those headers that hold nothing but secrets. */
export function isCredentialHeader(name: string): boolean {
  return certain.test(name);
}

/** True iff the text can hold a name that {@link isSecretName} accepts, or a credential that prose gives away. */
export function mayHoldSecrets(text: string): boolean {
  return /authorization|cookie|token|secret|passw|passphrase|pwd|credential|bearer|basic|jwt|key|:\/\/[^\s/]*@/i.test(
    text,
  );
}

/** The value is the last group of each; a name, where there is one, is the first. */
const patterns: readonly RegExp[] = [
  // `Authorization: Bearer x`, `cookie = "x"`; a flow collection or a reference behind the colon is no value.
  /\b(?:proxy-)?(?:authorization|(?:set-)?cookie)["']?\s{0,9}[:=]\s{0,9}["']?([^\s"'`{}[\]|>&*,;][^"'`{},;]*)/dgi,
  // https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header, in the snippets of ingress-nginx
  /\b(?:proxy_set_header|grpc_set_header|add_header)\s{1,9}([\w-]+)\s{1,9}["']?([^\s"';]+(?:\s[^\s"';]+)*)/dgi,
  /[?&;]([^=&?\s"'`]{1,80})=([^&\s"'`#;)]+)/dg,
  /:\/\/[^\s/@:"'`]*:([^\s/@"'`]+)@/dg,
];

/** False iff none of the patterns can match: most sentences are no matter of theirs, and one test is told sooner than five. */
function mayGiveAway(text: string): boolean {
  return /authorization|cookie|_header|bearer|basic|[?&;][^=]+=|:\/\//i.test(text);
}

/** Where a sentence, a comment or a line holds a credential in a form that needs no structure to be known. */
export function secretsInProse(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const add = (range: readonly [number, number] | undefined) => {
    if (range !== undefined) found.push({ start: range[0], end: range[1] });
  };
  if (mayHoldForms(text)) for (const { at } of formedCredentials(text)) add(at);
  if (!mayGiveAway(text)) return found;
  for (const match of text.matchAll(/\b(?:Bearer|Basic)\s{1,9}([\w+/.~=-]{8,})/dgi)) {
    // "basic authentication" is prose: a credential has digits, or is longer than a word.
    if (/\d/.test(match[1] ?? '') || (match[1] ?? '').length > 20) add(match.indices?.[1]);
  }
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const name = match.length > 2 ? match[1] : undefined;
      if (name === undefined || isSecretName(name)) add(match.indices?.[match.length - 1]);
    }
  }
  return found;
}
