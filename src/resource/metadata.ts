import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import type { Kind } from './kinds.ts';
import { given, isRecord } from './schema/node.ts';
import { found, short } from './schema/phrase.ts';

/** What `metadata` says of an object, and what is wrong with it. */
export interface Metadata {
  /** Null iff there is none to identify the object by. */
  readonly name: string | null;
  /** The empty string for an object of the cluster, and where the author wrote none. */
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly uid: string | null;
  readonly created: string | null;
  readonly faults: readonly Fault[];
}

const because = 'the API server refuses the object when it is applied';
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads the metadata of an object that stands at `root`; `complete` is false iff a part of the text could not be read. */
export function readMetadata(value: unknown, kind: Kind, document: string, root: Path, complete: boolean): Metadata {
  const metadata = given(value, 'metadata');
  const faults: Fault[] = [];
  const complain: Complain = (path, words, expected, { part = 'value', instead } = {}) => {
    const at = { document, path: [...root, 'metadata', ...path], part };
    // A boolean or a number where text belongs is text that somebody did not quote.
    const quotes = expected[0] === 'text' && /^the (?:boolean|number)/.test(words);
    const remedy = instead ?? (quotes ? 'put it in quotes' : undefined);
    faults.push({
      id: 'invalid-field',
      at,
      found: words,
      expected,
      because,
      ...(remedy !== undefined && { instead: remedy }),
    });
  };
  const textAt = (name: string): string | null => {
    const entry = given(metadata, name);
    if (entry === undefined || typeof entry === 'string') return entry ?? null;
    complain([name], found(entry), ['text']);
    return typeof entry === 'object' ? null : String(entry);
  };
  if (metadata !== undefined && !isRecord(metadata) && !isTemplate(metadata)) {
    complain([], found(metadata), ['a mapping']);
  }

  const written = textAt('name');
  const generated = textAt('generateName');
  if ((written ?? '') === '' && (generated ?? '') === '' && complete && !isTemplate(metadata)) {
    const nameless = written === '' ? 'an empty string' : 'no value';
    complain(['name'], nameless, ['a name'], {
      part: written === '' ? 'value' : 'key',
      instead: `${written === '' ? 'write' : 'add'} a \`name\` that no other ${kind.kind} of ${kind.scope === 'Cluster' ? 'the cluster' : 'its namespace'} has`,
    });
  } else if (written !== null && written !== '') judgeName(written, kind.name, ['name'], complain);

  const namespace = textAt('namespace') ?? '';
  if (kind.scope === 'Namespaced' && namespace !== '') judgeName(namespace, 'label', ['namespace'], complain);

  return {
    name: written || (generated ? `${generated}\${GENERATED_${digest(value)}}` : null),
    namespace: kind.scope === 'Cluster' ? '' : namespace,
    labels: texts(given(metadata, 'labels'), 'labels', complain),
    annotations: texts(given(metadata, 'annotations'), 'annotations', complain),
    uid: textAt('uid'),
    created: textAt('creationTimestamp'),
    faults,
  };
}

type Complain = (
  path: Path,
  words: string,
  expected: readonly string[],
  more?: { readonly part?: 'key' | 'value'; readonly instead?: string },
) => void;

/**
 * A name with a variable is not judged. Whether the name of a Service may start with a digit depends on a feature gate,
 * so it is a plain label here. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
 */
function judgeName(name: string, form: Kind['name'], path: Path, complain: Complain): void {
  if (hasPlaceholder(name)) return;
  const most = form === 'label' ? 63 : 253;
  if (name.length > most)
    complain(path, `${name.length} characters`, [`at most ${most} characters`], {
      instead: `shorten it to ${most} characters, here and wherever the name is used`,
    });
  else if (!(form === 'label' ? label : subdomain).test(name)) {
    const dots = form === 'label' ? 'and `-`' : '`-` and `.`';
    const meant = mended(name, form);
    complain(
      path,
      code(short(name)),
      [`lower-case letters, digits, ${dots}, with a letter or digit at both ends`],
      meant === undefined ? {} : { instead: `write ${code(short(meant))}, here and wherever the name is used` },
    );
  }
}

/** Shared by the many objects that have no labels or no annotations. */
const none: ReadonlyMap<string, string> = new Map();

/** The name in letters that a name may have; undefined where that leaves none. */
function mended(name: string, form: Kind['name']): string | undefined {
  const meant = name
    .toLowerCase()
    .replaceAll(form === 'label' ? /[^a-z0-9-]+/g : /[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return (form === 'label' ? label : subdomain).test(meant) ? meant : undefined;
}

/** The entries of a map of texts; whatever else it holds is a fault. */
function texts(map: unknown, name: string, complain: Complain): ReadonlyMap<string, string> {
  if (map === undefined || isTemplate(map)) return none;
  const read = new Map<string, string>();
  if (!isRecord(map)) {
    complain([name], found(map), ['a mapping']);
    return read;
  }
  for (const [key, entry] of Object.entries(map)) {
    if (typeof entry === 'string') read.set(key, entry);
    else if (entry !== null) complain([name, key], found(entry), ['text']);
  }
  return read;
}

function isTemplate(value: unknown): boolean {
  return typeof value === 'string' && hasPlaceholder(value);
}

/** A short text that equal objects share: the variable part of a generated name must not depend on where it stands. */
function digest(value: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(value)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36).toUpperCase();
}
