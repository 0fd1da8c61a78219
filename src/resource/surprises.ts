import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { type Path, pointer } from '../document/ref.ts';
import type { Surprise } from '../document/surprise.ts';
import { isRecord } from './schema/node.ts';
import { found, short } from './schema/phrase.ts';

/** What is written where a document has scalars that are something other than they look. */
export class Written {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(surprises: readonly Surprise[]) {
    this.#texts = new Map(surprises.map(({ path, part, text }) => [`${part} ${pointer(path)}`, text]));
  }

  get(path: Path, part: Surprise['part']): string | undefined {
    return this.#texts.size === 0 ? undefined : this.#texts.get(`${part} ${pointer(path)}`);
  }
}

/** https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go, with which kubectl and the API server read YAML */
const octal = 'YAML reads digits behind a leading zero as octal, as it does with file modes';

/** An integer whose leading zero makes it another number than its digits. */
export function surprisingInteger(value: number, written: string | undefined): Words | undefined {
  if (written === undefined || !/^[-+]?0[0-7]+$/.test(written) || Number(written) === value) return undefined;
  return {
    found: `${code(written)}, which is ${value} to Kubernetes`,
    expected: ['a number without leading zeros'],
    instead: `write ${code(String(value))} if that is meant, else ${code(String(Number(written)))}`,
    because: octal,
  };
}

/** A text of one line in a block scalar, where the line break at its end becomes a part of a name or a match. */
export function surprisingText(written: string | undefined): Words | undefined {
  if (written?.endsWith('\n') !== true) return undefined;
  return {
    found: `${code(short(written.trimEnd()))} and a line break`,
    expected: ['text on one line'],
    instead: `write ${code(short(written.trimEnd()))} behind the colon, or ${code('|-')} for ${code('|')}`,
    because: 'a block scalar ends with a line break unless its sign has a `-`, and the break is a part of the value',
  };
}

/** A key that is another text than it looks. */
export function surprisingKey(key: string, written: string | undefined): Words | undefined {
  if (written === undefined || written === key) return undefined;
  return {
    found: `the key ${code(short(written))}, which is ${code(short(key))} to Kubernetes`,
    expected: ['a key that reads as it looks'],
    instead: `put ${code(short(written))} in quotes`,
    because: 'YAML reads an unquoted word or number first, and makes a key of what it has read',
  };
}

export type Words = Pick<Fault, 'found' | 'expected' | 'instead' | 'because'>;

export function surprise(document: string, path: Path, part: Surprise['part'], words: Words): Fault {
  return { id: 'surprising-scalar', at: { document, path: [...path], part }, ...words };
}

/** Mappings from text to text, in all kinds whose schema is not judged. */
const textMaps = new Set(['matchLabels', 'labels', 'annotations', 'selector', 'nodeSelector']);
const textLists = new Set(['args', 'command']);
const ports = new Set(['port', 'targetPort', 'nodePort', 'containerPort', 'hostPort']);

/**
 * The surprises in the `spec` of a kind that is read and not judged: text that YAML does not read as text, by which
 * selectors choose and containers run, and ports. File modes are octal on purpose.
 */
export function surprisesIn(spec: unknown, root: Path, { id }: KubeDocument, written: Written): readonly Fault[] {
  const faults: Fault[] = [];
  // A stack: only a fault copies it.
  const path = [...root];
  const textAt = (value: unknown, because = 'the API server refuses what is no text here') => {
    if (typeof value !== 'number' && typeof value !== 'boolean') return;
    const text = written.get(path, 'value') ?? String(value);
    faults.push(
      surprise(id, path, 'value', {
        found: text === String(value) ? found(value) : `${code(text)}, which is ${found(value)} to Kubernetes`,
        expected: ['text'],
        instead: `write ${code(`"${text}"`)}, with the quotes`,
        because,
      }),
    );
  };
  const judge = (key: string, item: unknown) => {
    if (textMaps.has(key) && isRecord(item)) {
      for (const [name, entry] of Object.entries(item)) {
        path.push(name);
        textAt(entry, 'the API server refuses what is no text here, and a selector with it selects nothing');
        const words = isRecord(entry) ? undefined : surprisingKey(name, written.get(path, 'key'));
        if (words !== undefined) faults.push(surprise(id, path, 'key', words));
        path.pop();
      }
    }
    if (textLists.has(key) && Array.isArray(item)) {
      for (const [index, entry] of item.entries()) {
        path.push(index);
        textAt(entry);
        path.pop();
      }
    }
    if (key === 'env' && Array.isArray(item)) {
      for (const [index, entry] of item.entries()) {
        path.push(index, 'value');
        if (isRecord(entry)) textAt(entry['value']);
        path.length -= 2;
      }
    }
    if (ports.has(key) && typeof item === 'number') {
      const words = surprisingInteger(item, written.get(path, 'value'));
      if (words !== undefined) faults.push(surprise(id, path, 'value', words));
    }
  };
  const walk = (value: unknown, depth: number) => {
    if (depth > deepest || typeof value !== 'object' || value === null) return;
    for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      path.push(key);
      if (typeof key === 'string') judge(key, item);
      walk(item, depth + 1);
      path.pop();
    }
  };
  walk(spec, 0);
  return faults;
}

/** Levels below `spec` at which the last of these fields stands: a CronJob's probes. */
const deepest = 14;
