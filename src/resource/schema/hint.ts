import { closest, code } from '../../base/wording.ts';
import type { Mistake, Node, ObjectNode } from './node.ts';

/** What an unknown key may have been meant for. */
export interface Hint {
  readonly instead: string;
  /** The fields of the object that the key stands for, or `all` where a whole other shape was meant. */
  readonly explains: readonly string[] | 'all';
  readonly readAs?: Node;
}

/** The best guess about a key that the object has no field for; `ancestors` from the nearest outwards, with words for each. */
export function hint(
  key: string,
  node: ObjectNode,
  keys: readonly string[],
  ancestors: readonly { readonly name: string; readonly node: ObjectNode }[],
): Hint | undefined {
  const known = Object.hasOwn(node.mistakes, key) ? node.mistakes[key] : undefined;
  if (known !== undefined) return taught(known);
  const below = deeper(key, node);
  if (below !== undefined) {
    return { instead: `write it as ${code(below.join('.'))}`, explains: below.slice(0, 1) };
  }
  const free = writable(node).filter((name) => !keys.includes(name));
  const near = closest(key, free);
  if (near !== undefined) return { instead: `write ${code(near)}`, explains: [near] };
  const above = ancestors.find((ancestor) => writable(ancestor.node).includes(key));
  if (above === undefined) return node.stray && taught(node.stray);
  return { instead: `move it up into ${above.name}`, explains: [] };
}

function taught({ instead, readAs, explains }: Mistake): Hint {
  return { instead, explains: explains === false ? [] : 'all', ...(readAs && { readAs }) };
}

/** The fields that an author may set, sorted. */
export function writable(node: ObjectNode): readonly string[] {
  return Object.keys(node.fields)
    .filter((name) => !Object.hasOwn(node.system, name))
    .sort();
}

/** The path to the one field of that name at the least depth below, through objects only; undefined iff there is none or several. */
function deeper(key: string, node: ObjectNode, depth = 3): readonly string[] | undefined {
  let level: readonly { readonly path: readonly string[]; readonly node: ObjectNode }[] = [{ path: [], node }];
  for (let step = 0; step < depth; step++) {
    const next = level.flatMap(({ path, node: outer }) =>
      writable(outer).flatMap((name) => {
        const inner = outer.fields[name];
        return inner?.is === 'object' ? [{ path: [...path, name], node: inner }] : [];
      }),
    );
    const hits = next.filter(({ node: inner }) => writable(inner).includes(key));
    const [only] = hits;
    if (only !== undefined) return hits.length === 1 ? [...only.path, key] : undefined;
    level = next;
  }
  return undefined;
}
