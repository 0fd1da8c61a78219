import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { parse } from '../document/parse.ts';
import type { Skipped } from '../finding/run.ts';
import { merge } from '../mesh/merge.ts';
import { read } from '../mesh/read.ts';
import type { RoutingModel } from '../model/model.ts';
import { duplicates } from '../resource/duplicates.ts';
import { type Recognised, recognise } from '../resource/recognise.ts';
import type { Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';
import { worldOf } from '../resource/world-of.ts';
import { splitWorlds } from '../resource/worlds.ts';
import type { Clock } from './clock.ts';
import type { Job } from './lint.ts';
import { outside } from './outside.ts';

/** One cluster's worth of objects and the routing that they make. */
export interface GatheredWorld {
  readonly world: World;
  readonly model: RoutingModel;
}

/** Everything that was read. */
export interface Gathered {
  readonly documents: readonly KubeDocument[];
  /** By document id. */
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  readonly resources: readonly Resource[];
  /** At least one. */
  readonly worlds: readonly GatheredWorld[];
  readonly skipped: readonly Skipped[];
  readonly onlyTemplates: boolean;
  readonly notes: readonly string[];
}

/** Texts to documents to worlds to models. */
export function gather(job: Job, clock: Clock): Gathered {
  const files = clock.time('parse', () => job.texts.map((text) => ({ path: text.path, ...parse(text) })));
  const templates = files.flatMap((file) => file.templates);
  const split = splitWorlds(files, job.settings.worlds);
  const documents = files.flatMap((file) => file.documents);
  const recognised = new Map<string, Recognised>();
  clock.time('recognise', () => {
    for (const document of documents) recognised.set(document.id, recognise(document));
  });

  const faults = new Map<string, Fault[]>();
  const note = (document: string, found: readonly Fault[]) => {
    if (found.length > 0) faults.set(document, [...(faults.get(document) ?? []), ...found]);
  };
  for (const document of documents)
    note(document.id, [...document.faults, ...(recognised.get(document.id)?.faults ?? [])]);
  if (job.config.document !== null) note(job.config.document.id, job.config.faults);

  const worlds = clock.time('model', () =>
    split.worlds.map((part) => {
      const resources = part.documents.flatMap((document) => recognised.get(document.id)?.resources ?? []);
      const doubled = duplicates(resources);
      for (const fault of doubled.faults) note('document' in fault.at ? fault.at.document : '', [fault]);
      const world = worldOf(doubled.resources, {
        partial: job.settings.partial,
        gaps: templates.length > 0 || part.documents.some(({ complete }) => !complete),
        external: job.settings.external,
        namespace: job.settings.namespace,
      });
      return { world, model: merge(read(world, job.adapters)) };
    }),
  );
  return {
    documents: job.config.document === null ? documents : [...documents, job.config.document],
    faults,
    resources: [...recognised.values()].flatMap(({ resources }) => resources),
    worlds,
    skipped: [
      ...job.skipped,
      ...split.skipped,
      ...templates.map(({ path, line, kind }) => ({
        path: `${path}:${line}`,
        reason: `${kind}: render it first`,
      })),
    ],
    onlyTemplates: templates.length > 0 && documents.length === 0,
    notes: [...split.notes, ...notices(job, worlds), ...worlds.flatMap(({ model }) => outside(model))],
  };
}

function notices({ adapters }: Job, worlds: readonly GatheredWorld[]): readonly string[] {
  const told = worlds.flatMap(({ world }) => adapters.flatMap((adapter) => adapter.notice?.(world) ?? []));
  return [...new Set(told)];
}
