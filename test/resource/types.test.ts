import { describe, expect, it } from 'vitest';
import { faults } from './documents.ts';
import { gateway, object, route, table } from './manifest.ts';

describe('types', () => {
  table({
    'text where a number belongs': [
      gateway('{ prefix: /, port: "80" }'),
      'invalid-field spec.httpRoute.match.port: the string `80`',
    ],
    'a number where text belongs': [
      object(
        'GatewayRoute',
        'httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: 5 } } } } }',
      ),
      'invalid-field spec.httpRoute.action.target.virtualService.virtualServiceRef.name: the number `5`',
    ],
    'a list where a mapping belongs': [gateway('[{ prefix: / }]'), 'invalid-field spec.httpRoute.match: a list'],
    'a mapping where a list belongs': [
      gateway('{ prefix: /, headers: { name: a } }'),
      'invalid-field spec.httpRoute.match.headers: a mapping',
    ],
    'an item without a value': [
      gateway('{ prefix: /, headers: [null] }'),
      'invalid-field spec.httpRoute.match.headers[0]: no value',
    ],
    'text where a boolean belongs': [
      gateway('{ prefix: /, headers: [{ name: a, invert: "true" }] }'),
      'invalid-field spec.httpRoute.match.headers[0].invert: the string `true`',
    ],
    'a number past 64 bits': [
      gateway('{ prefix: /, headers: [{ name: a, match: { range: { start: 1, end: 1e20 } } }] }'),
      'invalid-field spec.httpRoute.match.headers[0].match.range.end: `100000000000000000000`',
    ],
    'text counts by character, not by code unit': [
      gateway(`{ prefix: /, headers: [{ name: a, match: { exact: "${'😀'.repeat(255)}" } }] }`),
    ],
    'text of 256 characters': [
      gateway(`{ prefix: /, headers: [{ name: a, match: { exact: "${'a'.repeat(256)}" } }] }`),
      'invalid-field spec.httpRoute.match.headers[0].match.exact: 256 characters',
    ],
    'a spec that is a list': [object('Mesh', '- a'), 'invalid-field spec: a list'],
  });
});

describe('placeholders', () => {
  table({
    'where a number belongs': [gateway(`{ prefix: /, port: "\${PORT}" }`)],
    'where an option belongs': [gateway(`{ prefix: /, method: "\${METHOD}" }`)],
    'where a form is demanded': [gateway(`{ prefix: "\${PREFIX}" }`)],
    'where a mapping belongs': [gateway(`"\${MATCH}"`)],
    'as the only item of a list of mappings': [
      object('VirtualRouter', `routes: [{ name: a, tcpRoute: { action: { weightedTargets: ["\${CANARY}"] } } }]`),
    ],
    'as a key, which may be whatever is missing': [object('GatewayRoute', `"\${TYPE}": {}`)],
  });
});

describe('how to write a value of the wrong type', () => {
  const instead = (text: string) => faults(text).map((fault) => fault.instead);

  it('a number in quotes, and text without them', () => {
    expect(instead(gateway('{ prefix: /, port: "80" }'))).toEqual(['remove the quotes']);
    expect(instead(gateway('{ prefix: /, port: http }'))).toEqual([undefined]);
    expect(instead(object('Mesh', 'awsName: 5'))).toEqual(['put it in quotes']);
    expect(instead(object('Mesh', 'awsName: true'))).toEqual(['put it in quotes']);
    expect(instead(object('Mesh', 'awsName: []'))).toEqual([undefined]);
  });

  it('a boolean in quotes, and a number for one', () => {
    const invert = (value: string) => instead(gateway(`{ prefix: /, headers: [{ name: a, invert: ${value} }] }`));
    expect(invert('"true"')).toEqual(['remove the quotes']);
    expect(invert('"false"')).toEqual(['remove the quotes']);
    expect(invert('"yes"')).toEqual([undefined]);
    expect(invert('1')).toEqual([undefined]);
  });

  it('a list for a mapping, and a mapping for a list', () => {
    expect(instead(gateway('[{ prefix: / }]'))).toEqual(['write one mapping, without the `-`']);
    expect(instead(gateway('{ prefix: /, headers: { name: a } }'))).toEqual(['write it as a list item, behind a `-`']);
  });

  it('an operator in the wrong case', () => {
    const operator = (name: string) =>
      object('VirtualNode', `podSelector: { matchExpressions: [{ key: a, operator: ${name} }] }`);
    expect(instead(operator('notin'))).toEqual(['write `NotIn`']);
    expect(instead(operator('Equals'))).toEqual([undefined]);
  });

  it('a field of a list item that stands one level too low', () => {
    const low = route('{ prefix: / }', ', priority: 5');
    expect(instead(low)).toEqual(['move it up into the item of `routes`']);
  });
});
