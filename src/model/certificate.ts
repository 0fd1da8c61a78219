import { sameText } from '../document/placeholder.ts';
import type { SourceRef } from '../document/ref.ts';

/** Why an end does not have what it should show or check. */
export interface Absence {
  /** Where that is decided. */
  readonly at: SourceRef;
  /** As a clause. */
  readonly because: string;
  /** As an imperative clause. */
  readonly remedy: string;
}

/** A certificate that one end shows, as far as files tell of it. */
export interface Certificate {
  readonly at: SourceRef;
  /**
   * Its SPIFFE ID, null where files do not say: a certificate with one has no other URI among its names.
   * https://github.com/spiffe/spiffe/blob/665a28f/standards/X509-SVID.md#2-spiffe-id
   */
  readonly id: string | null;
  /** Null iff nothing says that it is missing. */
  readonly absent: Absence | null;
}

/** What one end asks of the certificate of the other. */
export interface Demand {
  readonly at: SourceRef;
  /** It must have one of these names, none where they cannot be read; null: none is listed, so that `unlisted` holds. */
  readonly names: { readonly of: readonly string[]; readonly at: SourceRef } | null;
  /** `address`: the name under which the other end is found. */
  readonly unlisted: 'any name' | 'address';
  /** The trust domain, as a SPIFFE ID, whose authorities must have issued it; null: another sort, or nobody knows. */
  readonly trust: { readonly domain: string; readonly at: SourceRef } | null;
  readonly absent: Absence | null;
}

/** Why a certificate cannot fulfil a demand. */
export type Refusal =
  | { readonly because: 'name'; readonly shown: string; readonly asked: readonly string[]; readonly at: SourceRef }
  /** It may have the address among its other names, which files do not tell. */
  | { readonly because: 'address'; readonly shown: string; readonly at: SourceRef }
  | { readonly because: 'authority'; readonly shown: string; readonly asked: string; readonly at: SourceRef };

/** Why no value of any placeholder makes the certificate fulfil the demand; null iff it may. */
export function refusal({ names, unlisted, trust, at }: Demand, { id }: Certificate): Refusal | null {
  if (id === null) return null;
  const domain = trustDomain(id);
  if (trust !== null && domain !== null && sameText(domain, trust.domain) === 'different') {
    return { because: 'authority', shown: domain, asked: trust.domain, at: trust.at };
  }
  if (names === null) return unlisted === 'address' ? { because: 'address', shown: id, at } : null;
  // A name that is no URI may stand in the certificate beside its ID.
  const none = names.of.every((name) => name.startsWith('spiffe://') && sameText(name, id) === 'different');
  return none && names.of.length > 0 ? { because: 'name', shown: id, asked: names.of, at: names.at } : null;
}

/** `spiffe://shop.example` of `spiffe://shop.example/cart`; null where a placeholder may hold the slash. */
export function trustDomain(id: string): string | null {
  return /^(spiffe:\/\/[^/]*)\//.exec(id)?.[1] ?? null;
}
