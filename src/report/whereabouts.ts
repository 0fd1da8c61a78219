import type { Located } from '../finding/finding.ts';
import { objectName } from '../resource/resource.ts';

/** `GatewayRoute shop/cart spec.httpRoute.match`: a place where there is no text; the empty string where there is no place either. */
export function inObject({ resource, pointer }: Located): string {
  const name = resource === null ? '' : objectName(resource);
  return [name, dotted(pointer ?? '')].filter((part) => part !== '').join(' ');
}

/** The pointer as people write a path: `spec.routes[0].name`; keys with a dot in quotes. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}
