import type { Identity, KubeDocument, Template } from '../document/kube-document.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import { kinds } from './kinds.ts';
import type { KindId } from './resource.ts';
import { given } from './schema/node.ts';

/**
 * Something that was written and is no object of the world: what is null may be anything. The kind is as written, without
 * its group.
 */
export type Gap = Identity;

/** What may be anything, as a file that could not be read. */
export const anyGap: Gap = { kind: null, namespace: null, name: null };

/** What a template will be; null iff nothing that another object looks for. */
export function gapOfTemplate({ becomes }: Template): Gap | null {
  return mayMatter(becomes.kind) ? single(becomes) : null;
}

/** What a document of which a part could not be read lacks; null iff nothing, or its identity was read and the world has it. */
export function gapOfDocument(document: KubeDocument): Gap | null {
  if (!isUnread(document)) return null;
  const { value } = document;
  const kind = textOf(given(value, 'kind'));
  const metadata = given(value, 'metadata');
  const [name, namespace] = [textOf(given(metadata, 'name')), textOf(given(metadata, 'namespace'))];
  const isClusterWide = kinds.some((known) => known.kind === kind && known.scope === 'Cluster');
  if (kind !== null && name !== null && (namespace !== null || isClusterWide)) return null;
  return single({ kind, namespace, name });
}

/** True iff a part of the document could not be read, and it may be an object that another one looks for. */
export function isUnread({ complete, value }: KubeDocument): boolean {
  return !complete && mayMatter(textOf(given(value, 'kind')));
}

/** A List holds objects of any kind and name. */
function single(gap: Gap): Gap {
  return gap.kind?.endsWith('List') ? { ...gap, kind: null, name: null } : gap;
}

/** True iff what the gap stands for may be an object of the kind there; without a namespace: anywhere. */
export function mayBe(gap: Gap, kind: KindId, namespace: string | undefined): boolean {
  if (gap.kind !== null && gap.kind !== kind.split('.', 1)[0]) return false;
  return gap.namespace === null || namespace === undefined || gap.namespace === namespace;
}

/** True iff an object of the kind, in whatever group, could be what another one looks for. */
function mayMatter(kind: string | null): boolean {
  return kind === null || kind.endsWith('List') || kinds.some((known) => known.kind === kind);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !hasPlaceholder(value) ? value : null;
}
