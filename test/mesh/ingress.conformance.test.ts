import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { Action } from '../../src/model/route.ts';
import { winner } from '../../src/question/winner.ts';
import { modelOf } from './world.ts';

const corpus = new URL('../../../shared/corpus/ingress/conformance/', import.meta.url);

interface Case {
  readonly manifest: string;
  readonly scenario: string;
  readonly note: string;
  readonly request: {
    readonly method: string;
    readonly scheme: 'http' | 'https';
    readonly host: string;
    readonly path: string;
  };
  readonly expected: { readonly status: number; readonly service: string | null };
}

function cases(): readonly Case[] {
  if (!existsSync(corpus)) return [];
  const lines = readFileSync(new URL('cases.jsonl', corpus), 'utf8').trim().split('\n');
  return lines.map((line): Case => JSON.parse(line));
}

/** The Service that an action leads to, or the status. */
function end(action: Action | undefined): string | number | undefined {
  if (action?.kind === 'respond') return action.status;
  return action?.kind === 'forward' ? action.to[0]?.label : undefined;
}

describe.skipIf(!existsSync(corpus))('Ingress conformance (needs ../shared/corpus)', () => {
  it('has the cases of the suite', () => {
    expect(cases()).toHaveLength(11);
  });

  for (const { manifest, note, request: asked, expected } of cases()) {
    it(`${manifest}: ${note} (${asked.host}${asked.path})`, () => {
      const model = modelOf(readFileSync(new URL(manifest, corpus), 'utf8'));
      const won = winner(model, 'Ingress', request(asked));
      const action = won?.is === 'entry' ? won.entry.route.action : won?.is === 'otherwise' ? won.action : undefined;
      expect(end(action)).toBe(expected.service === null ? expected.status : `Service ${expected.service}`);
    });
  }
});
