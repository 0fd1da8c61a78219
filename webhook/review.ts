import { by } from '../src/base/sort.ts';
import type { Settings } from '../src/config/settings.ts';
import { paired } from '../src/engine/introduced.ts';
import type { Finding } from '../src/finding/finding.ts';
import type { SuppressedFinding, Undecided } from '../src/finding/run.ts';
import { type KindId, type ObjectKey, objectId, type Resource } from '../src/resource/resource.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { Judged } from '../src/store/cluster-view.ts';
import { stampOf } from '../src/store/ingest.ts';
import type { Change } from '../src/store/shelves.ts';
import { modeOf } from './mode.ts';
import { areApplied, supersedes, yieldsTo } from './owner.ts';

/** Why a finding refuses nothing although the mode is to enforce. */
export const sparing = {
  deletion: 'a deletion is never refused',
  unproven: 'it is not proven for every case',
  curable: 'another object that may be on its way can cure it',
  carried: 'the cluster had it not long ago, and going back must be possible',
  between: 'it lies between other objects',
  settled: 'it is between objects of one owner, one of them is being deleted, or who loses agreed',
  stale: 'what is known of the other side may be out of date',
  partial: 'not everything that it competes with could be looked at in time',
  unconfirmed: 'the other side could not be looked at once more in time',
} as const;
export type Sparing = keyof typeof sparing;

/** A finding that a change introduces, and what comes of it. */
export interface Weighed {
  readonly finding: Finding;
  readonly rule: Rule;
  /** `deny`: it refuses the change, if what it rests on is still so. */
  readonly verdict: 'audit' | 'warn' | 'deny';
  /** Null iff it refuses the change, or nothing is enforced. */
  readonly spared: Sparing | null;
  /** Other objects that it rests on: before it refuses anything they are looked at once more. */
  readonly others: readonly Resource[];
  /** By whose `routeproof.dev/yields-to` it would be settled, and what that has to name; null iff by nobody's. */
  readonly agreement: Agreement | null;
  /** True iff nobody may suppress it. */
  readonly isLocked: boolean;
}

/** What would settle a conflict: the word of some that they give requests up to others. */
export interface Agreement {
  readonly of: readonly Resource[];
  readonly to: readonly Resource[];
}

/** All that is to be said of one change. */
export interface Review {
  readonly weighed: readonly Weighed[];
  /** Findings about the object itself that were there before. */
  readonly existing: readonly Finding[];
  /** How many findings it makes go away. */
  readonly fixed: number;
  /** True iff the object goes. */
  readonly isDeletion: boolean;
  readonly suppressed: readonly SuppressedFinding[];
  readonly undecided: readonly Undecided[];
  /** Rules that crashed: never a reason to refuse. */
  readonly crashes: readonly Finding[];
  /** Why less was decided than there is to decide; null iff everything was. */
  readonly degraded: string | null;
}

/** What a verdict is reached by, besides findings. */
export interface Policy {
  readonly settings: Settings;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The object with that id as it is after the change, or was before it. */
  readonly object: (id: string) => Resource | undefined;
  /** True iff what is known of the kind is as old as it may be. */
  readonly isFresh: (kind: KindId) => boolean;
  /** True iff an object of the cluster was stored with that finding not long ago: to go back to it must be possible. */
  readonly wasCarried: (finding: Finding) => boolean;
}

export const nothingReviewed: Review = {
  weighed: [],
  existing: [],
  fixed: 0,
  isDeletion: false,
  suppressed: [],
  undecided: [],
  crashes: [],
  degraded: null,
};

/** What a change introduces, and what refuses it. Pure: what others must confirm is named, not asked. */
export function review(change: Change, { before, after, isWhole }: Judged, policy: Policy): Review {
  const { after: own = null, before: old = null } = change;
  const subject = own ?? old;
  if (subject === null) return nothingReviewed;
  const consented = after.suppressed.filter((one) => holds(one));
  const found = [...after.findings, ...after.suppressed.filter((one) => !holds(one)).map(({ finding }) => finding)];
  const waived = new Set(consented.map(({ finding }) => finding));
  const pairs = paired([...found, ...waived], [...before.findings, ...before.suppressed.map(({ finding }) => finding)]);
  const fresh = pairs.fresh.filter((one) => !waived.has(one));
  const known = pairs.known.filter((one) => !waived.has(one));
  const isMeta = ({ rule }: Finding) => policy.rules.get(rule)?.group === 'meta';
  const weighed = fresh.flatMap((finding) => {
    const rule = policy.rules.get(finding.rule);
    if (rule === undefined || rule.id === 'internal-error') return [];
    const one = weigh(finding, rule, change, subject, { ...policy, isWhole });
    return one === null ? [] : [one];
  });
  return {
    weighed: weighed.sort(
      by(
        ({ verdict }) => ['deny', 'warn', 'audit'].indexOf(verdict),
        ({ finding }) => ['error', 'warning', 'info'].indexOf(finding.severity),
        ({ rule }) => (rule.curedElsewhere === true ? 1 : 0),
      ),
    ),
    existing: known.filter((finding) => !isMeta(finding) && isAbout(finding, subject)),
    fixed: pairs.fixed,
    isDeletion: own === null,
    suppressed: consented,
    undecided: after.summary.undecided,
    crashes: fresh.filter(({ rule }) => rule === 'internal-error'),
    degraded: isWhole ? null : 'what the change leads to, or is led to by, is too much to look at in time',
  };
}

