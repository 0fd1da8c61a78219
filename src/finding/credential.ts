/** Something that is a credential by its form alone, and what to call it. */
interface Form {
  readonly is: string;
  readonly pattern: RegExp;
}

/**
 * Forms that their issuers document, so that whoever has the text has the rights: a name beside it is not needed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids,
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/, RFC 7519, RFC 7468
 */
const forms: readonly Form[] = [
  { is: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { is: 'a GitHub token', pattern: /\b(?:gh[pousr]_\w{36,}|github_pat_\w{22,})/g },
  { is: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}/g },
  { is: 'a Slack token', pattern: /\bxox[abeoprs]-[\w-]{10,}/g },
  { is: 'a Stripe key', pattern: /\b[rs]k_live_\w{16,}/g },
  { is: 'a Google API key', pattern: /\bAIza[\w-]{35}/g },
  { is: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}/g },
  { is: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g },
  { is: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
];

/** Where a text holds what is a credential by its form. */
export function formedCredentials(
  text: string,
): readonly { readonly is: string; readonly at: readonly [number, number] }[] {
  if (text.length < 16) return [];
  return forms.flatMap(({ is, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ is, at: [index, index + found.length] as const })),
  );
}

/** True iff a text can hold such a form. */
export function mayHoldForms(text: string): boolean {
  return /AKIA|ASIA|gh[pousr]_|github_pat|glpat-|xox|k_live_|AIza|npm_|eyJ|PRIVATE KEY/.test(text);
}

/** Names whose value is a secret itself, and no word about one: not `x-token-type`, not `key-id`. */
const secretNames =
  /(?:^|[-_.])(?:authorization|token|secret|password|passwd|passphrase|jwt|credentials?|api-?_?key|access-?_?key|secret-?_?key)$/;

/**
 * What kind of credential a text is that a header or query parameter of this name is compared with or set to; null iff
 * none that can be told. `whole`: it is the whole value, no part of one and no expression.
 */
export function credentialIn(name: string, text: string, whole: boolean): string | null {
  const [formed] = formedCredentials(text);
  if (formed !== undefined) return formed.is;
  const scheme = /\b(Bearer|Basic)\s+([\w+/.~=-]{8,})/i.exec(text);
  if (scheme !== null && isRandom(scheme[2] ?? ''))
    return /^b.*r$/i.test(scheme[1] ?? '') ? 'a bearer token' : 'a password';
  const lower = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
  if (/(?:^|;\s*)[\w.-]*(?:session|sid|token|auth|jwt)[\w.-]*=[\w+/.~%-]{16,}/i.test(lower === 'cookie' ? text : '')) {
    return 'the cookie of a session';
  }
  return whole && secretNames.test(lower) && isRandom(text) ? 'a secret' : null;
}

/** Digits and letters, or longer than a word: a name as `partner-a` or a placeholder is no credential. */
function isRandom(text: string): boolean {
  if (text.length < 8 || /\s|[$<{]/.test(text)) return false;
  return (/\d/.test(text) && /[a-z]/i.test(text)) || text.length > 24;
}
