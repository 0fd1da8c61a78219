import { code, list } from '../../base/wording.ts';
import type { Fault } from '../../document/fault.ts';
import type { Path } from '../../document/ref.ts';
import type { Written } from '../surprises.ts';
import { writable } from './hint.ts';
import { type Complaint, isRecord, type Node, type ObjectNode, type Refusal } from './node.ts';
import { found, wanted } from './phrase.ts';

/** What the check of one object must know besides its schema. */
export interface Checking {
  readonly document: string;
  /** False iff a part of the document could not be read: then nothing counts as missing. */
  readonly complete: boolean;
  /** True iff the object was read from a cluster: then the fields that the system sets are right. */
  readonly live: boolean;
  readonly namespace: string;
  /** The schema in words: `appmesh.k8s.aws/v1beta2`. */
  readonly schema: string;
  /** Who refuses what breaks the schema itself. */
  readonly refusal: Refusal;
  /** What is written where that is something other than it looks. */
  readonly written?: Written;
}

/** A key that the object has no field for. */
export function unknownField(key: string, node: ObjectNode, path: Path, about: Checking, instead?: string): Fault {
  return {
    id: 'unknown-field',
    at: { document: about.document, path: [...path, key], part: 'key' },
    found: code(key),
    expected: writable(node).map(code),
    ...(instead !== undefined && { instead }),
    because:
      node.unknown ??
      `${about.schema} has no such field here: the API server drops it, silently unless it is asked to be strict`,
  };
}

/** A value of another type than the schema wants. */
export function misfit(value: unknown, node: Node, path: Path, about: Checking): Fault {
  const instead = shape(value, node);
  return {
    id: 'invalid-field',
    at: { document: about.document, path, part: 'value' },
    found: found(value),
    expected: wanted(node),
    ...(instead !== undefined && { instead }),
    because: about.refusal.because,
  };
}

/** How to write the value in the shape that is wanted, where that can be said. */
function shape(value: unknown, node: Node): string | undefined {
  if (node.is === 'object' && (typeof value === 'string' || typeof value === 'number')) {
    return node.shorthand?.(String(value));
  }
  if (node.is === 'object' && Array.isArray(value)) return 'write one mapping, without the `-`';
  if (node.is === 'list' && isRecord(value)) return 'write it as a list item, behind a `-`';
  if (node.is === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return 'put it in quotes';
  if (node.is === 'integer' && typeof value === 'string' && /^[+-]?\d+$/.test(value)) return 'remove the quotes';
  if (node.is === 'boolean' && (value === 'true' || value === 'false')) return 'remove the quotes';
  return undefined;
}

/** A field that only the system sets. */
export function setBySystem(key: string, instead: string, refusal: Refusal, path: Path, about: Checking): Fault {
  const at = { document: about.document, path: [...path, key], part: 'key' as const };
  return {
    id: 'invalid-field',
    at,
    found: 'a value that only the system sets',
    expected: [],
    instead,
    because: refusal.because,
  };
}

/** A field that must be there. */
export function missingField(name: string, node: Node, path: Path, about: Checking): Fault {
  const at = { document: about.document, path: [...path, name], part: 'key' as const };
  return {
    id: 'invalid-field',
    at,
    found: 'no value',
    expected: wanted(node),
    instead: `add ${code(name)}${contents(node)}`,
    because: about.refusal.because,
  };
}

/** What belongs into a field that is not there, as the end of a sentence. */
function contents(node: Node): string {
  if (node.is === 'object') {
    const names = node.required.length > 0 ? node.required : writable(node);
    return names.length > 0 && names.length <= 6
      ? `, with ${list(names.map(code), node.required.length > 0 ? 'and' : 'or')}`
      : '';
  }
  if (node.is === 'list') {
    const inner = contents(node.item);
    return inner === '' ? `, ${list(wanted(node), 'or')}` : `, a list of items${inner.slice(1)}`;
  }
  const phrases = wanted(node);
  return phrases.length === 0 || phrases[0] === 'text' ? '' : `, ${list(phrases, 'or')}`;
}

/** What a rule complains of, in the object that stands at the path. */
export function complained(complaint: Complaint, path: Path, about: Checking): Fault {
  const { related, instead } = complaint;
  const { document } = about;
  return {
    id: 'invalid-field',
    at: { document, path: [...path, ...complaint.path], part: complaint.part },
    ...(complaint.ofObject && { subject: [...path] }),
    found: complaint.found,
    expected: complaint.expected,
    ...(instead !== undefined && { instead }),
    because: complaint.refusal.because,
    ...(complaint.mild && { harmless: true as const }),
    ...(related && {
      related: related.map((other) => ({
        at: { document, path: [...path, ...other.path], part: 'key' as const },
        note: other.note,
      })),
    }),
  };
}
