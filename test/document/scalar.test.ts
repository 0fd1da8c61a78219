import { describe, expect, it } from 'vitest';
import { keyText, resolve, resolveTagged } from '../../src/document/scalar.ts';

describe('a scalar without quotes', () => {
  it.each([
    ['on', true],
    ['y', true],
    ['Yes', true],
    ['TRUE', true],
    ['off', false],
    ['n', false],
    ['No', false],
    ['False', false],
    ['', null],
    ['~', null],
    ['Null', null],
    ['0', 0],
    ['-0', 0],
    ['+12', 12],
    ['-12', -12],
    ['0644', 420],
    ['0o17', 15],
    ['08', 8],
    ['0x1F', 31],
    ['0b101', 5],
    ['-0b101', -5],
    ['1_000', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['6.02e+23', 6.02e23],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
    ['9007199254740993', 9007199254740992],
  ])('%s is %s', (text, value) => {
    expect(resolve(text)).toBe(value);
  });

  it.each([
    'yEs',
    'oN',
    'nULL',
    '12:30:45',
    '2001-12-14',
    '2001-12-14T21:59:43Z',
    '0x',
    '0b2',
    '0o8',
    '1e',
    '-',
    '+',
    '.',
    '1.2.3',
    '_1',
    '1e400',
    'inf',
    '0.0.0.0',
    '<<',
    '=',
  ])('%s stays a string', (text) => {
    expect(resolve(text)).toBe(text);
  });
});

describe('a scalar with a tag', () => {
  it.each([
    ['!!str', '5', '5'],
    ['!!str', '', ''],
    ['!!int', '0x10', 16],
    ['!!float', '1', 1],
    ['!!bool', 'on', true],
    ['!!null', '~', null],
    ['!!timestamp', '2001-12-14', '2001-12-14'],
    ['!!binary', 'aGk=', 'hi'],
    ['!<tag:yaml.org,2002:int>', '5', 5],
    ['!Ref', '5', '5'],
    ['!', '5', '5'],
  ])('%s %s is %j', (tag, text, value) => {
    expect(resolveTagged(tag, text)).toBe(value);
  });

  it.each([
    ['!!int', 'abc'],
    ['!!int', '1.0'],
    ['!!float', 'x'],
    ['!!bool', '1'],
    ['!!null', 'x'],
    ['!!timestamp', 'x'],
    ['!!binary', 'aGk'],
  ])('%s %s is nothing that the tag names', (tag, text) => {
    expect(resolveTagged(tag, text)).toBeUndefined();
  });
});

describe('a key', () => {
  it.each([
    ['on', 'true'],
    ['0x10', '16'],
    ['0644', '420'],
    ['-5', '-5'],
    ['9007199254740993', '9007199254740993'],
    ['1.10', '1.1'],
    ['1e5', '100000'],
    ['1e6', '1e+06'],
    ['0.00001', '1e-05'],
    ['16777217.0', '1.6777216e+07'],
    ['.inf', '.inf'],
    ['-.inf', '-.inf'],
    ['.nan', '.nan'],
    ['2001-12-14', '2001-12-14'],
  ])('%s is the text %s', (text, key) => {
    expect(keyText(text, resolve(text))).toBe(key);
  });

  it('that is null is no text', () => {
    expect(keyText('~', null)).toBeUndefined();
  });
});