/** An annotation is consent of one namespace; what another one loses is not its to waive. The config is the cluster's. */
function holds({ finding, by: from }: SuppressedFinding): boolean {
  if (from === 'config') return true;
  return new Set(placesOf(finding).map(({ namespace }) => namespace)).size <= 1;
}

function isAbout(finding: Finding, { key }: Resource): boolean {
  return placesOf(finding).some((other) => objectId(other) === objectId(key));
}

function placesOf({ at, related }: Finding) {
  return [at, ...related].flatMap(({ resource }) => (resource === null ? [] : [resource]));
}

/** A policy, and whether everything that the change concerns was looked at. */
type Looked = Policy & { readonly isWhole: boolean };

/** Null iff the finding is nothing to say of this change. */
function weigh(finding: Finding, rule: Rule, change: Change, subject: Resource, policy: Looked): Weighed | null {
  const { mode, asked } = modeOf(policy.settings.webhook, rule, subject.key.namespace);
  const own = objectId(subject.key);
  const others = othersOf(finding, own, policy);
  const isOwn = isAbout(finding, subject);
  const loser = loserOf(finding, rule);
  // Whoever gives requests away, or is the gateway through which they come, takes none.
  if (rule.on === 'change' && (loser === null || loser.namespace === subject.key.namespace)) return null;
  // Of suppressions, what its own object has is all that this change can have done.
  if (rule.group === 'meta' && !isOwn) return null;
  const told = (verdict: Weighed['verdict'], spared: Sparing | null): Weighed => {
    return { finding, rule, verdict, spared, others, agreement: null, isLocked: policy.settings.locked(rule) };
  };
  const tell = (spared: Sparing | null) =>
    told(mode === 'audit' ? 'audit' : 'warn', mode === 'enforce' ? spared : null);
  if (mode !== 'enforce' || rule.group === 'meta') return tell(null);
  if (finding.severity !== 'error' && rule.on !== 'change' && !asked) return tell(null);
  if (change.after === null) return tell('deletion');
  if (finding.certainty !== 'proven') return tell('unproven');
  if (rule.curedElsewhere === true) return tell('curable');
  if (policy.wasCarried(finding)) return tell('carried');
  if (others.length === 0) return told('deny', null);
  if (!isOwn) return tell('between');
  if (!policy.isWhole) return tell('partial');
  const losers = loser === null ? others : [subject, ...others].filter(({ key }) => objectId(key) === objectId(loser));
  const agreement = toAgree(subject, others, losers);
  if (agreement === null) return tell('settled');
  if (!others.every(({ kind }) => policy.isFresh(kind))) return tell('stale');
  return { ...told('deny', null), agreement };
}

/** Rules whose main place is that of the only one who loses anything. */
const losing: ReadonlySet<string> = new Set(['unreachable-route']);

/** The one who loses requests to all others; null iff it is unknown, as where nothing orders routes. */
function loserOf({ at, related }: Finding, rule: Rule): ObjectKey | null {
  if (rule.on === 'change') return related.flatMap(({ resource }) => resource ?? [])[0] ?? null;
  return losing.has(rule.id) ? at.resource : null;
}

function othersOf(finding: Finding, own: string, { object }: Policy): readonly Resource[] {
  const ids = new Set(placesOf(finding).map(objectId));
  ids.delete(own);
  return [...ids].flatMap((id) => object(id) ?? []);
}

/** Whose consent is missing; null iff nobody's: a later write of the same hand can part the two, or the losers agreed. */
function toAgree(subject: Resource, others: readonly Resource[], losers: readonly Resource[]): Agreement | null {
  const isGoing = (other: Resource) => stampOf(other).isGoing;
  if (losers.includes(subject)) {
    const to = others.filter((other) => !yieldsTo(subject, other));
    const isFree = others.some((other) => isGoing(other) || areApplied(subject, other) || supersedes(subject, other));
    return isFree || to.length === 0 ? null : { of: [subject], to };
  }
  // One that goes protects itself no more; it frees nothing of what the others lose.
  const of = losers.filter((other) => {
    return !isGoing(other) && !areApplied(subject, other) && !supersedes(subject, other) && !yieldsTo(other, subject);
  });
  return of.length === 0 ? null : { of, to: [subject] };
}
