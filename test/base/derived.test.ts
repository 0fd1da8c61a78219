import { expect, it } from 'vitest';
import { Derived, forgetDerived } from '../../src/base/derived.ts';

it('what was found out about an object is known until it is forgotten', () => {
  const first = new Derived<object, string>();
  const second = new Derived<object, string>();
  const object = {};
  first.set(object, 'one');
  second.set(object, 'other');
  expect([first.get(object), second.get(object), first.get({})]).toEqual(['one', 'other', undefined]);
  forgetDerived();
  expect([first.get(object), second.get(object)]).toEqual([undefined, undefined]);
  first.set(object, 'again');
  expect(first.get(object)).toBe('again');
});
