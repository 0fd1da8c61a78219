import type { RequestSet } from './pattern.ts';

/** The set as a text: equal texts are equal sets, in whichever order its names stand. Equal sets may have different texts. */
export function canonical(requests: RequestSet): string {
  return JSON.stringify(requests, (_, value: unknown) => {
    if (value instanceof Map) return [...value].sort(([left], [right]) => (left < right ? -1 : 1));
    return value instanceof Set ? [...value].sort() : value;
  });
}
