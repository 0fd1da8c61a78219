import { code } from '../base/wording.ts';
import type { Dimension } from './dimension.ts';
import type { Part, RequestSet } from './pattern.ts';
import type { Product } from './product.ts';
import { type Request, request } from './request.ts';
import { usualMethods } from './sample.ts';
import { texts } from './texts.ts';
import { sendable } from './universe.ts';

/**
 * A request of a product. `unusual`: all of them are requests that few clients send. `cap`: why it may be none, in words.
 * Or no request, and why none could be shown. A product is never empty: it would not have been built.
 */
export type Content =
  | { readonly request: Request; readonly unusual: boolean; readonly cap: string | null }
  | { readonly request: null; readonly cap: string };

/** The most readable request of the product that was found. */
export function content({ spans, opaque }: Product): Content {
  let unusual = false;
  for (const { settled } of spans.values()) {
    if (settled.is === 'open') return { request: null, cap: settled.cap };
    unusual ||= settled.is === 'sampled' && settled.unusual;
  }
  const found = assemble(spans);
  if (!isSendable(found)) return { request: null, cap: 'a name that no request can carry' };
  return { request: found, unusual, cap: opaque[0] === undefined ? null : `the condition ${code(opaque[0])}` };
}

/** True iff any client sends the request's method, or one of the sets names it. */
export function isUsualMethod({ method }: Request, sets: readonly RequestSet[]): boolean {
  if (usualMethods.includes(method)) return true;
  return sets
    .flat()
    .some(({ parts }) =>
      texts(parts.method ?? { is: 'any' }, 'method').some(({ is }) =>
        is.some((atom) => atom.is === 'exact' && atom.text === method),
      ),
    );
}

function assemble(spans: Product['spans']): Request {
  const value = (part: Part) => values(spans, part)[0]?.value;
  const [method, host, path] = [value('method'), value('host'), value('path')];
  const sni = value('sni') || undefined;
  const scheme = (value('scheme') ?? (sni === undefined ? 'http' : 'https')) === 'https' ? 'https' : 'http';
  const namespace = value('caller-namespace') ?? '';
  const labels = new Map(values(spans, 'label').map((label) => [label.name, label.value]));
  return request({
    scheme,
    port: Number(value('port') ?? (scheme === 'https' ? 443 : 80)),
    query: values(spans, 'query')
      .map((pair) => `${pair.name}=${pair.value}`)
      .join('&'),
    headers: values(spans, 'header'),
    ...(method !== undefined && { method }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(sni !== undefined && { sni }),
    ...((namespace !== '' || labels.size > 0) && { caller: { namespace, labels } }),
  });
}

function values(spans: Product['spans'], kind: Dimension['kind']): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (const { on, settled } of spans.values()) {
    if (on.kind !== kind || settled.is !== 'sampled') continue;
    for (const value of settled.values) found.push({ name: on.name, value });
  }
  return found;
}

/** What the values one by one do not say: whether their names can be sent. */
function isSendable({ headers, query }: Request): boolean {
  const keys = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 1)[0] ?? '');
  return (
    headers.every(({ name }) => sendable('method', name)) && keys.every((key) => key !== '' && sendable('query', key))
  );
}
