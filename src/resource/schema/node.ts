/** Who refuses a value and when, as a sentence without a full stop, and where that is written. */
export interface Refusal {
  readonly because: string;
  /** A URL, or `repository@commit path`. */
  readonly source: string;
}

/** Bounds of a number, of a count of characters or of a count of items. */
export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/** A shape of text: `test` says whether a text has it, `phrase` goes on "expected …". */
export interface Form {
  readonly test: (text: string) => boolean;
  readonly phrase: string;
  /** The text that was most likely meant, for one that has another shape. */
  readonly mend?: (text: string) => string;
}

export interface TextNode extends Bounds {
  readonly is: 'text';
  readonly oneOf?: readonly string[];
  /** What people write for one of the options, in lower case, and the option. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** True iff line breaks may belong to it. */
  readonly lines?: true;
  /** What somebody keeps for himself: taken today, and not by right. */
  readonly reserved?: { readonly test: (text: string) => boolean; readonly instead: string; readonly refusal: Refusal };
  /** What somebody behind the API server demands besides. */
  readonly tighter?: Bounds & { readonly form?: Form; readonly refusal: Refusal };
}

export interface IntegerNode extends Bounds {
  readonly is: 'integer';
  readonly tighter?: Bounds & { readonly refusal: Refusal };
}

export interface ListNode extends Bounds {
  readonly is: 'list';
  readonly item: Node;
  readonly tighter?: Bounds & { readonly refusal: Refusal };
}

/** A key that people write although the object has no such field. */
export interface Mistake {
  /** What to write instead, as an imperative sentence without a full stop. */
  readonly instead: string;
  /** The schema that the author had in mind: the value is checked by it, so that one run shows all there is to change. */
  readonly readAs?: Node;
  /** False iff the key stands for no field of the object, so that its absence explains nothing that is missing. */
  readonly explains?: false;
}

/** A place and a phrase about it: relative to the object whose rule found it. */
export interface Complaint {
  readonly path: readonly (string | number)[];
  readonly part: 'key' | 'value';
  /** `found` speaks of the object, not of the entry at `path`. */
  readonly ofObject?: true;
  readonly found: string;
  readonly expected: readonly string[];
  readonly instead?: string;
  readonly refusal: Refusal;
  /** Nobody is known to refuse it. */
  readonly mild?: true;
  /** Fields of the object that would cure it by being there: a misspelt one among its keys explains the complaint. */
  readonly missing?: readonly string[];
  readonly related?: readonly { readonly path: readonly (string | number)[]; readonly note: string }[];
}

/** What a rule may know besides the object. */
export interface Surroundings {
  readonly namespace: string;
}

/** A demand on an object as a whole. It sees plain data of any shape and never throws. */
export type ObjectRule = (value: Readonly<Record<string, unknown>>, surroundings: Surroundings) => readonly Complaint[];

/** What a field that no edit may change is besides. */
export interface Frozen {
  /** What it becomes where the object is created without it; absent iff it stays out. */
  readonly otherwise?: (name: string, namespace: string) => string;
  /** True iff an edit may set it where it is not there. */
  readonly later?: true;
  readonly refusal: Refusal;
}

export interface ObjectNode {
  readonly is: 'object';
  readonly fields: Readonly<Record<string, Node>>;
  readonly required: readonly string[];
  readonly rules: readonly ObjectRule[];
  readonly mistakes: Readonly<Record<string, Mistake>>;
  /** Fields that only the system sets, with what to do about one in a file. */
  readonly system: Readonly<Record<string, { readonly instead: string; readonly refusal: Refusal }>>;
  /** Fields that keep the value with which the object was created. */
  readonly frozen: Readonly<Record<string, Frozen>>;
  /** Fields that are checked as if they were there and empty where they are absent. */
  readonly implied: readonly string[];
  /** What becomes of a key that is no field, where it is not dropped. */
  readonly unknown?: string;
  /** What to do about a key that is no field and resembles none. */
  readonly stray?: Mistake;
  /** What to write where somebody wrote the text alone. */
  readonly shorthand?: (text: string) => string;
}

export type Node =
  | ObjectNode
  | TextNode
  | IntegerNode
  | ListNode
  | { readonly is: 'boolean' }
  /** A mapping from any key to text. */
  | { readonly is: 'text-map' }
  /** Not judged. */
  | { readonly is: 'anything' };

export const boolean: Node = { is: 'boolean' };
export const textMap: Node = { is: 'text-map' };
export const anything: Node = { is: 'anything' };

export function text(more: Omit<TextNode, 'is'> = {}): TextNode {
  return { is: 'text', ...more };
}

export function oneOf(options: readonly string[], synonyms: Readonly<Record<string, string>> = {}): TextNode {
  return { is: 'text', oneOf: options, synonyms };
}

export function integer(more: Omit<IntegerNode, 'is'> = {}): IntegerNode {
  return { is: 'integer', ...more };
}

export function list(item: Node, more: Omit<ListNode, 'is' | 'item'> = {}): ListNode {
  return { is: 'list', item, ...more };
}

/** An object; the name of a required field ends in `*`. */
export function object(
  fields: Readonly<Record<string, Node>>,
  more: Partial<Omit<ObjectNode, 'is' | 'fields' | 'required'>> = {},
): ObjectNode {
  const bare = Object.entries(fields).map(([name, node]) => [name.replace(/\*$/, ''), node] as const);
  return {
    is: 'object',
    fields: Object.fromEntries(bare),
    required: Object.keys(fields).flatMap((name) => (name.endsWith('*') ? [name.slice(0, -1)] : [])),
    rules: [],
    mistakes: {},
    system: {},
    frozen: {},
    implied: [],
    ...more,
  };
}

/** The object with more rules, mistakes or system fields than it had. */
export function extend(node: ObjectNode, more: Partial<Pick<ObjectNode, 'rules' | 'mistakes' | 'system'>>): ObjectNode {
  return {
    ...node,
    rules: [...node.rules, ...(more.rules ?? [])],
    mistakes: { ...node.mistakes, ...more.mistakes },
    system: { ...node.system, ...more.system },
  };
}

/** True iff the value is a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The entry of that name, or undefined iff it is absent or null: the API server drops a null before it looks at a field.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function given(value: unknown, name: string): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined;
  return value[name] ?? undefined;
}
