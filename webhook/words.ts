import { code, list } from '../src/base/wording.ts';
import { fieldOf } from '../src/finding/field.ts';
import type { Finding } from '../src/finding/finding.ts';
import { maskFinding } from '../src/report/mask.ts';
import { neutralise } from '../src/report/neutralise.ts';
import { quoting } from '../src/report/quoting.ts';
import { brief } from '../src/report/witness.ts';
import { type ObjectKey, objectId, objectName, type Resource } from '../src/resource/resource.ts';
import { discreet, hideForeign, privy } from './discreet.ts';

/** What an answer may say of objects in other namespaces. */
export type Disclose = 'name' | 'none';

/** A finding as lines of text, for whoever may not see everything that it names. */
export interface Told {
  /** One line: what, and a request that proves it. */
  readonly what: string;
  /** Null where it would say of another namespace's object more than its name. */
  readonly why: string | null;
  readonly fix: string;
  /** Where in the changed object, as `spec.httpRoute.match`; empty: the object as a whole, or not in it. */
  readonly field: string;
}

export const noTexts = quoting(new Map());

/** Findings come from objects of tenants: secrets are masked, and no character moves a terminal's cursor or breaks a warning. */
export function told(finding: Finding, subject: Resource, disclose: Disclose): Told {
  const masked = maskFinding(finding, noTexts);
  const own = objectId(subject.key);
  const foreign = foreignIn(finding, subject.key);
  const [place] = [finding.at, ...finding.related].filter(
    ({ resource }) => resource !== null && objectId(resource) === own,
  );
  const field = neutralise(fieldOf(place?.pointer ?? ''));
  const proven = (witness: Finding['witness']) => (witness === null ? '' : ` (e.g. ${brief(witness)})`);
  if (foreign.length === 0) {
    const { what, why, fix, witness } = masked;
    return {
      what: neutralise(`${what}${proven(witness)}`),
      why: neutralise(why),
      fix: neutralise(disclose === 'none' ? withoutGuess(fix, finding, subject) : fix),
      field,
    };
  }
  const known = privy(subject);
  const what = hideForeign(masked.what, foreign, known, disclose).text;
  const witness = masked.witness && discreet(masked.witness, known, disclose);
  return {
    what: neutralise(`${what}${proven(witness)}`),
    why: null,
    fix: neutralise(fixOf(masked, own, foreign, known, disclose)),
    field,
  };
}

/** Names of objects that the subject may know by name at most. */
function foreignIn({ at, related }: Finding, { namespace }: ObjectKey): readonly ObjectKey[] {
  const keys = [at, ...related].flatMap(({ resource }) => resource ?? []);
  const foreign = keys.filter((key) => key.namespace !== namespace && key.namespace !== '');
  return [...new Map(foreign.map((key) => [objectId(key), key])).values()];
}

/** What its reader can do, who owns one side alone. */
function fixOf(
  { rule, at, fix }: Finding,
  own: string,
  foreign: readonly ObjectKey[],
  known: string,
  disclose: Disclose,
): string {
  const names =
    disclose === 'name' ? list(foreign.map((key) => code(objectName(key)))) : 'the object of another namespace';
  if (rule === 'unreachable-route') {
    const isOwn = at.resource !== null && objectId(at.resource) === own;
    const does = foreign.length === 1 || disclose === 'none' ? 'does' : 'do';
    if (!isOwn) return `match requests that ${names} ${does} not need, or agree with its owner`;
    const sooner = fix.includes('`priority`') ? 'give it a lower `priority` number, or ' : '';
    return `${sooner}match requests that ${names} ${does} not take`;
  }
  const { text, hid } = hideForeign(fix, foreign, known, disclose);
  return hid ? `agree with the owner of ${names}` : text;
}

/** The name that was most likely meant is one of the namespace in which it was looked for. */
function withoutGuess(fix: string, { rule, what }: Finding, { key }: Resource): string {
  const isOwn = what.includes(` ${key.namespace}/`);
  return rule === 'dangling-reference' && !isOwn
    ? fix.replace(/^change it to `[^`]*`, or create it$/, 'create it, or change the name')
    : fix;
}
