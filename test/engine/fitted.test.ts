import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, mostCharacters } from '../../src/base/wording.ts';

const long = (start: string, end: string) => `${start}${'x'.repeat(100)}${end}`;

describe('a message that is too long', () => {
  it('keeps both ends of its longest name', () => {
    const text = fitted(`no request can reach route \`${long('checkout-', '-v2')}\` of \`shop/cart\``);
    expect(text).toMatch(/^no request can reach route `checkout-x+…x+-v2` of `shop\/cart`$/);
    expect(text).toHaveLength(mostCharacters);
  });

  it('cuts several names, and the end where names are not enough', () => {
    const names = fitted(`\`${long('a-', '-1')}\` and \`${long('b-', '-2')}\` select the same pods`);
    expect(names).toMatch(/^`a-x*…x*-1` and `b-x*…x*-2` select the same pods$/);
    expect(fitted(`w${'o'.repeat(200)}rds`)).toMatch(/^wo+…$/);
  });

  it('is never longer than it may be, and otherwise as it was', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ maxLength: 150 }).map((name) => `\`${name}\``),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join(' ');
        expect(fitted(text).length).toBeLessThanOrEqual(mostCharacters);
        if (text.length <= mostCharacters) expect(fitted(text)).toBe(text);
      }),
      { seed: 20_261_126 },
    );
  });
});
