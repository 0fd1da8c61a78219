import { assertNever } from '../base/assert-never.ts';
import type { Atom } from './atom.ts';
import { bar, type Clause, demand, free } from './clause.ts';
import type { Pattern } from './pattern.ts';
import { type Kind, plain, possible, universal } from './universe.ts';

/** The normal form of a pattern among the texts that a request can carry: a union of clauses. Empty: proved empty. */
export type Texts = readonly Clause[];

export const everyText: Texts = [free];

const mostClauses = 1024;

/** The texts of the pattern, or those that are not in it. */
export function texts(pattern: Pattern, kind: Kind, inverted = false): Texts {
  if (kind === 'scheme') {
    const schemes: Texts = [
      { is: [{ is: 'exact', text: 'http' }], not: [] },
      { is: [{ is: 'exact', text: 'https' }], not: [] },
    ];
    return meet(schemes, normal(pattern, kind, inverted));
  }
  return normal(pattern, kind, inverted);
}

/** The texts that are in both. */
export function meet(left: Texts, right: Texts): Texts {
  if (left === everyText || right.length === 0) return right;
  if (right === everyText || left.length === 0) return left;
  const both: Clause[] = [];
  for (const one of left) {
    for (const other of right) {
      const clause = within(one, other);
      if (clause !== null) both.push(clause);
      if (both.length > mostClauses) return uncounted(left);
    }
  }
  return both;
}

function within(one: Clause, other: Clause): Clause | null {
  let clause: Clause | null = one;
  for (const atom of other.is) clause = clause && demand(clause, atom);
  for (const atom of other.not) clause = clause && bar(clause, atom);
  return clause;
}

/** Too many alternatives count as one unreadable text: a superset in which no text can be shown to be. */
function uncounted(of: Texts): Texts {
  return of.map(({ is, not }) => ({ is: [...is, { is: 'unknown', text: tooMany }], not }));
}

/** The text of the atom that stands for more alternatives than are counted out. */
export const tooMany = `more than ${mostClauses} alternatives`;

function normal(pattern: Pattern, kind: Kind, inverted: boolean): Texts {
  switch (pattern.is) {
    case 'any':
      return inverted ? [] : everyText;
    case 'none':
      return inverted ? everyText : [];
    case 'not':
      return normal(pattern.of, kind, !inverted);
    case 'all':
    case 'some': {
      const parts = pattern.of.map((part) => normal(part, kind, inverted));
      return (pattern.is === 'all') === inverted ? union(parts, pattern, inverted) : parts.reduce(meet, everyText);
    }
    case 'segment-prefix': {
      const { text } = pattern;
      const halves: readonly Atom[] = [
        { is: 'exact', text },
        { is: 'prefix', text: `${text}/` },
      ];
      const parts = halves.map((half) => literal(half, kind, inverted));
      return inverted ? parts.reduce(meet, everyText) : union(parts, pattern, inverted);
    }
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'labels':
    case 'integers':
    case 'regex':
    case 'unknown':
      return literal(pattern, kind, inverted);
    default:
      return assertNever(pattern);
  }
}

function literal(written: Atom, kind: Kind, inverted: boolean): Texts {
  const atom = plain(kind, written);
  if (!possible(kind, atom)) return inverted ? everyText : [];
  if (universal(kind, atom)) return inverted ? [] : everyText;
  return [inverted ? { is: [], not: [atom] } : { is: [atom], not: [] }];
}

function union(parts: readonly Texts[], pattern: Pattern, inverted: boolean): Texts {
  if (parts.includes(everyText)) return everyText;
  const clauses = parts.flat();
  if (clauses.length <= mostClauses) return clauses;
  const unread: Atom = { is: 'unknown', text: JSON.stringify([tooMany, pattern]) };
  return [inverted ? { is: [], not: [unread] } : { is: [unread], not: [] }];
}
