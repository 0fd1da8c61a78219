import { fieldOf } from '../finding/field.ts';
import type { Located } from '../finding/finding.ts';
import { objectName } from '../resource/resource.ts';

/** `GatewayRoute shop/cart spec.httpRoute.match`: a place where there is no text; the empty string where there is no place either. */
export function inObject({ resource, pointer }: Located): string {
  const name = resource === null ? '' : objectName(resource);
  return [name, fieldOf(pointer ?? '')].filter((part) => part !== '').join(' ');
}
