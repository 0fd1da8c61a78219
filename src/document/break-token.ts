import { plural } from '../base/wording.ts';
import { type Break, contentOf, hasContent, type Line, lineAround, linesOf, longestLine, quote } from './break.ts';
import { closeBracket, closeQuote, type Opener, type Outline, outline } from './outline.ts';
import { blank, type Edit } from './patch.ts';
import type { Stop } from './tree.ts';

/** What a break within a line is: characters, quotes, brackets, values that begin with a sign of YAML. */
export function tokenBreak(text: string, stop: Stop): Break | undefined {
  const before = outline(text, stop.offset);
  const opener = before.open.at(-1);
  return (
    character(text, stop) ??
    badEscape(text, stop, opener) ??
    (opener !== undefined && isQuote(opener) ? unclosedQuote(text, opener) : undefined) ??
    (opener !== undefined && !isQuote(opener) ? brackets(text, stop, before.open) : undefined) ??
    closeComment(text, stop) ??
    afterQuote(text, stop, before) ??
    reserved(text, stop) ??
    secondColon(text, stop)
  );
}

function isQuote({ character }: Opener): boolean {
  return character === '"' || character === "'";
}

/** Characters that no YAML holds: https://yaml.org/spec/1.2.2/#51-character-set */
const unprintable = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

function character(text: string, { reason, offset }: Stop): Break | undefined {
  if (!/null byte|non-printable|valid JSON character/.test(reason)) return undefined;
  const places = [...text.matchAll(unprintable)].map(({ index }) => index);
  const start = places[0] ?? offset;
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    start,
    end: start + 1,
    found: `the control character U+${code}`,
    expected: [],
    instead: `remove it${places.length > 1 ? `, and ${plural(places.length - 1, 'other')} in this document` : ''}, or write it as an escape in double quotes`,
    repairs: [places.map((place) => ({ start: place, end: place + 1, text: ' ' }))],
  };
}

