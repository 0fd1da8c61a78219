import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnknown } from '../../src/base/known.ts';
import { selects } from '../../src/resource/selector.ts';

const labels = new Map([
  ['app', 'cart'],
  ['tier', `\${TIER}`],
]);
const one = (expression: unknown, on = labels) => selects({ matchExpressions: [expression] }, on);

describe('matchLabels', () => {
  it('an empty selector selects everything', () => {
    expect(selects({}, labels)).toBe(true);
    expect(selects({ matchLabels: {}, matchExpressions: [] }, new Map())).toBe(true);
    expect(selects({ matchLabels: null }, labels)).toBe(true);
  });

  it('every label must be there with its value', () => {
    expect(selects({ matchLabels: { app: 'cart' } }, labels)).toBe(true);
    expect(selects({ matchLabels: { app: 'price' } }, labels)).toBe(false);
    expect(selects({ matchLabels: { other: 'cart' } }, labels)).toBe(false);
    expect(selects({ matchLabels: { app: 'cart', other: 'x' } }, labels)).toBe(false);
  });

  it('a placeholder on either side leaves it open, unless another label decides', () => {
    expect(selects({ matchLabels: { tier: 'web' } }, labels)).toHaveProperty('unknown');
    expect(selects({ matchLabels: { tier: `\${TIER}` } }, labels)).toBe(true);
    expect(selects({ matchLabels: { app: `\${APP}` } }, labels)).toHaveProperty('unknown');
    expect(selects({ matchLabels: { tier: 'web', app: 'price' } }, labels)).toBe(false);
    expect(selects({ matchLabels: { other: 'x' } }, new Map([[`\${KEY}`, 'x']]))).toHaveProperty('unknown');
    expect(selects({ matchLabels: { [`\${KEY}`]: 'cart' } }, labels)).toHaveProperty('unknown');
  });
});

describe('matchExpressions', () => {
  it('In', () => {
    expect(one({ key: 'app', operator: 'In', values: ['price', 'cart'] })).toBe(true);
    expect(one({ key: 'app', operator: 'In', values: ['price'] })).toBe(false);
    expect(one({ key: 'other', operator: 'In', values: ['price'] })).toBe(false);
    expect(one({ key: 'tier', operator: 'In', values: ['web'] })).toHaveProperty('unknown');
    expect(one({ key: 'tier', operator: 'In', values: ['web', `\${TIER}`] })).toBe(true);
  });

  it('NotIn, which an absent label fulfils', () => {
    expect(one({ key: 'app', operator: 'NotIn', values: ['price'] })).toBe(true);
    expect(one({ key: 'app', operator: 'NotIn', values: ['price', 'cart'] })).toBe(false);
    expect(one({ key: 'other', operator: 'NotIn', values: ['price'] })).toBe(true);
    expect(one({ key: 'tier', operator: 'NotIn', values: ['web'] })).toHaveProperty('unknown');
  });

  it('Exists and DoesNotExist', () => {
    expect(one({ key: 'tier', operator: 'Exists' })).toBe(true);
    expect(one({ key: 'other', operator: 'Exists' })).toBe(false);
    expect(one({ key: 'tier', operator: 'DoesNotExist' })).toBe(false);
    expect(one({ key: 'other', operator: 'DoesNotExist' })).toBe(true);
    expect(one({ key: 'other', operator: 'Exists' }, new Map([[`\${KEY}`, 'x']]))).toHaveProperty('unknown');
  });

  it.each([
    [{ key: 'app', operator: 'in', values: ['cart'] }],
    [{ key: 'app', operator: 'In' }],
    [{ key: 'app', operator: 'NotIn', values: [] }],
    [{ key: 'app', operator: 'Exists', values: ['cart'] }],
    [{ key: 'app', operator: 'In', values: 'cart' }],
    [{ operator: 'Exists' }],
    ['app'],
  ])('%j cannot be read', (expression) => {
    expect(one(expression)).toEqual({ unknown: 'the selector cannot be read' });
  });

  it('a part that cannot be read makes the whole unreadable', () => {
    expect(selects({ matchLabels: { app: 'price' }, matchExpressions: [{ key: 'a' }] }, labels)).toHaveProperty(
      'unknown',
    );
  });
});

describe('anything else', () => {
  it.each([
    undefined,
    null,
    5,
    'app=cart',
    [],
    { matchLabels: [] },
    { matchExpressions: {} },
    { matchLabels: { app: 1 } },
  ])('%j is no selector', (selector) => {
    expect(selects(selector, labels)).toEqual({ unknown: 'the selector cannot be read' });
  });

  it('a placeholder may be any selector', () => {
    expect(isUnknown(selects(`\${SELECTOR}`, labels))).toBe(true);
    expect(isUnknown(selects({ matchLabels: `\${LABELS}` }, labels))).toBe(true);
  });
});

it('a selector with a variable is decided only as it is for every value', () => {
  const value = fc.constantFrom('a', 'b', `\${X}`, `a\${X}`);
  const key = fc.constantFrom('k', 'l');
  const some = fc.array(value, { minLength: 1, maxLength: 2 });
  const expression = fc.oneof(
    fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values: some }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  );
  const selector = fc.record({
    matchLabels: fc.dictionary(key, value),
    matchExpressions: fc.array(expression, { maxLength: 2 }),
  });
  const fill = (data: unknown, text: string): unknown => JSON.parse(JSON.stringify(data).replaceAll(`\${X}`, text));
  fc.assert(
    fc.property(selector, fc.dictionary(key, value), (wanted, on) => {
      const verdict = selects(wanted, new Map(Object.entries(on)));
      const verdicts = ['', 'a', 'b', 'ab', 'z'].map((text) => {
        const filled = fill(on, text) as Record<string, string>;
        return selects(fill(wanted, text), new Map(Object.entries(filled)));
      });
      if (!isUnknown(verdict)) expect(verdicts).toEqual(verdicts.map(() => verdict));
      expect(verdicts.some(isUnknown)).toBe(false);
    }),
    { seed: 20261121, numRuns: 3000 },
  );
});
