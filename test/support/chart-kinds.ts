import { stringify } from 'yaml';
import type { Kind } from '../../src/resource/kinds.ts';
import { admittedKinds, watchedKinds } from '../../src/resource/watched.ts';

/** What the chart reads instead of the code: which kinds its webhook is called for, and which its role may read. */
export function chartKinds(): string {
  const admitted = grouped(admittedKinds, ({ group, versions, scope }) => ({ group, versions, scope }));
  const watched = grouped(watchedKinds, ({ group }) => ({ group }));
  return `# Generated from src/resource/watched.ts: npm run generate\n${stringify({ admitted, watched }, { aliasDuplicateObjects: false })}`;
}

/** The plurals of the kinds that share what is asked of them, in the order of the kinds. */
function grouped<T extends object>(kinds: readonly Kind[], shared: (kind: Kind) => T) {
  const groups = new Map<string, T & { resources: string[] }>();
  for (const kind of kinds) {
    const key = JSON.stringify(shared(kind));
    const group = groups.get(key) ?? { ...shared(kind), resources: [] };
    group.resources.push(kind.plural);
    groups.set(key, group);
  }
  return [...groups.values()];
}
