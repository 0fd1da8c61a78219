import { plural } from '../base/wording.ts';
import { quote } from './break.ts';
import type { Fault } from './fault.ts';
import type { Range } from './node.ts';

/** What YAML reads and JSON does not: all of one sort in a document are one. */
export interface Strictness extends Range {
  readonly words: Pick<Fault, 'found' | 'expected' | 'instead' | 'because'>;
}

/** A JSON text as YAML can read it, each character in its place, and where it is no JSON. */
export interface Json {
  readonly text: string;
  readonly faults: readonly Strictness[];
}

type Sort =
  | 'comment'
  | 'single quotes'
  | 'name'
  | 'word'
  | 'number'
  | 'trailing comma'
  | 'no value'
  | 'line break'
  | 'escape';

/** True iff kubectl reads the text of a file with such a name as JSON: it begins with a brace or bracket. */
export function isJson(path: string, text: string): boolean {
  return /\.json(?:\.(?:template|tmpl|tpl))?$/i.test(path) && /^[\s\uFEFF]*[{[]/.test(text);
}

/** Reads a text as RFC 8259 has it, variables of a template apart. What YAML does not read either is left to YAML. */
export function readJson(text: string): Json {
  if (isStrict(text)) return { text, faults: [] };
  const found = new Map<Sort, Range & { count: number }>();
  const comments: Range[] = [];
  const note = (sort: Sort, start: number, end: number) => {
    const first = found.get(sort);
    if (first === undefined) found.set(sort, { start, end, count: 1 });
    else first.count += 1;
  };
  /** The brackets that are open, and whether a key is next in the innermost. */
  const open: { readonly isObject: boolean; isKey: boolean }[] = [];
  let last: Token | null = null;
  for (const token of tokens(text, note)) {
    const { kind, start, end } = token;
    if (kind === 'comment') {
      note('comment', start, end);
      comments.push(token);
      continue;
    }
    const inner = open.at(-1);
    const closes = kind === '}' || kind === ']';
    if (closes && last?.kind === ',') note('trailing comma', last.start, last.end);
    if ((closes || kind === ',') && last !== null && inner?.isObject === true) {
      if (last.kind === ':' || (inner.isKey && isScalar(last))) note('no value', last.start, last.end);
    }
    if (kind === '{' || kind === '[') open.push({ isObject: kind === '{', isKey: kind === '{' });
    else if (closes) open.pop();
    else if (kind === ',') {
      if (inner !== undefined) inner.isKey = inner.isObject;
    } else if (kind === ':') {
      if (inner !== undefined) inner.isKey = false;
    } else if (kind === 'single') note('single quotes', start, end);
    else if (kind === 'bare')
      judgeBare(text.slice(start, end), inner?.isKey === true, (sort) => note(sort, start, end));
    last = token;
  }
  return { text: without(text, comments), faults: [...found].map(([sort, first]) => strictness(text, sort, first)) };
}

function isStrict(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

interface Token extends Range {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'comment' | 'double' | 'single' | 'bare';
}

function isScalar({ kind }: Token): boolean {
  return kind === 'double' || kind === 'single' || kind === 'bare';
}

const token =
  /(\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|#[^\r\n]*)|([{}[\],:])|("[^"\\]*(?:\\[\s\S][^"\\]*)*")|('[^']*(?:''[^']*)*')|((?:\$\{[^{}\r\n]*\}|[^\s,:{}[\]"'])+)/gy;

/** Ends where a quote is not closed. */
function* tokens(text: string, note: (sort: Sort, start: number, end: number) => void): Iterable<Token> {
  const space = /[\s\uFEFF]*/y;
  for (let at = 0; ; ) {
    space.lastIndex = at;
    space.test(text);
    token.lastIndex = space.lastIndex;
    const start = token.lastIndex;
    const match = token.exec(text);
    if (match === null) return;
    at = token.lastIndex;
    const [, comment, sign, double, single] = match;
    if (double !== undefined) judgeString(double, start, note);
    const kind =
      comment !== undefined
        ? 'comment'
        : sign !== undefined
          ? (sign as Token['kind'])
          : double !== undefined
            ? 'double'
            : single !== undefined
              ? 'single'
              : 'bare';
    yield { kind, start, end: at };
  }
}

function judgeString(written: string, start: number, note: (sort: Sort, start: number, end: number) => void): void {
  const control = /\p{Cc}/u.exec(written)?.index;
  if (control !== undefined) note('line break', start + control, start + control + 1);
  for (const { 0: escaped, index } of written.matchAll(/\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}|[\s\S])/g)) {
    if (escaped.length === 2 && !/\\["\\/bfnrt]/.test(escaped)) note('escape', start + index, start + index + 2);
  }
}

function judgeBare(written: string, isKey: boolean, note: (sort: Sort) => void): void {
  if (/\$\{|\$[A-Za-z_]/.test(written)) return;
  if (isKey) note('name');
  else if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(written)) return;
  else note(/^[-+.]?\d|^[-+.]/.test(written) ? 'number' : 'word');
}

/** Comments as spaces, so that the rest keeps its place. */
function without(text: string, comments: readonly Range[]): string {
  let clean = '';
  let from = 0;
  for (const { start, end } of comments) {
    clean += text.slice(from, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
    from = end;
  }
  return clean + text.slice(from);
}

function strictness(text: string, sort: Sort, { start, end, count }: Range & { readonly count: number }): Strictness {
  const written = text.slice(start, end);
  const { found, expected, instead } = words(sort, written);
  const more = count === 1 ? '' : `, and so in ${plural(count - 1, 'more place')}`;
  const because = 'kubectl reads this file as JSON, and refuses it';
  return { start, end, words: { found, expected, instead: instead + more, because } };
}

function words(sort: Sort, written: string): Pick<Fault, 'found' | 'expected'> & { readonly instead: string } {
  const inDouble = quote(JSON.stringify(written.replaceAll(/^'|'$/g, '').replaceAll("''", "'")));
  switch (sort) {
    case 'comment':
      return {
        found: `the comment ${quote(written)}`,
        expected: ['JSON, which has no comments'],
        instead: 'remove the comment, or rename the file to `.yaml` and write comments with `#`',
      };
    case 'single quotes':
      return { found: `${quote(written)} in single quotes`, expected: ['double quotes'], instead: `write ${inDouble}` };
    case 'name':
      return { found: `the key ${quote(written)} without quotes`, expected: [inDouble], instead: `write ${inDouble}` };
    case 'word':
      return {
        found: `${quote(written)} without quotes`,
        expected: ['text in double quotes', 'a number', '`true`', '`false`', '`null`'],
        instead: `write ${inDouble}`,
      };
    case 'number':
      return {
        found: `${quote(written)}`,
        expected: ['a number as JSON writes it'],
        instead: `write it in decimals without leading zeros or \`+\`, or ${inDouble} if it is text`,
      };
    case 'trailing comma':
      return { found: 'a comma behind the last entry', expected: ['no comma'], instead: 'remove the comma' };
    case 'no value':
      return {
        found: `${quote(written)} without a value`,
        expected: ['a value'],
        instead: 'write the value, or remove the key',
      };
    case 'line break':
      return {
        found: 'a line break or control character in a text',
        expected: ['text on one line'],
        instead: 'write it as an escape, as in `\\n`',
      };
    case 'escape':
      return {
        found: `the escape ${quote(written)}`,
        expected: ['an escape that JSON knows'],
        instead: `write the backslash twice (${quote(`\\${written}`)})`,
      };
  }
}
