import { closest, code } from '../../base/wording.ts';
import type { Fault } from '../../document/fault.ts';
import type { Path } from '../../document/ref.ts';
import type { Checking } from './checking.ts';
import type { Bounds, IntegerNode, ListNode, Node, Refusal, TextNode } from './node.ts';
import { numeral, short, wanted } from './phrase.ts';

/** Magnitude past which no 64-bit integer lies, as near as a number can say it: the API server cannot read such a value. */
const int64 = 2 ** 63;

/** What is wrong with a scalar of the right type, or with the number of items of a list; undefined iff it fits. */
export function checkScalar(value: unknown, node: Node, path: Path, about: Checking): Fault | undefined {
  const fault = (words: string, refusal: Refusal, instead?: string): Fault => ({
    id: 'invalid-field',
    at: { document: about.document, path: [...path], part: 'value' },
    found: words,
    expected: wanted(node),
    ...(instead !== undefined && { instead }),
    because: refusal.because,
  });
  switch (node.is) {
    case 'text': {
      if (typeof value !== 'string') return undefined;
      if (node.oneOf !== undefined) {
        return node.oneOf.includes(value) ? undefined : fault(code(short(value)), about.refusal, option(value, node));
      }
      const length = charactersOf(value);
      const refusal = outside(length, node, about.refusal);
      if (refusal !== undefined) return fault(length === 0 ? 'an empty string' : `${length} characters`, refusal);
      const form = node.tighter?.form;
      if (node.tighter !== undefined && form !== undefined && !form.test(value)) {
        const meant = value === '' ? undefined : form.mend?.(value);
        return fault(
          value === '' ? 'an empty string' : code(short(value)),
          node.tighter.refusal,
          meant === undefined ? undefined : `write ${code(short(meant))}`,
        );
      }
      if (node.reserved?.test(value) !== true) return undefined;
      const { instead, refusal: keeper } = node.reserved;
      return { ...fault(code(short(value)), keeper, instead), id: 'reserved-name', expected: [] };
    }
    case 'integer': {
      if (typeof value !== 'number') return undefined;
      if (!Number.isInteger(value) || Math.abs(value) > int64) return fault(code(numeral(value)), about.refusal);
      const refusal = outside(value, node, about.refusal);
      return refusal === undefined ? undefined : fault(code(numeral(value)), refusal);
    }
    case 'list': {
      const count = Array.isArray(value) ? value.length : 0;
      const refusal = outside(count, node, about.refusal);
      return refusal === undefined
        ? undefined
        : fault(count === 0 ? 'an empty list' : count === 1 ? '1 item' : `${count} items`, refusal);
    }
    default:
      return undefined;
  }
}

/** Counted as Go counts: one that is two code units here is one there. */
function charactersOf(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** Who refuses the amount: the schema's own bounds come first. */
function outside(amount: number, node: TextNode | IntegerNode | ListNode, schema: Refusal): Refusal | undefined {
  if (exceeds(amount, node)) return schema;
  return node.tighter !== undefined && exceeds(amount, node.tighter) ? node.tighter.refusal : undefined;
}

function exceeds(
  amount: number,
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Bounds,
): boolean {
  return amount < least || amount > most;
}

/** The option that a text was meant for. */
function option(value: string, node: TextNode): string | undefined {
  const options = node.oneOf ?? [];
  const lower = value.toLowerCase();
  const known = node.synonyms !== undefined && Object.hasOwn(node.synonyms, lower) ? node.synonyms[lower] : undefined;
  const meant = options.find((name) => name.toLowerCase() === lower) ?? known ?? closest(value, options);
  return meant === undefined ? undefined : `write ${code(meant)}`;
}
