import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';
import {
  type AliasNode,
  type Entry,
  type MappingNode,
  type Node,
  type Range,
  type ScalarNode,
  type SequenceNode,
  target,
} from './node.ts';
import { keyText, resolve, resolveTagged, type ScalarValue } from './scalar.ts';
import { isOdd, isOddBlock, mostSurprises, type OddScalar } from './surprise.ts';

/** Levels of collections that a document may nest. */
export const maxNesting = 100;

/** Well-formed YAML that Kubernetes cannot read: a value that is not what its tag says, a key that is no text … */
export interface Misfit {
  readonly start: number;
  readonly end: number;
  readonly what: 'tag' | 'key' | 'number' | 'anchor' | 'tab' | 'marker';
}

/** A document as nodes; `root` is null iff nothing is written in it. */
export interface Tree {
  readonly root: Node | null;
  readonly misfits: readonly Misfit[];
  readonly odd: readonly OddScalar[];
}

/** Where a text stops being YAML, and how the parser puts it. */
export interface Stop {
  readonly offset: number;
  readonly reason: string;
}

/**
 * The nodes of the text of one document. `unmask` makes of a scalar's text what it means; `origin` has the offset that
 * nodes tell for each offset of the text, if that is not the same.
 */
export function readTree(text: string, unmask: (value: string) => string, origin?: Int32Array): Tree | Stop {
  let events: readonly Event[];
  const { stackTraceLimit } = Error;
  try {
    // Mending a text asks for many a stop, and to tell where in the parser each was thrown takes longer than to find it.
    Error.stackTraceLimit = 0;
    // The parser counts a scalar as a level, and once more while it may be a key. What is too deep by one it leaves to us.
    events = parseEvents(text, { maxDepth: maxNesting + 2 });
  } catch (thrown) {
    return stop(thrown);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return build(text, events, unmask, origin);
}

function stop(thrown: unknown): Stop {
  const error: {
    readonly reason?: unknown;
    readonly mark?: { readonly position?: unknown };
  } = Object(thrown);
  const offset = error.mark?.position;
  return {
    offset: typeof offset === 'number' ? offset : 0,
    reason: String(error.reason ?? thrown),
  };
}

function build(
  text: string,
  events: readonly Event[],
  unmask: (value: string) => string,
  origin: Int32Array | undefined,
): Tree {
  const misfits: Misfit[] = [];
  const odd: OddScalar[] = [];
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let next = 0;
  /** End of the last token: what the parser gives no place starts behind it. */
  let cursor = 0;

  const from = (offset: number) => (origin === undefined ? offset : (origin[offset] ?? 0));
  const upTo = (offset: number) => (origin === undefined || offset === 0 ? offset : (origin[offset - 1] ?? 0) + 1);

  function named<N extends Node>(event: { readonly anchorStart: number; readonly anchorEnd: number }, node: N): N {
    if (event.anchorStart === -1) return node;
    const name = text.slice(event.anchorStart, event.anchorEnd);
    anchors.set(name, node);
    // go-yaml reads no other names: https://github.com/yaml/go-yaml/blob/v2.4.2/scannerc.go (yaml_parser_scan_anchor)
    if (!/^[\w-]+$/.test(name)) {
      misfits.push({ start: from(event.anchorStart - 1), end: upTo(event.anchorEnd), what: 'anchor' });
    }
    return node;
  }

  function scalar(event: ScalarEvent, content: string, part: OddScalar['part'] = 'value'): ScalarNode {
    const place = extent(text, event, cursor);
    cursor = place.end;
    const start = from(place.start);
    const end = place.end === place.start ? start : upTo(place.end);
    let value: ScalarValue | undefined = content;
    if (event.tagStart !== -1) value = resolveTagged(text.slice(event.tagStart, event.tagEnd), content);
    else if (event.style === SCALAR_STYLE.PLAIN) value = resolve(content);
    if (value === undefined) misfits.push({ start, end, what: 'tag' });
    if (typeof value === 'number' && !Number.isFinite(value)) {
      misfits.push({ start, end, what: 'number' });
    }
    if (odd.length < mostSurprises && event.tagStart === -1 && looksOtherwise(event, content, value, part)) {
      odd.push({ start, part, text: content });
    }
    return named(event, {
      is: 'scalar',
      start,
      end,
      value: value === undefined ? content : value,
    });
  }

  function alias(event: AliasEvent): AliasNode {
    const name = text.slice(event.anchorStart, event.anchorEnd);
    cursor = event.anchorEnd;
    const found = anchors.get(name);
    const to = found === undefined ? 'unknown' : open.has(found) ? 'itself' : found;
    return {
      is: 'alias',
      start: from(event.anchorStart - 1),
      end: upTo(event.anchorEnd),
      name,
      to,
    };
  }

  function entry(event: Event | undefined): Entry {
    let key: string | undefined;
    let merge = false;
    let start: number;
    if (event?.type === EVENT_ID.SCALAR) {
      next++;
      if (event.valueStart === -1 && event.anchorStart === -1 && event.tagStart === -1) cursor = keySign(text, cursor);
      const content = unmask(getScalarValue(text, event));
      const node = scalar(event, content, 'key');
      start = node.start;
      const tag = event.tagStart === -1 ? '' : text.slice(event.tagStart, event.tagEnd);
      merge = content === '<<' && (tag === '!!merge' || (tag === '' && event.style === SCALAR_STYLE.PLAIN));
      key = node.value === content ? content : keyText(content, node.value);
    } else {
      const node = read();
      const meant = target(node);
      start = node.start;
      if (meant?.is === 'scalar') key = keyText(String(meant.value), meant.value);
    }
    const end = upTo(cursor);
    if (key === undefined) misfits.push({ start, end, what: 'key' });
    return { start, end, key: key ?? null, merge, node: read() };
  }

  function read(): Node {
    const event = events[next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return scalar(event, unmask(getScalarValue(text, event)));
      case EVENT_ID.ALIAS:
        return alias(event);
      case EVENT_ID.MAPPING: {
        const entries: Entry[] = [];
        const flow = event.style === COLLECTION_STYLE.FLOW;
        const node = named<MappingNode>(event, {
          is: 'mapping',
          start: from(event.start),
          flow,
          anchored: event.anchorStart !== -1,
          entries,
        });
        open.add(node);
        cursor = event.start;
        for (let at = events[next]; at !== undefined && at.type !== EVENT_ID.POP; at = events[next])
          entries.push(entry(at));
        next++;
        open.delete(node);
        return node;
      }
      case EVENT_ID.SEQUENCE: {
        const items: Node[] = [];
        const flow = event.style === COLLECTION_STYLE.FLOW;
        const node = named<SequenceNode>(event, {
          is: 'sequence',
          start: from(event.start),
          flow,
          anchored: event.anchorStart !== -1,
          items,
        });
        open.add(node);
        cursor = event.start;
        for (let at = events[next]; at !== undefined && at.type !== EVENT_ID.POP; at = events[next]) items.push(read());
        next++;
        open.delete(node);
        return node;
      }
      default:
        return {
          is: 'scalar',
          start: from(cursor),
          end: from(cursor),
          value: null,
        };
    }
  }

  while (next < events.length && events[next]?.type !== EVENT_ID.DOCUMENT) next++;
  next++;
  return { root: events.length === 0 ? null : read(), misfits, odd };
}

function looksOtherwise(
  { style }: ScalarEvent,
  content: string,
  value: ScalarValue | undefined,
  part: OddScalar['part'],
): boolean {
  if (style === SCALAR_STYLE.PLAIN) return value !== undefined && isOdd(content, value, part);
  return (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) && isOddBlock(content);
}

/** The place of a scalar with its quotes or block header; empty, behind the last token, where nothing is written. */
function extent(text: string, event: ScalarEvent, cursor: number): Range {
  const { valueStart, valueEnd } = event;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: valueStart - 1, end: valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const start = blockHeader(text, Math.max(cursor, event.anchorEnd, event.tagEnd), valueStart);
      const header = /^.[-+0-9]*/.exec(text.slice(start, valueStart))?.[0].length ?? 1;
      const content = text.slice(valueStart, valueEnd).trimEnd().length;
      return { start, end: content === 0 ? start + header : valueStart + content };
    }
    default: {
      if (valueStart !== -1) return { start: valueStart, end: valueEnd };
      const property = Math.max(event.anchorEnd, event.tagEnd);
      if (property === -1) return { start: cursor, end: cursor };
      const starts = [event.anchorStart - 1, event.tagStart].filter((start) => start >= 0);
      return { start: Math.min(...starts), end: property };
    }
  }
}

/** Offset of the `:` or `?` of an entry whose key is not written, looked for from the end of what stands before it. */
function keySign(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== ':' && text[i] !== '?') {
    if (text[i] === '#') while (i < text.length && text[i] !== '\n' && text[i] !== '\r') i++;
    else i++;
  }
  return i < text.length ? i : from;
}

/** Offset of the `|` or `>` that opens a block scalar, the first behind the last token that is in no comment. */
function blockHeader(text: string, from: number, valueStart: number): number {
  for (let i = from; i < valueStart; i++) {
    const character = text[i];
    if (character === '|' || character === '>') return i;
    if (character === '#') while (i < valueStart && text[i] !== '\n' && text[i] !== '\r') i++;
  }
  return valueStart;
}
