import { hasPlaceholder } from '../../document/placeholder.ts';
import type { WrittenExpression } from '../../model/route.ts';
import { type Field, field, items, place, text } from '../fields.ts';
import type { TypedRoute } from './route-type.ts';

/**
 * The regular expressions of a match: of its path, its headers and its gRPC metadata.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpPathMatch.html, …/API_HeaderMatchMethod.html
 */
export function expressionsOf({ match }: TypedRoute): readonly WrittenExpression[] {
  const conditions = ['headers', 'metadata'].flatMap((name) => items(field(match, name)));
  return [field(match, 'path', 'regex'), ...conditions.map((item) => field(item, 'match', 'regex'))].flatMap(written);
}

function written(from: Field): readonly WrittenExpression[] {
  const expression = text(from);
  return typeof expression === 'string' && !hasPlaceholder(expression) ? [{ text: expression, at: place(from) }] : [];
}
