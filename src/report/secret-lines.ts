import type { SourceText } from '../document/source-text.ts';
import type { Stretch } from './cells.ts';
import { type Entry, outline } from './outline.ts';
import { isCredentialHeader, isSecretName, mayHoldSecrets } from './secret-name.ts';

/** Keys whose scalar is what a condition or an edit says about the name it belongs to. */
const says = /^(?:exact|prefix|suffix|regex|safeRegex|contains|pattern|equals|match|values?)$/;
/** Keys whose scalar names a header or parameter. */
const names = /^(?:name|header|headerName|key)$/;
/** Keys that hold conditions on, or edits of, headers, query parameters and cookies. */
const fields = /header|quer(?:y|ies)|cookie/i;
/** Keys that hold a credential in whatever object they stand. */
const credential = /^(?:password|passwd|passphrase|token|client_?secret|api_?key|access_?token)$/i;

/**
 * Where a text holds the values of secret names, by line.
 *
 * Known are `- name: authorization` with the values beside and below it, `authorization: x` and what stands below it
 * (inside conditions on headers and queries also names like a token, key, secret or password), `value:` beside such a
 * name anywhere, `password:` and its like, `data` and `stringData` of a Secret. References (`secretName: shop`) stay.
 */
export function secretLines(source: SourceText): ReadonlyMap<number, readonly Stretch[]> {
  const lines = new Map<number, Stretch[]>();
  if (!mayHoldSecrets(source.text)) return lines;
  for (const entries of outline(source)) {
    const scopes = new Map<Entry, Scope>();
    for (const entry of entries) {
      const above = (entry.parent && scopes.get(entry.parent)) ?? free;
      const beyond = (entry.parent?.parent && scopes.get(entry.parent.parent)) ?? free;
      scopes.set(entry, scope(entry, above));
      if (entry.scalar.length === 0 || !isSecret(entry, above, beyond)) continue;
      for (const { line, start, end } of entry.scalar) {
        const known = lines.get(line);
        if (known === undefined) lines.set(line, [{ start, end }]);
        else known.push({ start, end });
      }
    }
  }
  return lines;
}

/** What an entry means for those below it. */
interface Scope {
  /** It is, or stands below, a key that holds conditions on fields. */
  readonly inFields: boolean;
  /** It is, or stands below, a secret field. */
  readonly ofSecret: boolean;
  /** `name: authorization`, or the like, stands in it. */
  readonly namesSecret: boolean;
  /** `kind: Secret` stands in it. */
  readonly isSecretObject: boolean;
}

const free: Scope = {
  inFields: false,
  ofSecret: false,
  namesSecret: false,
  isSecretObject: false,
};

function scope(entry: Entry, above: Scope): Scope {
  const { key, parent, children } = entry;
  // `metadata` holds the headers of gRPC in App Mesh, as a list; everywhere else it is a mapping.
  const inFields = above.inFields || (key === null ? parent?.key === 'metadata' : fields.test(key));
  const namesSecret = children.some(
    (child) => child.key !== null && names.test(child.key) && isSecretName(child.value),
  );
  return {
    inFields,
    ofSecret: above.ofSecret || isSecretField(key, above) || (inFields && namesSecret),
    namesSecret,
    isSecretObject: children.some((child) => child.key === 'kind' && child.value === 'Secret'),
  };
}

/** True iff the key itself is the name of a secret field. */
function isSecretField(key: string | null, above: Scope): boolean {
  if (key === null || key.startsWith('x-kubernetes-')) return false; // `x-kubernetes-list-map-keys` is of CRDs
  return isCredentialHeader(key) || (above.inFields && !names.test(key) && isSecretName(key));
}

function isSecret({ key, parent }: Entry, above: Scope, beyond: Scope): boolean {
  if (key === null) {
    const values = parent !== null && parent.key !== null && says.test(parent.key);
    return above.ofSecret ? values || !beyond.ofSecret : values && beyond.namesSecret;
  }
  if (isSecretField(key, above) || credential.test(key)) return true;
  if (above.ofSecret && says.test(key)) return true;
  if (above.namesSecret && /^values?$/.test(key)) return true;
  return beyond.isSecretObject && (parent?.key === 'data' || parent?.key === 'stringData');
}
