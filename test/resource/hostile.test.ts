import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/resource/kinds.ts';
import { recognise } from '../../src/resource/recognise.ts';
import type { Node } from '../../src/resource/schema/node.ts';
import { documentOf } from './documents.ts';

const leaf = fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e30, '', 'a', '/', `\${X}`, '5', [], {});

/** Values near a schema: most fields right, some of another type, some keys that no object has. */
function near(node: Node, depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return leaf;
  switch (node.is) {
    case 'object': {
      const fields = Object.fromEntries(
        Object.entries(node.fields).map(([name, inner]) => [name, near(inner, depth - 1)]),
      );
      const more = fc.constantFrom({}, {}, { foo: 1 }, { name: 'a' }, JSON.parse('{"__proto__":1,"constructor":{}}'), {
        [`\${K}`]: 1,
      });
      const some = fc
        .tuple(fc.record(fields, { requiredKeys: [] }), more)
        .map(([own, strange]) => ({ ...own, ...strange }));
      return fc.oneof({ weight: 9, arbitrary: some }, { weight: 1, arbitrary: leaf });
    }
    case 'list':
      return fc.oneof(
        { weight: 9, arbitrary: fc.array(near(node.item, depth - 1), { maxLength: 3 }) },
        { weight: 1, arbitrary: leaf },
      );
    default:
      return leaf;
  }
}

describe('values of any shape', () => {
  for (const kind of kinds.filter(({ schema }) => schema !== null)) {
    it(`${kind.kind}: no crash, no fault without words, no fault twice, none outside of the object`, () => {
      const apiVersion = `${kind.group}/${kind.versions[0]}`;
      const spec = near(kind.schema?.fields['spec'] ?? { is: 'anything' }, 9);
      fc.assert(
        fc.property(spec, fc.boolean(), (value, complete) => {
          const object = { apiVersion, kind: kind.kind, metadata: { name: 'a' }, spec: value };
          const { faults, resources } = recognise(documentOf(object, 'a.yaml#1', complete));
          expect(resources).toHaveLength(1);
          for (const fault of faults) {
            expect(fault.found).not.toBe('');
            expect(fault.because ?? '').not.toBe('');
            expect(fault.expected.length > 0 || fault.instead !== undefined).toBe(true);
            expect(parentOf(object, fault.at.path)).toBeTypeOf('object');
          }
          const keys = faults.map((fault) => JSON.stringify([fault.id, fault.at, fault.found, fault.expected]));
          expect(new Set(keys).size).toBe(keys.length);
        }),
        { seed: 20261121, numRuns: 100 },
      );
    });
  }

  it('of a document: any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => recognise(documentOf(value))).not.toThrow();
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });
});

/** What holds the entry that the path ends in. */
function parentOf(value: unknown, path: readonly (string | number)[]): unknown {
  return path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}
