import { code } from '../base/wording.ts';
import { UsageError } from './exit-code.ts';

/** A request as it is being put together from what somebody typed. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** `Name: value`, as in curl: `Name;` is a header without a value. Throws {@link UsageError}. */
export function headerOf(text: string): { readonly name: string; readonly value: string } {
  const parsed = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*:\s*([^\r\n]*?)\s*|;)$/.exec(text.trim());
  if (parsed === null) throw new UsageError(`${code(text)} is no header`, "write -H 'name: value'");
  return { name: (parsed[1] ?? '').toLowerCase(), value: parsed[2] ?? '' };
}
