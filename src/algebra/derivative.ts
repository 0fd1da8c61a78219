import { assertNever } from '../base/assert-never.ts';
import { toBytes } from './bytes.ts';
import { type Expression, empty } from './expression.ts';

const never: Expression = { is: 'choice', of: [] };

/** What may follow the text in a match of the expression; null where it asks what stands beside a place. */
export function after(of: Expression, text: string): Expression | null {
  const whole = withoutOuterEdges(of);
  if (hasEdges(whole)) return null;
  return toBytes(text).reduce<Expression>((left, byte) => derive(left, byte), whole);
}

/** The whole text has to match, so an edge of the text at its own end says nothing. */
function withoutOuterEdges(of: Expression): Expression {
  if (of.is === 'capture') return withoutOuterEdges(of.of);
  if (of.is === 'edge') return of.at === 'text begins' || of.at === 'text ends' ? empty : of;
  if (of.is !== 'sequence') return of;
  const isEdge = (one: Expression | undefined, at: string) => one?.is === 'edge' && one.at === at;
  let parts = of.of;
  while (isEdge(parts[0], 'text begins')) parts = parts.slice(1);
  while (isEdge(parts.at(-1), 'text ends')) parts = parts.slice(0, -1);
  return { is: 'sequence', of: parts };
}

function hasEdges(of: Expression): boolean {
  if (of.is === 'edge') return true;
  if (of.is === 'byte') return false;
  if (of.is === 'sequence' || of.is === 'choice') return of.of.some(hasEdges);
  return hasEdges(of.of);
}

function derive(of: Expression, byte: number): Expression {
  switch (of.is) {
    case 'byte':
      for (let i = 0; i < of.of.length; i += 2) {
        if (byte >= (of.of[i] ?? 256) && byte <= (of.of[i + 1] ?? -1)) return empty;
      }
      return never;
    case 'edge':
      return never;
    case 'capture':
      return derive(of.of, byte);
    case 'choice':
      return choice(of.of.map((one) => derive(one, byte)));
    case 'sequence': {
      const found: Expression[] = [];
      for (const [i, one] of of.of.entries()) {
        found.push(sequence([derive(one, byte), ...of.of.slice(i + 1)]));
        if (!isNullable(one)) break;
      }
      return choice(found);
    }
    case 'repeat': {
      if (of.most === 0) return never;
      const rest: Expression = {
        is: 'repeat',
        of: of.of,
        least: Math.max(0, of.least - 1),
        most: of.most === null ? null : of.most - 1,
      };
      return sequence([derive(of.of, byte), rest]);
    }
    default:
      return assertNever(of);
  }
}

function isNullable(of: Expression): boolean {
  if (of.is === 'byte' || of.is === 'edge') return false;
  if (of.is === 'sequence') return of.of.every(isNullable);
  if (of.is === 'choice') return of.of.some(isNullable);
  if (of.is === 'repeat' && of.least === 0) return true;
  return isNullable(of.of);
}

const isNever = (of: Expression): boolean => of.is === 'choice' && of.of.length === 0;

function sequence(parts: readonly Expression[]): Expression {
  if (parts.some(isNever)) return never;
  const of = parts.flatMap((part) => (part.is === 'sequence' ? part.of : [part]));
  return { is: 'sequence', of };
}

function choice(parts: readonly Expression[]): Expression {
  const of = parts.filter((part) => !isNever(part));
  const [only, another] = of;
  return only !== undefined && another === undefined ? only : { is: 'choice', of };
}

/** The expression as a text that is read as the same; null iff it matches nothing. */
export function written(of: Expression): string | null {
  switch (of.is) {
    case 'byte': {
      if (of.of.length === 0) return null;
      const ranges = of.of.map((byte, i) => (i % 2 === 0 ? escaped(byte) : `-${escaped(byte)}`));
      return `[${ranges.join('')}]`;
    }
    case 'edge':
      return null;
    case 'capture':
      return written(of.of);
    case 'choice': {
      const texts = of.of.map(written).filter((text) => text !== null);
      return texts.length === 0 ? null : `(?:${texts.join('|')})`;
    }
    case 'sequence': {
      const texts = of.of.map(written);
      return texts.includes(null) ? null : texts.join('');
    }
    case 'repeat': {
      const text = written(of.of);
      if (text === null) return of.least === 0 ? '' : null;
      return `(?:${text}){${of.least},${of.most ?? ''}}`;
    }
    default:
      return assertNever(of);
  }
}

const escaped = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** The text as an expression that matches it alone. */
export const quoted = (text: string): string =>
  Array.from(toBytes(text), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9/_-]/.test(letter) ? letter : escaped(byte);
  }).join('');
