import type { Written } from '../../model/route.ts';
import { type Field, field, items, place, text } from '../fields.ts';
import type { TypedRoute } from './route-type.ts';

const filters = ['exact', 'prefix', 'suffix', 'regex'];

/** The texts of a route's match and rewrite; https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpGatewayRoute.html */
export function writtenIn({ match, action }: TypedRoute): readonly Written[] {
  return [
    ...['headers', 'metadata'].flatMap((list) => items(field(match, list)).flatMap((item) => valuesOf('header', item))),
    ...items(field(match, 'queryParameters')).flatMap((item) => valuesOf('query parameter', item)),
    ...one('path', '', field(match, 'prefix'), false),
    ...filters.flatMap((filter) => one('path', '', field(match, 'path', filter), false)),
    ...one('rewrite', '', field(action, 'rewrite', 'path', 'exact'), false),
    ...one('rewrite', '', field(action, 'rewrite', 'prefix', 'value'), false),
  ];
}

function valuesOf(of: string, item: Field): readonly Written[] {
  const name = text(field(item, 'name')) ?? '';
  return filters.flatMap((filter) => one(of, name, field(item, 'match', filter), filter === 'exact'));
}

function one(of: string, name: string, value: Field, whole: boolean): readonly Written[] {
  const written = text(value);
  return typeof written === 'string' ? [{ of, name, text: written, whole, at: place(value) }] : [];
}
