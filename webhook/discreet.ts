import type { Request } from '../src/algebra/request.ts';
import { code } from '../src/base/wording.ts';
import { kinds } from '../src/resource/kinds.ts';
import { type ObjectKey, objectName, type Resource } from '../src/resource/resource.ts';
import type { Node } from '../src/resource/schema/node.ts';

const mask = '***';

/** Everything that whoever writes the object knows of it, as one text to look words up in. */
export function privy({ key, value }: Resource): string {
  return `${JSON.stringify(value)} ${objectName(key)}`;
}

/** The request without what only another object can have asked for. Where it goes stays: it is the proof. */
export function discreet(witness: Request, known: string, disclose: 'name' | 'none'): Request {
  const isKnown = (value: string) => value === '' || known.includes(JSON.stringify(value).slice(1, -1));
  const isTold = (name: string) => disclose === 'name' || isKnown(name);
  const query = witness.query.split('&').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    if (!isTold(decoded(name))) return [];
    return value.length === 0 || isKnown(decoded(value.join('='))) ? [pair] : [`${name}=${mask}`];
  });
  return {
    ...witness,
    query: query.join('&'),
    headers: witness.headers
      .filter(({ name }) => isTold(name))
      .map(({ name, value }) => ({ name, value: isKnown(value) ? value : mask })),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A sentence that says of the objects their names at most. In quotes stays what the reader's own object says, and the words
 * of the schemas.
 */
export function hideForeign(
  text: string,
  foreign: readonly ObjectKey[],
  known: string,
  disclose: 'name' | 'none',
): { readonly text: string; readonly hid: boolean } {
  let hid = false;
  const parts = text.split(/(`[^`]*`)/);
  const told = parts.map((part, index) => {
    if (index % 2 === 1) return quoted(part.slice(1, -1));
    // Ports, priorities and the like stand without quotes.
    return part.replaceAll(/\d{2,}/g, (number) => (known.includes(number) ? number : hide()));
  });
  return { text: told.join('').replaceAll(/\b(?:route|namespace) (?=another namespace)/g, ''), hid };

  function hide(): string {
    hid = true;
    return mask;
  }

  function quoted(word: string): string {
    const key = foreign.find((one) => isOf(word, one));
    if (key !== undefined) {
      const kind = word.startsWith(`${key.kind} `) ? `${key.kind} ` : '';
      if (disclose === 'name') return code(`${kind}${key.namespace}/${key.name}`);
      return `another namespace's ${kind === '' ? 'object' : key.kind}`;
    }
    if (foreign.some(({ namespace }) => namespace === word)) {
      return disclose === 'name' ? code(word) : 'another namespace';
    }
    if (known.includes(word) || words.has(word)) return code(word);
    return code(hide());
  }
}

/** True iff the word is the object's name, or begins with it, as that of a route in it does; also where it was shortened. */
function isOf(word: string, { kind, namespace, name }: ObjectKey): boolean {
  const bare = word.startsWith(`${kind} `) ? word.slice(kind.length + 1) : word;
  const full = `${namespace}/${name}`;
  if (bare.startsWith(full)) return !/^[\w.-]/.test(bare.slice(full.length));
  const [start = '', end] = bare.split('…');
  return end !== undefined && start.length > namespace.length && full.startsWith(start);
}

/** Names of fields are no secrets. */
const words: ReadonlySet<string> = new Set(
  kinds.flatMap(({ kind, schema }) => [kind, ...(schema === null ? [] : fieldsOf(schema))]),
);

function fieldsOf(node: Node): readonly string[] {
  switch (node.is) {
    case 'object':
      return Object.entries(node.fields).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
    case 'list':
      return fieldsOf(node.item);
    default:
      return [];
  }
}
