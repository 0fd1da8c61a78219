import { Exceeded } from './automaton.ts';
import { programSize } from './engine-program.ts';
import { engineTree } from './engine-tree.ts';
import { parse } from './expression.ts';

/** Whether an engine takes a regular expression, or why it does not; `unknown` where nobody looked at it whole. */
export type RegexCheck =
  | { readonly is: 'ok' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'unknown'; readonly cap: string };

/**
 * Envoy's own limit. Control planes set others: 32,768 in Istio.
 * https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/type/matcher/v3/regex.proto (re2.max_program_size.error_level)
 */
export const envoyProgramSize = 100;

/** Checks the syntax, and the size of the program that the engine makes of the expression. */
export function checkRegex(text: string, mostSize: number = envoyProgramSize): RegexCheck {
  if (text === '') return { is: 'refused', why: 'an empty expression' };
  const parsed = parse(text);
  if (parsed.is === 'refused') return parsed;
  if (parsed.is === 'too large') return { is: 'unknown', cap: parsed.cap };
  try {
    const size = programSize(engineTree(parsed.tree));
    return size <= mostSize
      ? { is: 'ok' }
      : { is: 'refused', why: `a program size of ${size}, which is more than ${mostSize}` };
  } catch (thrown) {
    if (thrown instanceof Exceeded) return { is: 'refused', why: `a program size of more than ${mostSize}` };
    throw thrown;
  }
}
