import { relative, resolve, sep } from 'node:path';
import { code, list } from '../base/wording.ts';
import type { Gathered } from '../engine/gather.ts';
import { haveCommonHost } from '../question/common-host.ts';
import type { Door } from '../question/diff.ts';
import { type NamedModel, type Pairing, pairing, type Renamed } from '../question/pairing.ts';
import type { Side } from './diff-side.ts';
import { UsageError } from './exit-code.ts';
import { complain, type Io } from './io.ts';

/** One side of a comparison, read. */
export interface GatheredSide {
  readonly side: Side;
  readonly gathered: Gathered;
}

/**
 * The entrances that belong together; what was taken for granted, and what may not have been meant, is said. Throws
 * {@link UsageError} where nothing can be compared.
 */
export function paired(before: GatheredSide, after: GatheredSide, renamed: readonly Renamed[], io: Io): Pairing {
  const found = pairing(worldsBelow(before, io), worldsBelow(after, io), renamed);
  const [old, now] = [before.side.name, after.side.name];
  checkPairing(found, old, now);
  for (const worlds of found.crossed) {
    complain(io, `took ${code(worlds.after)} of ${now} for what ${code(worlds.before)} of ${old} was`);
  }
  for (const { label } of found.alone.before) complain(io, `${label} has no counterpart in ${now}`);
  for (const { label } of found.alone.after) complain(io, `${label} has no counterpart in ${old}`);
  for (const [side, other, key] of [
    [old, now, 'before'],
    [now, old, 'after'],
  ] as const) {
    if (found.pairs.some((pair) => pair[key] !== null)) continue;
    const fate = key === 'before' ? 'is served now' : 'is lost';
    complain(io, `${side} routes nothing, so all that ${other} routes ${fate}; name its files if they lie elsewhere`);
  }
  for (const { before: one, after: other } of found.pairs) {
    if (one === null || other === null || haveCommonHost(one.entrance, other.entrance)) continue;
    complain(
      io,
      `${one.label} of ${old} and ${other.label} of ${now} have no host in common; correct the hosts, or pair others with --map OLD=NEW`,
    );
  }
  return found;
}

/** What `--map` says. */
export function renamedOf(word: string): Renamed {
  const [before, after, ...more] = word.split('=');
  if (!before || !after || more.length > 0) {
    throw new UsageError(`--map cannot be ${code(word)}`, 'write --map VirtualGateway/shop/edge=Ingress');
  }
  return { before, after };
}

/** The worlds by their names as seen from the folder that was named: those of two folders have the same ones. */
function worldsBelow({ side: { root }, gathered: { worlds } }: GatheredSide, { cwd }: Io): readonly NamedModel[] {
  const folder = relative(cwd, resolve(cwd, root)).split(sep).join('/') || '.';
  return worlds.map(({ name, model }) => ({
    name: name === folder ? '.' : name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name,
    model,
  }));
}

const labelled = ({ label }: Door): string => code(label);

function worldList(names: readonly string[]): string {
  const told = list(names.map((name) => (name === '' ? 'the files that no world names' : code(name))));
  return names.length === 1 && names[0] === '' ? told : `${names.length === 1 ? 'world' : 'the worlds'} ${told}`;
}

/** An entrance alone is told as requests that are lost or gained; where all are alone, that was not meant. */
function checkPairing({ pairs, unknown, alone, conflicts }: Pairing, before: string, after: string): void {
  const [first] = unknown;
  if (first !== undefined) {
    const known = [...alone.before, ...alone.after];
    throw new UsageError(
      `no entrance is called ${code(first)}`,
      known.length === 0 ? 'leave out --map' : `there are ${list(known.map(({ entrance }) => code(entrance.name)))}`,
    );
  }
  const [conflict] = conflicts;
  if (conflict !== undefined) {
    const { name } = conflict;
    throw new UsageError(
      `${code(name)} is in ${worldList(conflict.before)} of ${before} and in ${worldList(conflict.after)} of ${after}, and no names tell which of them belong together`,
      'compare one world at a time, as in routeproof diff OLD/prod NEW/prod',
    );
  }
  if (pairs.length === 0) {
    throw new UsageError('neither side holds an entrance', 'name files with a gateway or an Ingress');
  }
  const isApart = pairs.every((pair) => pair.before === null || pair.after === null);
  const [old, now] = [alone.before[0], alone.after[0]];
  if (isApart && old !== undefined && now !== undefined) {
    throw new UsageError(
      `nothing tells which entrance of ${after} stands for ${list(alone.before.map(labelled))} of ${before}`,
      `write --map ${old.entrance.name}=${now.entrance.name}; there are ${list(alone.after.map(labelled))}`,
    );
  }
}
