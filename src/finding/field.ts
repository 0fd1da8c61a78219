import { dotted } from '../document/ref.ts';

/** A pointer (RFC 6901) as people write the path of a field: `spec.routes[0].name`. */
export function fieldOf(pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  // Of a pointer alone nobody can tell an index from a key of digits, which no object that is read has.
  return dotted(steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
}
