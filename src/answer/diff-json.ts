import { maskRequest } from '../report/mask.ts';
import { neutraliseJson } from '../report/neutralise.ts';
import type { DiffAnswer } from './diff-answer.ts';
import { maskTrace, plainRequest, plainTrace } from './trace-json.ts';

/** The diff as JSON: product.md, `diff --format json`. */
export function diffJson({ differences, undecided }: DiffAnswer): string {
  const plain = {
    version: 1,
    differences: differences.map(({ kind, effect, at, witness, stolen, old, new: now }) => ({
      kind,
      effect,
      at,
      witness: plainRequest(maskRequest(witness)),
      stolen: stolen === null ? null : { from: stolen.from.name, by: stolen.by.name },
      old: side(old),
      new: side(now),
    })),
    undecided,
  };
  return `${neutraliseJson(JSON.stringify(plain))}\n`;
}

/** Null iff there is no such entrance on that side. */
function side({ trace }: DiffAnswer['differences'][number]['old']) {
  if (trace === null) return null;
  const { outcome, hops } = plainTrace(maskTrace(trace));
  return { outcome, hops };
}
