import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from '../../src/report/cells.ts';
import { widthOf } from '../../src/report/width.ts';

const nowhere = { start: 0, end: 0 };

describe('quote', () => {
  it('shows a mask as one piece that marks cannot enter', () => {
    const line = quote('exact: "Bearer abc" # x', [{ start: 8, end: 18 }], nowhere, 80);
    expect(line.text).toBe('exact: "***" # x');
    expect(line.place({ start: 10, end: 12 })).toEqual({ start: 8, end: 11 });
    expect(line.place({ start: 22, end: 23 })).toEqual({ start: 15, end: 16 });
  });

  it('shows a mask that lies in another once', () => {
    expect(
      quote(
        'a: b c',
        [
          { start: 3, end: 6 },
          { start: 5, end: 6 },
        ],
        nowhere,
        80,
      ).text,
    ).toBe('a: ***');
  });

  it('joins masks that overlap into no gap', () => {
    expect(
      quote(
        'a: bcdef',
        [
          { start: 3, end: 6 },
          { start: 5, end: 8 },
        ],
        nowhere,
        80,
      ).text,
    ).not.toMatch(/[b-f]/);
  });

  it('marks a whole escape', () => {
    const line = quote('a\x1bb', [], nowhere, 80);
    expect(line.text).toBe('a\\u{1B}b');
    expect(line.place({ start: 1, end: 2 })).toEqual({ start: 1, end: 7 });
  });

  it('marks the ellipsis that stands for what was cut', () => {
    const line = quote(`${'a'.repeat(50)}here${'b'.repeat(50)}`, [], { start: 50, end: 54 }, 24);
    expect(line.text).toMatch(/^…a+hereb+…$/);
    expect(line.place({ start: 0, end: 3 })).toEqual({ start: 0, end: 1 });
    const end = widthOf(line.text);
    expect(line.place({ start: 100, end: 104 })).toEqual({
      start: end - 1,
      end,
    });
  });

  it('looks at no more of a line of megabytes than it shows', () => {
    const line = quote(`${'a'.repeat(3_000_000)}here${'b'.repeat(3_000_000)}`, [], { start: 3e6, end: 3e6 + 4 }, 40);
    expect(line.text).toMatch(/^…a+hereb+…$/);
    const { start, end } = line.place({ start: 3e6, end: 3e6 + 4 });
    expect(line.text.slice(start, end)).toBe('here');
  });

  it('never exceeds the width and always shows the beginning of the focus', () => {
    const piece = fc.constantFrom('a', ' ', '日', '👍🏽', 'e\u0301', '\t', '\x1b', '\u202E', 'xyz');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }),
        fc.array(piece, { maxLength: 80 }),
        fc.integer({ min: 20, max: 60 }),
        fc.nat(40),
        (before, after, width, reserve) => {
          const start = before.join('').length;
          const text = `${before.join('')}§§${after.join('')}`;
          const line = quote(text, [], { start, end: start + 2 }, width, reserve);
          expect(widthOf(line.text)).toBeLessThanOrEqual(width);
          const place = line.place({ start, end: start + 2 });
          expect(place.end - place.start).toBe(2);
          const ahead = line.text.slice(0, line.text.indexOf('§§'));
          expect(line.text).toContain('§§');
          expect(widthOf(ahead)).toBe(place.start);
        },
      ),
      { seed: 2, numRuns: 1000 },
    );
  });
});
