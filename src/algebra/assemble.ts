import type { Part } from './pattern.ts';
import { type Request, request } from './request.ts';
import type { Dimension } from './universe.ts';

/** What a request carries on one dimension. */
export interface Chosen {
  readonly on: Dimension;
  readonly values: readonly string[];
}

/** The request with the chosen values. What no condition speaks of is what readers expect. */
export function assemble(chosen: readonly Chosen[]): Request {
  const of = (part: Part) => chosen.find(({ on }) => on.kind === part)?.values[0];
  const named = (kind: Dimension['kind']) =>
    chosen.flatMap(({ on, values }) => (on.kind === kind ? values.map((value) => ({ name: on.name, value })) : []));
  const [method, host, path] = [of('method'), of('host'), of('path')];
  const sni = of('sni') || undefined;
  const scheme = (of('scheme') ?? (sni === undefined ? 'http' : 'https')) === 'https' ? 'https' : 'http';
  const namespace = of('caller-namespace') ?? '';
  const labels = named('label');
  return request({
    scheme,
    port: Number(of('port') ?? (scheme === 'https' ? 443 : 80)),
    query: named('query')
      .map(({ name, value }) => `${name}=${value}`)
      .join('&'),
    headers: named('header'),
    ...(method !== undefined && { method }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(sni !== undefined && { sni }),
    ...((namespace !== '' || labels.length > 0) && {
      caller: { namespace, labels: new Map(labels.map(({ name, value }) => [name, value])) },
    }),
  });
}
