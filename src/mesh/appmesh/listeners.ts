import { isUnknown, type Known } from '../../base/known.ts';
import { hasPlaceholder, sameText } from '../../document/placeholder.ts';
import type { Resource } from '../../resource/resource.ts';
import { type Field, field, items, number, spec, text } from '../fields.ts';

/** One listener with a port that can be read. */
export interface Listener {
  readonly field: Field;
  readonly port: Known<number>;
  /** The port as text: its digits, or the placeholder that stands for it. */
  readonly portText: string;
  readonly protocol: Known<string>;
}

/** The listeners of a gateway, router or node, the first of each port. */
export function listeners(resource: Resource): readonly Listener[] {
  const found = new Map<string, Listener>();
  for (const listener of everyListener(resource)) {
    if (listener !== null && !found.has(listener.portText)) found.set(listener.portText, listener);
  }
  return [...found.values()];
}

/** By resource: each part of the model that a resource makes asks for them. */
const known = new WeakMap<Resource, readonly (Listener | null)[]>();

/** The listeners as they are written; null for one whose port cannot be read. */
export function everyListener(resource: Resource): readonly (Listener | null)[] {
  const found = known.get(resource) ?? read(resource);
  known.set(resource, found);
  return found;
}

function read(resource: Resource): readonly (Listener | null)[] {
  return items(field(spec(resource), 'listeners')).map((item) => {
    const mapping = field(item, 'portMapping');
    const port = number(field(mapping, 'port'));
    if (port === undefined || port === null) return null;
    const portText = textOf(port);
    const protocol = text(field(mapping, 'protocol'));
    return {
      field: item,
      port,
      portText,
      protocol: readable(protocol) ?? { unknown: `the protocol of port ${portText}` },
    };
  });
}

function readable(protocol: string | null | undefined): string | null {
  return typeof protocol === 'string' && !hasPlaceholder(protocol) ? protocol : null;
}

/** A port that someone names, as text; undefined iff none is named. */
export function namedPort(port: Field): string | undefined {
  const value = number(port);
  return value === undefined || value === null ? undefined : textOf(value);
}

/** The listeners that a named port certainly means, or may mean. */
export function onPort(
  all: readonly Listener[],
  port: string,
): { certain: readonly Listener[]; open: readonly Listener[] } {
  return {
    certain: all.filter(({ portText }) => sameText(portText, port) === 'same'),
    open: all.filter(({ portText }) => sameText(portText, port) === 'unknown'),
  };
}

function textOf(port: Known<number>): string {
  return isUnknown(port) ? port.unknown : String(port);
}