function badEscape(text: string, { reason, offset }: Stop, opener: Opener | undefined): Break | undefined {
  if (!/escape sequence|hexadecimal character/.test(reason) || opener?.character !== '"') return undefined;
  const end = closeQuote(text, opener.offset);
  const edits: Edit[] = [];
  let first: number | undefined;
  for (let i = opener.offset + 1; i < (end === -1 ? offset : end); i++) {
    if (text[i] !== '\\') continue;
    const known = /^\\(?:[0abt\tnvfre "/\\N_LP\r\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/.test(
      text.slice(i, i + 10),
    );
    if (!known) {
      edits.push({ start: i, end: i, text: '\\' });
      first ??= i;
    } else i++;
  }
  const start = first ?? offset;
  const written = text.slice(start, start + 2);
  return {
    start,
    end: start + 2,
    found: `${quote(written)} in double quotes`,
    expected: ['an escape that YAML knows'],
    instead: `write the backslash twice (${quote(`\\${written}`)}), or put the value in single quotes`,
    repairs: [edits],
  };
}

function unclosedQuote(text: string, { character, offset }: Opener): Break {
  const line = lineAround(text, offset);
  const end = closeQuote(text, offset);
  const column = offset - line.start;
  const close = contentOf(line).end;
  const shown = quote(character);
  const common = {
    start: offset,
    end: offset + 1,
    found: `a ${shown} that is never closed`,
    expected: [`a closing ${shown}`],
  };
  const instead = `write the closing ${shown} where the value ends`;
  const closed = {
    ...common,
    instead,
    repairs: [
      [
        {
          start: Math.max(close, offset + 1),
          end: Math.max(close, offset + 1),
          text: character,
        },
      ],
    ],
  };
  if (end === -1 || end <= line.end) return closed;
  // libyaml does not mind how far the lines of a quoted string are indented, so Kubernetes reads them.
  const beyond = lineAround(text, end).end;
  return {
    ...closed,
    tolerated: true,
    beyond,
    repairs: [indented(text, offset, end, column + 1), ...closed.repairs],
  };
}

/** Indents the lines between two places. */
function indented(text: string, start: number, end: number, columns: number): Edit[] {
  return linesOf(text.slice(start, end))
    .slice(1)
    .map((line) => ({
      start: start + line.start,
      end: start + line.start,
      text: ' '.repeat(columns),
    }));
}

function brackets(text: string, { offset, reason }: Stop, open: readonly Opener[]): Break | undefined {
  const [outer] = open;
  const inner = open.at(-1);
  if (outer === undefined || inner === undefined) return undefined;
  const closer = inner.character === '[' ? ']' : '}';
  const at = text[offset];
  if (reason.startsWith('deficient')) {
    const end = closeBracket(text, outer.offset);
    const unclosed = unclosedBracket(text, offset, open);
    if (end === -1) return unclosed;
    // As with quoted strings, Kubernetes does not mind the indentation.
    const column = outer.offset - lineAround(text, outer.offset).start;
    const beyond = lineAround(text, end).end;
    return {
      ...unclosed,
      tolerated: true,
      beyond,
      repairs: [indented(text, outer.offset, end, column + 1), ...unclosed.repairs],
    };
  }
  if (at === ']' || at === '}') {
    return {
      start: offset,
      end: offset + 1,
      about: inner.offset,
      found: `${quote(at)} while a ${quote(inner.character)} is open`,
      expected: [quote(closer)],
      instead: `close the ${quote(inner.character)} with ${quote(closer)} first`,
      repairs: [[{ start: offset, end: offset, text: closer }]],
    };
  }
  if (at === ',') {
    return {
      start: offset,
      end: offset + 1,
      found: 'a comma with nothing before it',
      expected: ['an entry'],
      instead: 'remove the comma, or write the entry that is missing',
      repairs: [[{ start: offset, end: offset + 1, text: ' ' }]],
    };
  }
  if (reason.startsWith('missed comma')) {
    // Where a colon surprises the parser, it took the key before it for a part of the value before that.
    const swallowed =
      at === ':'
        ? /(?:"[^"\n]*"|'[^'\n]*'|[^\s"',]+)[ \t]*$/.exec(text.slice(Math.max(0, offset - 200), offset))
        : null;
    const start = offset - (swallowed?.[0].length ?? 0);
    const token = swallowed?.[0].trim() ?? /^[^\s,[\]{}]+/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    // A bracket before block style that was never meant to be one.
    const opening = lineAround(text, inner.offset);
    const stray =
      opening.end < start &&
      contentOf(opening).end > inner.offset + 1 &&
      /^[\w./-]+:?$/.test(token) &&
      !/^["']/.test(token);
    if (stray && /^[\w./-]+:[ \t\r\n]/.test(text.slice(start, start + token.length + 2))) {
      const unclosed = unclosedBracket(text, start, open);
      return {
        ...unclosed,
        repairs: [...unclosed.repairs, [{ start: inner.offset, end: inner.offset + 1, text: '' }]],
      };
    }
    return {
      start,
      end: start + Math.max(1, token.length),
      found: `${quote(token)} right after another entry`,
      expected: ['`,`', quote(closer)],
      instead: `write a comma between the two entries, or close the ${quote(inner.character)} before`,
      repairs: [[{ start, end: start, text: ',' }], ...unclosedBracket(text, start, open).repairs],
      beyond: offset,
    };
  }
  return reason.includes('end of the stream') ? unclosedBracket(text, offset, open) : undefined;
}

/** Closes what is open at the end of the last line with content before the place. */
function unclosedBracket(text: string, offset: number, open: readonly Opener[]): Break {
  const inner = open.at(-1);
  const start = inner?.offset ?? offset;
  const shown = inner?.character ?? '[';
  const closers = open.map(({ character }) => (character === '[' ? ']' : '}')).reverse();
  let line = lineAround(text, offset);
  while (line.start > start && (!hasContent(line) || (line.end >= offset && offset < text.length)))
    line = lineAround(text, line.start - 1);
  const end = Math.max(contentOf(line).end, start + 1);
  return {
    start,
    end: start + 1,
    found: `a ${quote(shown)} that is never closed`,
    expected: [quote(closers[0] ?? ']')],
    instead: `write ${quote(closers[0] ?? ']')} where the ${shown === '[' ? 'list' : 'mapping'} ends`,
    repairs: [[{ start: end, end, text: closers.join('') }]],
  };
}

/** A comment without a space before it: libyaml takes it for one, and so does Kubernetes. */
function closeComment(text: string, { offset }: Stop): Break | undefined {
  if (text[offset] !== '#' || !/["'\]}]/.test(text[offset - 1] ?? '')) return undefined;
  return {
    start: offset,
    end: offset + 1,
    found: '`#` right behind a value',
    expected: ['a space before it'],
    instead: 'write a space before the comment',
    tolerated: true,
    repairs: [[{ start: offset, end: offset, text: ' ' }]],
  };
}

function afterQuote(text: string, { offset }: Stop, { quoted }: Outline): Break | undefined {
  if (quoted === undefined || text.slice(quoted.end, offset).trim() !== '' || text[offset] === ':') return undefined;
  const line = lineAround(text, offset);
  if (offset === line.start + line.indent || quoted.end < line.start || offset >= contentOf(line).end) return undefined;
  const character = text[quoted.start] ?? '"';
  if (quoted.start < line.start) return { ...unclosedQuote(text, { character, offset: quoted.start }) };
  const { end } = contentOf(line);
  return {
    start: offset,
    end: Math.max(end, offset + 1),
    found: `${quote(text.slice(offset, end))} after the closing quote`,
    expected: ['the end of the line'],
    instead: `put the whole value in one pair of quotes, and write a quote inside it as ${character === '"' ? '`\\"`' : "`''`"}`,
    repairs: [[blank(text, offset, Math.max(end, offset + 1))]],
  };
}

const properties =
  /^(?:alias|name of an|duplication of|tag|undeclared|named tag|unexpected end of the stream within a verbatim)/;

function reserved(text: string, { offset, reason }: Stop): Break | undefined {
  const line = lineAround(text, offset);
  const { end } = contentOf(line);
  let start = offset;
  if (properties.test(reason) || reason === 'a line break is expected') {
    while (start > line.start && !/\s/.test(text[start - 1] ?? '')) start--;
    if (reason === 'a line break is expected')
      start =
        offset - (/[|>][-+0-9]*[ \t]*$/.exec(text.slice(Math.max(line.start, offset - 20), offset))?.[0].length ?? 0);
  }
  const sign = text[start] ?? '';
  if (!'@`%*&!|>'.includes(sign) || sign === '' || start >= end) return undefined;
  const value = text.slice(start, end);
  return {
    start,
    end,
    found: `a value that begins with ${sign === '`' ? 'a backtick' : quote(sign)}`,
    expected: [],
    instead:
      sign === '`'
        ? 'put the value in quotes'
        : `put the value in quotes: ${quote(`'${value.replaceAll("'", "''")}'`)}`,
    because: `in YAML ${sign === '`' ? 'a backtick' : quote(sign)} at the beginning of a value has a meaning of its own`,
    repairs: [[quoted(value, start, end)]],
  };
}

function quoted(value: string, start: number, end: number): Edit {
  return { start, end, text: `'${value.replaceAll("'", "''")}'` };
}

function secondColon(text: string, { offset }: Stop): Break | undefined {
  const line: Line = lineAround(text, offset);
  if (text[offset] !== ':') return undefined;
  const key =
    /^\s*(?:- +)*(?:[^\s'"[{&*!|>#][^#]*?|"[^"]*"|'[^']*'):[ \t]+(?=\S)/.exec(line.text.slice(0, longestLine))?.[0] ??
    '';
  const start = line.start + key.length;
  const { end } = contentOf(line);
  if (key === '' || start > offset || end <= start) return undefined;
  const value = text.slice(start, end);
  return {
    start: offset,
    end: offset + 1,
    found: `a second ${quote(':')} on the line, after ${quote(text.slice(start, offset))}`,
    expected: ['one key and one value'],
    instead: `put the value in quotes (${quote(`'${value.replaceAll("'", "''")}'`)}), or move ${quote(value)} to a line of its own`,
    repairs: [[quoted(value, start, end)]],
  };
}
