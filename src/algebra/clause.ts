import { type Atom, apart, covers } from './atom.ts';

/** Texts that are in every atom of `is` and in none of `not`; no literal says what another one says. */
export interface Clause {
  readonly is: readonly Atom[];
  readonly not: readonly Atom[];
}

export const free: Clause = { is: [], not: [] };

/** The texts of the clause that are in the atom; null only if there are none. */
export function demand({ is, not }: Clause, atom: Atom): Clause | null {
  if (is.some((known) => apart(known, atom)) || not.some((barred) => covers(barred, atom))) return null;
  if (is.some((known) => covers(atom, known))) return { is, not };
  return spent({
    is: [...is.filter((known) => !covers(known, atom)), atom],
    not: not.filter((barred) => !apart(barred, atom)),
  });
}

/** The texts of the clause that are not in the atom; null only if there are none. */
export function bar({ is, not }: Clause, atom: Atom): Clause | null {
  if (is.some((known) => covers(atom, known))) return null;
  if (is.some((known) => apart(known, atom)) || not.some((barred) => covers(barred, atom))) return { is, not };
  return spent({ is, not: [...not.filter((barred) => !covers(atom, barred)), atom] });
}

/** Null iff ranges of integers leave nothing. Other literals are infinite, or compared one by one. */
function spent(clause: Clause): Clause | null {
  const demanded = clause.is.filter((atom) => atom.is === 'integers');
  if (demanded.length === 0) return clause;
  let from = Math.max(...demanded.map((range) => Math.ceil(range.from)));
  const to = Math.min(...demanded.map((range) => range.to));
  const barred = clause.not.filter((atom) => atom.is === 'integers').sort((left, right) => left.from - right.from);
  for (const range of barred) if (range.from <= from) from = Math.max(from, Math.ceil(range.to));
  return from < to ? clause : null;
}
