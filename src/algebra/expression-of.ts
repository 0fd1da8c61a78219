import { folded } from './byte-ranges.ts';
import { toBytes } from './bytes.ts';
import type { Expression } from './expression.ts';

const byte = (...of: readonly number[]): Expression => ({ is: 'byte', of });
const sequence = (...of: readonly Expression[]): Expression => ({ is: 'sequence', of });
const choice = (...of: readonly Expression[]): Expression => ({ is: 'choice', of });
const repeat = (of: Expression, least: number, most: number | null): Expression => ({ is: 'repeat', of, least, most });

export const anything: Expression = repeat(byte(0, 255), 0, null);

/** The text itself. */
export function literal(text: string, fold?: true): Expression {
  return sequence(...Array.from(toBytes(text), (one) => byte(...(fold ? folded([one, one]) : [one, one]))));
}

export function containing(part: Expression, is: 'exact' | 'prefix' | 'suffix' | 'contains'): Expression {
  if (is === 'exact') return part;
  return sequence(...(is === 'prefix' ? [] : [anything]), part, ...(is === 'suffix' ? [] : [anything]));
}

/** Something with at most so many labels, then a dot and the suffix. */
export function labelled(suffix: string, most: number | null): Expression {
  const end = literal(`.${suffix}`);
  if (most === null) return sequence(repeat(byte(0, 255), 1, null), end);
  if (most < 1) return choice();
  const letter = byte(0, 0x2d, 0x2f, 255);
  const more = sequence(byte(0x2e, 0x2e), repeat(letter, 0, null));
  const named = sequence(repeat(letter, 1, null), repeat(more, 0, most - 1));
  return sequence(most === 1 ? named : choice(named, repeat(more, 1, most - 1)), end);
}

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/** The decimal integers in [from, to), as `absl::SimpleAtoi` reads them: a sign, leading zeros, an int64. */
export function decimal(from: number, to: number): Expression {
  const low = from < -1e19 ? least : larger(BigInt(Math.ceil(from)), least);
  const high = to > 1e19 ? most : -larger(-(BigInt(Math.ceil(to)) - 1n), -most);
  if (!(from < to) || low > high) return choice();
  const zeros = repeat(byte(0x30, 0x30), 0, null);
  const positive = numerals(larger(low, 1n), high).map((one) => sequence(repeat(byte(0x2b, 0x2b), 0, 1), zeros, one));
  const negative = numerals(larger(-high, 1n), -low).map((one) => sequence(byte(0x2d, 0x2d), zeros, one));
  const sign = repeat(byte(0x2b, 0x2b, 0x2d, 0x2d), 0, 1);
  const zero = low <= 0n && high >= 0n ? [sequence(sign, repeat(byte(0x30, 0x30), 1, null))] : [];
  return choice(...positive, ...negative, ...zero);
}

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** Numbers without leading zeros in [low, high], as runs of digits that are free from some place on. */
function numerals(low: bigint, high: bigint): readonly Expression[] {
  const found: Expression[] = [];
  for (let at = low; at <= high; ) {
    let size = 1n;
    while (at % (size * 10n) === 0n && at + size * 10n - 1n <= high) size *= 10n;
    // Whole blocks that differ in one digit are one run.
    const digit = (at / size) % 10n;
    const blocks = smaller(10n - digit, (high - at + 1n) / size);
    const head = String(at / size).slice(0, -1);
    const first = 0x30 + Number(digit);
    found.push(
      sequence(
        literal(head),
        byte(first, first + Number(blocks) - 1),
        repeat(byte(0x30, 0x39), String(size).length - 1, String(size).length - 1),
      ),
    );
    at += size * blocks;
  }
  return found;
}

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);
