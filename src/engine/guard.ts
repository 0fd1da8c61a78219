import type { Draft } from '../finding/finding.ts';
import type { Undecided } from '../finding/run.ts';
import type { About, Rule } from '../rule/rule.ts';
import type { Crash, UnitKind, Units } from '../rule/units.ts';

/** Runs one rule on one unit: a rule that throws becomes a crash behind what it yielded before, never the end of the run. */
export function guarded<K extends UnitKind>(
  rule: Rule<K>,
  unit: Units[K],
  about: About<unknown>,
  crashes: Crash[],
  take: (item: Draft | Undecided) => void,
): void {
  try {
    for (const item of rule.check(unit, about)) take(item);
  } catch (error) {
    crashes.push({
      rule: rule.id,
      unit: rule.on,
      at: subject(unit),
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    });
  }
}

function subject(unit: Units[UnitKind]): Crash['at'] {
  if ('document' in unit && typeof unit.document === 'object')
    return { document: unit.document.id, path: [], part: 'value' };
  if ('route' in unit) return unit.route.at.self;
  if ('table' in unit) return unit.table.at;
  if ('server' in unit) return unit.call.at;
  if ('world' in unit && 'model' in unit) {
    const [first] = unit.world.resources;
    return first === undefined ? null : { document: first.document, path: first.root, part: 'value' };
  }
  if ('root' in unit) return { document: unit.document, path: unit.root, part: 'value' };
  return 'at' in unit ? unit.at : null;
}
