import { profiles } from '../algebra/semantics.ts';
import { plural } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import type { KubeDocument, Template } from '../document/kube-document.ts';
import { parse } from '../document/parse.ts';
import { pointer } from '../document/ref.ts';
import type { Skipped } from '../finding/run.ts';
import { merge } from '../mesh/merge.ts';
import { read } from '../mesh/read.ts';
import { duplicates } from '../resource/duplicates.ts';
import { anyGap, type Gap, gapOfDocument, gapOfTemplate, isUnread } from '../resource/gap.ts';
import { inNamespace, moved } from '../resource/in-namespace.ts';
import { type Recognised, recognise } from '../resource/recognise.ts';
import type { Resource } from '../resource/resource.ts';
import { unreadAnnotations } from '../resource/unread-annotations.ts';
import { worldOf } from '../resource/world-of.ts';
import { type Part, splitWorlds } from '../resource/worlds.ts';
import type { Clock } from './clock.ts';
import type { Job } from './job.ts';
import { type Library, libraryOf } from './library.ts';
import { outside } from './outside.ts';
import { editFaults, type GatheredWorld, type Version } from './version.ts';

/** Everything that was read. */
export interface Gathered extends Version {
  /** How many files were read. */
  readonly files: number;
  readonly documents: readonly KubeDocument[];
  readonly library: Library;
  /** How many objects were read. */
  readonly resources: number;
  /** The objects whose annotations are asked, of what lies in the documents: all, where it is told which say nothing. */
  readonly annotated: (documents: ReadonlySet<string>) => readonly Resource[];
  readonly skipped: readonly Skipped[];
  readonly onlyTemplates: boolean;
  readonly notes: readonly string[];
}

const parsed = once(parse);
const known = once(recognise);

/** The function, which answers for one object once: a text that two versions of the files have is read once. */
function once<From extends object, To>(read: (from: From) => To): (from: From) => To {
  const answers = new WeakMap<From, To>();
  return (from) => {
    let answer = answers.get(from);
    if (answer === undefined) {
      answer = read(from);
      answers.set(from, answer);
    }
    return answer;
  };
}

/** Texts to documents to worlds to models. */
export function gather(job: Job, clock: Clock): Gathered {
  const texts = clock.time('parse', () => job.texts.map((text) => ({ path: text.path, ...parsed(text) })));
  const { live } = job;
  const files = live === undefined ? texts : [...texts, { path: 'cluster', documents: live.documents, templates: [] }];
  const templates = files.flatMap((file) => file.templates);
  const split = splitWorlds(files, job.settings.worlds);
  const documents = files.flatMap((file) => file.documents);
  const applied = new Set(split.worlds.flatMap((part) => part.documents));
  const recognised = new Map<KubeDocument, Recognised>();
  clock.time('recognise', () => {
    for (const document of applied) recognised.set(document, known(document));
  });

  const faults = new Map<string, Fault[]>();
  const note = (document: string, found: readonly Fault[]) => {
    if (found.length > 0) faults.set(document, [...(faults.get(document) ?? []), ...found]);
  };
  for (const document of documents) {
    const own = recognised.get(document)?.faults ?? [];
    const judged = new Set(own.filter(({ id }) => id === 'invalid-field').map(({ at }) => pointer(at.path)));
    // A number that JSON has not, where the schema wants another one, is one mistake.
    const read = document.faults.filter(({ id, at }) => id !== 'invalid-yaml' || !judged.has(pointer(at.path)));
    note(document.id, [...read, ...own]);
  }
  if (job.config.document !== null) note(job.config.document.id, job.config.faults);

  const { namespace, partial, external, envoy } = job.settings;
  const semantics = profiles[envoy];
  const resources = new Map<string, Resource>();
  const worlds = clock.time('model', () =>
    split.worlds.map((part) => {
      const own = inNamespace(
        part.documents.flatMap((document) => {
          const read = recognised.get(document)?.resources ?? [];
          const other = part.moved.get(document.id);
          return other === undefined ? read : moved(read, other);
        }),
        namespace,
      );
      for (const resource of own) resources.set(`${resource.document} ${pointer(resource.root)}`, resource);
      const doubled = duplicates(own);
      for (const fault of doubled.faults) note(fault.at.document, [fault]);
      const inFiles = gapsOf(part, job.skipped, templates, (document) => recognised.get(document)?.lost ?? []);
      const gaps = [...inFiles, ...(live?.gaps ?? [])];
      const unread = part.documents.some(isUnread);
      const world = worldOf(doubled.resources, { partial, gaps, unread, external, namespace, semantics });
      for (const fault of unreadAnnotations(world)) note(fault.at.document, [fault]);
      return { name: part.name, world, model: merge(read(world, job.adapters)) };
    }),
  );
  const edits = job.before === undefined ? [] : editFaults(job.before, { worlds, faults });
  for (const fault of edits) note(fault.at.document, [fault]);
  const all = job.config.document === null ? documents : [...documents, job.config.document];
  const objects = [...resources.values()];
  return {
    files: job.texts.length,
    documents: all,
    library: libraryOf(all, objects),
    faults,
    resources: objects.length,
    annotated: () => objects,
    worlds,
    skipped: [
      ...job.skipped,
      ...(live?.skipped ?? []),
      ...split.skipped,
      ...templates.map(({ path, line, kind }) => ({
        path: `${path}:${line}`,
        reason: `${kind}: render it first`,
      })),
    ],
    onlyTemplates: templates.length > 0 && documents.length === 0,
    notes: [
      ...split.notes,
      ...unreadParts(documents),
      ...notices(job, worlds),
      ...worlds.flatMap(({ model }) => outside(model)),
    ],
  };
}

function notices({ adapters }: Job, worlds: readonly GatheredWorld[]): readonly string[] {
  const told = worlds.flatMap(({ world }) => adapters.flatMap((adapter) => adapter.notice?.(world) ?? []));
  return [...new Set(told)];
}

/** Said apart from findings: a run that is told to look at some rules only must not look clean. */
function unreadParts(documents: readonly KubeDocument[]): readonly string[] {
  const broken = documents.filter(({ complete }) => !complete).length;
  return broken === 0 ? [] : [`${plural(broken, 'document')} could not be read whole`];
}

/** What the world lacks although it was written, or written of. */
function gapsOf(
  part: Part,
  skipped: readonly Skipped[],
  templates: readonly Template[],
  lostIn: (document: KubeDocument) => readonly Gap[],
): readonly Gap[] {
  const inDocuments = part.documents.flatMap((document) => {
    const gap = gapOfDocument(document);
    const namespace = part.moved.get(document.id);
    return [...(gap === null ? [] : [gap]), ...lostIn(document)].map((each) => {
      return namespace === undefined ? each : { ...each, namespace };
    });
  });
  const inTemplates = templates.filter(({ path }) => part.covers(path)).map(gapOfTemplate);
  const isUnread = part.lacks || skipped.some(({ path }) => part.covers(path));
  return [...inDocuments, ...inTemplates.filter((gap) => gap !== null), ...(isUnread ? [anyGap] : [])];
}
