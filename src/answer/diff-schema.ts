import { exactly } from '../report/json-schema.ts';
import { answerDefs } from './trace-schema.ts';

const text = { type: 'string' } as const;

const side = {
  anyOf: [
    { type: 'null' },
    exactly({ outcome: { $ref: '#/$defs/outcome' }, hops: { type: 'array', items: { $ref: '#/$defs/hop' } } }),
  ],
  description: 'Null where that side has no such entrance.',
} as const;

/** JSON Schema (draft 2020-12) of `diff --format json`, version 1. */
export const diffSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://routeproof.dev/schema/diff-v1.json',
  title: 'routeproof diff',
  ...exactly({
    version: { const: 1 },
    differences: { type: 'array', items: { $ref: '#/$defs/difference' } },
    undecided: { type: 'array', items: exactly({ question: text, cap: text }) },
  }),
  $defs: {
    difference: exactly({
      kind: { enum: ['destination', 'rewrite', 'response', 'weights', 'timeout', 'retries', 'mtls'] },
      effect: {
        enum: ['lost', 'gained', 'elsewhere', 'unprotected', 'other'],
        description: 'What it means for whoever sends such requests.',
      },
      at: { ...text, description: 'The entrance, and its world where there are several.' },
      witness: { $ref: '#/$defs/request', description: 'One such request, as it enters.' },
      stolen: {
        anyOf: [{ type: 'null' }, exactly({ from: text, by: text })],
        description: 'Owners between whose routes the requests move; null where they stay with one.',
      },
      old: side,
      new: side,
    }),
    ...answerDefs,
  },
} as const;
