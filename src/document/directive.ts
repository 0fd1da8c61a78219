import type { Fault } from './fault.ts';
import type { KubeDocument } from './kube-document.ts';
import type { Range } from './node.ts';
import type { Path, Site } from './ref.ts';
import type { SourceText } from './source-text.ts';

/** A suppression, as written: a comment, an annotation or an entry of the config. */
export interface Directive {
  readonly from: 'comment' | 'annotation' | 'config';
  /** The id as written; it may name no rule. */
  readonly rule: string;
  /** Null iff the author gave none: then it suppresses nothing. */
  readonly reason: string | null;
  /** Where it is written. A comment has a span and no path. */
  readonly at: Site;
  /** The lines a comment speaks of, from 1, inclusive; undefined for the others. */
  readonly lines?: { readonly from: number; readonly to: number };
}

/** What a comment that is a directive begins with. */
export const word = 'routeproof-ignore';

/** Directives of a stretch of text, and those that name no rule. */
export interface Directives {
  readonly directives: readonly Directive[];
  readonly faults: readonly Fault[];
}

/**
 * The `# routeproof-ignore ID, ID: reason` comments in a stretch of a text. One behind something speaks of its own line,
 * one that stands alone also of the next line with content. `scalars` are the document's, in order, by offset in the
 * text: within them `#` begins no comment.
 */
export function directives(
  source: SourceText,
  stretch: Range,
  scalars: readonly Range[],
  document: string,
): Directives {
  const found: Directive[] = [];
  const faults: Fault[] = [];
  let below = 0;
  for (const start of commentsWith(source.text, stretch, scalars)) {
    const line = source.lineAt(start);
    const text = source
      .line(line)
      .slice(start - (source.lineStarts[line - 1] ?? 0))
      .trimEnd();
    const span = source.span(start, start + text.length);
    const said = text.slice(text.indexOf(word) + word.length);
    const [, ids = '', reason = ''] = /^([^:]*)(?::(.*))?$/s.exec(said) ?? [];
    const rules = ids.split(',').map((id) => id.trim());
    const unclear =
      /^[\w-]/.test(said) || rules.some((rule) => !/^[^\s]+$/.test(reason === '' ? (rule.split(/\s/)[0] ?? '') : rule));
    if (unclear) {
      faults.push({
        id: 'unknown-suppression',
        at: { document, path: [], part: 'value' },
        span,
        found: said.trim() === '' || said.trim().startsWith(':') ? 'no rule' : `\`${(word + said).trim()}\``,
        expected: [`\`# ${word} RULE: reason\``],
        instead: `write \`# ${word} RULE: reason\``,
      });
      continue;
    }
    const alone = source.line(line).trimStart() === text;
    if (alone && below <= line) below = nextContent(source, line);
    const lines = { from: line, to: alone ? below : line };
    for (const rule of rules) {
      const given = reason.trim();
      found.push({
        from: 'comment',
        rule: rule.split(/\s/)[0] ?? rule,
        reason: given === '' ? null : given,
        at: span,
        lines,
      });
    }
  }
  return { directives: found, faults };
}

/** Offsets of the comments that begin with the word. */
function* commentsWith(text: string, { start, end }: Range, scalars: readonly Range[]): Iterable<number> {
  let scalar = 0;
  for (const { index } of text.slice(start, end).matchAll(new RegExp(word, 'g'))) {
    const at = start + index;
    const before = /#[ \t]*$/.exec(text.slice(Math.max(start, at - 80), at));
    if (before === null) continue;
    const hash = at - before[0].length;
    while ((scalars[scalar]?.end ?? Number.POSITIVE_INFINITY) <= hash) scalar++;
    const inScalar = (scalars[scalar]?.start ?? Number.POSITIVE_INFINITY) <= hash;
    if (!inScalar && isSeparated(text, hash) && !followsComment(text, hash, scalars, scalar)) yield hash;
  }
}

function isSeparated(text: string, hash: number): boolean {
  return hash === 0 || /[\s\uFEFF]/.test(text[hash - 1] ?? '');
}

/** True iff an earlier `#` of the line, in no scalar, begins the comment already. */
function followsComment(text: string, hash: number, scalars: readonly Range[], next: number): boolean {
  for (let i = hash - 1, scalar = next - 1; i >= 0 && text[i] !== '\n' && text[i] !== '\r'; i--) {
    while ((scalars[scalar]?.start ?? -1) > i) scalar--;
    const holder = scalars[scalar];
    if (holder !== undefined && holder.start <= i && i < holder.end) i = holder.start;
    else if (text[i] === '#' && isSeparated(text, i)) return true;
  }
  return false;
}

/** The next line that is more than blank or a comment; the line itself if there is none. */
function nextContent(source: SourceText, line: number): number {
  for (let next = line + 1; next <= source.lineStarts.length; next++) {
    if (/^\s*[^\s#]/.test(source.line(next))) return next;
  }
  return line;
}

/** What the name of an annotation that suppresses findings begins with; a rule's id follows. */
export const ignoreAnnotation = 'ignore.routeproof.dev/';

/** The `ignore.routeproof.dev/ID: reason` annotations of the object that stands at `root` in the document. */
export function annotationDirectives(document: KubeDocument, root: Path): readonly Directive[] {
  const path = [...root, 'metadata', 'annotations'];
  const annotations = path.reduce<unknown>((value, step) => own(value, step), document.value);
  if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations)) return [];
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(ignoreAnnotation))
    .map(([key, reason]) => ({
      from: 'annotation',
      rule: key.slice(ignoreAnnotation.length),
      reason: typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null,
      at: { document: document.id, path: [...path, key], part: 'key' },
    }));
}

function own(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? Reflect.get(value, step)
    : undefined;
}
