import type { Request } from '../algebra/request.ts';
import { explain } from '../source/read-text.ts';
import { headerOf } from './asked.ts';
import { UsageError } from './exit-code.ts';
import { requestOf } from './request.ts';

/** One line of `--requests`, or why it cannot be answered. */
export type Line =
  | { readonly request: Request; readonly from: string | undefined }
  | { readonly request: null; readonly error: string };

/** `{"method","url","headers":{name: value or [values]},"from","sni"}`, one a line; empty lines are passed over. */
export function parseRequests(text: string): readonly Line[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(parseLine);
}

function parseLine(line: string): Line {
  try {
    const given: unknown = JSON.parse(line);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('expected a JSON object');
    const { method = 'GET', url, headers = {}, from, sni } = given as Readonly<Record<string, unknown>>;
    if (typeof url !== 'string') throw new Error('expected a text for `url`');
    if (typeof method !== 'string') throw new Error('expected a text for `method`');
    if (from !== undefined && typeof from !== 'string') throw new Error('expected a text for `from`');
    if (sni !== undefined && typeof sni !== 'string') throw new Error('expected a text for `sni`');
    const request = requestOf({ method, url, headers: [...headersOf(headers)] });
    return { request: { ...request, ...(sni !== undefined && { sni: sni.toLowerCase() }) }, from };
  } catch (error) {
    if (error instanceof UsageError) return { request: null, error: `${error.message}; ${error.hint}` };
    return { request: null, error: explain(error) };
  }
}

function* headersOf(headers: unknown): Iterable<{ readonly name: string; readonly value: string }> {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new Error('expected an object for `headers`');
  }
  for (const [name, given] of Object.entries(headers)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (typeof value !== 'string') throw new Error(`expected a text, or a list of texts, for the header \`${name}\``);
      yield headerOf(value === '' ? `${name};` : `${name}: ${value}`);
    }
  }
}
