import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import { awsInput } from './aws-input.ts';
import type { Gap } from './gap.ts';
import { appMeshGroup, type Kind, kindNamed, kinds } from './kinds.ts';
import { readMetadata } from './metadata.ts';
import { reservedNamespace } from './reserved.ts';
import { kindId, objectName, type Resource } from './resource.ts';
import { check } from './schema/check.ts';
import { given, isRecord } from './schema/node.ts';
import { surprisesIn, Written } from './surprises.ts';
import { unreadSettings } from './unread.ts';
import { kindless, type Unsupported, unsupported, versionless } from './unsupported.ts';

/** What a document holds that we understand. */
export interface Recognised {
  readonly resources: readonly Resource[];
  readonly faults: readonly Fault[];
  /** What was meant to be an object that is read, and is none: its kind is refused, or it has no name. */
  readonly lost: readonly Gap[];
  /**
   * `routing`: it holds an object of a kind that is read, or one that was meant to be. `other`: only Kubernetes objects of
   * other kinds. `nothing`: no Kubernetes object.
   */
  readonly concerns: 'routing' | 'other' | 'nothing';
}

/** The objects of a document, those in its Lists one by one, with everything in which they differ from their schemas. */
export function recognise(document: KubeDocument): Recognised {
  const reading: Reading = { document, resources: [], faults: [], lost: [], concerns: 'nothing' };
  readObject(document.value, [], reading);
  const { resources, faults, lost, concerns } = reading;
  return { resources, faults, lost, concerns };
}

interface Reading {
  readonly document: KubeDocument;
  readonly resources: Resource[];
  readonly faults: Fault[];
  readonly lost: Gap[];
  concerns: Recognised['concerns'];
}

/** What an item of a typed list is where it does not say so itself. */
interface Inherited {
  readonly apiVersion: string;
  readonly kind: string;
}

function readObject(value: unknown, root: Path, reading: Reading, inherited?: Inherited): void {
  if (!isRecord(value)) return;
  const apiVersion = given(value, 'apiVersion') ?? inherited?.apiVersion;
  const kind = given(value, 'kind') ?? inherited?.kind;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(value['items'])) {
    const item = kind.slice(0, -'List'.length);
    const lent = item === '' || typeof apiVersion !== 'string' ? undefined : { apiVersion, kind: item };
    if (reading.concerns === 'nothing') reading.concerns = 'other';
    for (const [index, entry] of value['items'].entries()) readObject(entry, [...root, 'items', index], reading, lent);
    return;
  }
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    if (reading.concerns === 'nothing') reading.concerns = 'other';
    if (hasPlaceholder(apiVersion) || hasPlaceholder(kind)) {
      reading.lost.push(lostAs(value));
      return;
    }
    const { group, version } = groupVersion(apiVersion);
    const refused = unsupported(group, version, kind, value);
    if (refused !== undefined) {
      reject(refused, value, root, reading);
      return;
    }
    const known = kindNamed(group, kind);
    if (known !== undefined && (known.versions as readonly string[]).includes(version)) {
      readKnown(value, known, version, root, reading);
    }
    return;
  }
  readNameless(value, apiVersion, kind, root, reading);
}

/** An object that lacks its version or its kind. */
function readNameless(
  value: Readonly<Record<string, unknown>>,
  apiVersion: unknown,
  kind: unknown,
  root: Path,
  reading: Reading,
): void {
  const aws = kind === undefined && (apiVersion === undefined || isAppMesh(apiVersion)) ? awsInput(value) : undefined;
  if (aws !== undefined) {
    reading.concerns = 'routing';
    reading.faults.push({
      id: 'unsupported-kind',
      at: { document: reading.document.id, path: [...root, aws.key], part: 'key' },
      found: aws.found,
      expected: ['a Kubernetes object'],
      instead: aws.instead,
      because: 'kubectl refuses an object without `kind`, and nothing in Kubernetes reads the input of the AWS CLI',
    });
    return;
  }
  // What is missing may stand in the part of the text that could not be read.
  if (!reading.document.complete) return;
  if (typeof apiVersion === 'string' && kind === undefined) {
    const refused = kindless(groupVersion(apiVersion).group);
    if (refused !== undefined) reject(refused, value, root, reading);
  } else if (typeof kind === 'string' && apiVersion === undefined && isRecord(value['metadata'])) {
    const refused = versionless(kind);
    if (refused !== undefined) reject(refused, value, root, reading);
  }
}

function reject(refused: Unsupported, value: Readonly<Record<string, unknown>>, root: Path, reading: Reading): void {
  reading.concerns = 'routing';
  reading.lost.push(lostAs(value));
  const { at, related = [], ...words } = refused;
  const document = reading.document.id;
  reading.faults.push({
    id: 'unsupported-kind',
    at: { document, path: [...root, at], part: 'value' },
    ...words,
    related: related.map(({ path, note }) => ({ at: { document, path: [...root, ...path], part: 'key' }, note })),
  });
}

function readKnown(
  value: Readonly<Record<string, unknown>>,
  kind: Kind,
  version: string,
  root: Path,
  reading: Reading,
): void {
  const { document, resources, faults } = reading;
  reading.concerns = 'routing';
  const metadata = readMetadata(value, kind, document.id, root, document.complete);
  faults.push(...metadata.faults);
  const written = document.surprises && new Written(document.surprises);
  const live = metadata.uid !== null && metadata.uid !== '' && !hasPlaceholder(metadata.uid);
  if (kind.schema !== null) {
    faults.push(
      ...check(value, kind.schema, root, {
        document: document.id,
        complete: document.complete,
        live,
        namespace: metadata.namespace,
        schema: kind.group === '' ? version : `${kind.group}/${version}`,
        refusal: kind.refusal,
        ...(written !== undefined && { written }),
      }),
    );
  } else {
    faults.push(...surprisesIn(given(value, 'spec'), [...root, 'spec'], document, written ?? nothingWritten));
  }
  if (metadata.name === null) {
    reading.lost.push({ kind: kind.kind, namespace: metadata.namespace, name: null });
    return;
  }
  if (kind.schema === null) faults.push(...unreadSettings(kind.group, kind.kind, value, document.id, root));
  if (kind.kind === 'Namespace') faults.push(...reservedNamespace(metadata.name, document.id, root));
  const key = { group: kind.group, kind: kind.kind, namespace: metadata.namespace, name: metadata.name };
  const spec = given(value, 'spec');
  resources.push({
    key,
    kind: kindId(kind.group, kind.kind),
    version,
    document: document.id,
    root,
    value,
    spec: isRecord(spec) ? spec : {},
    labels: metadata.labels,
    annotations: metadata.annotations,
    live,
    created: metadata.created ?? { unknown: `the age of ${objectName(key)}` },
  });
}

const nothingWritten = new Written([]);

/** `apps/v1` is group `apps`; `v1` is the core group. */
function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

function isAppMesh(apiVersion: unknown): boolean {
  return typeof apiVersion === 'string' && groupVersion(apiVersion).group === appMeshGroup;
}

/** What a refused object would be: of a kind that nobody knows, whatever has its name. */
function lostAs(value: Readonly<Record<string, unknown>>): Gap {
  const kind = given(value, 'kind');
  const metadata = given(value, 'metadata');
  const [namespace, name] = [given(metadata, 'namespace'), given(metadata, 'name')];
  return {
    kind: typeof kind === 'string' && kinds.some((known) => known.kind === kind) ? kind : null,
    namespace: plain(namespace ?? ''),
    name: plain(name),
  };
}

function plain(value: unknown): string | null {
  return typeof value === 'string' && !hasPlaceholder(value) ? value : null;
}
