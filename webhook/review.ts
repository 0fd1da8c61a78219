import { by } from '../src/base/sort.ts';
import type { Settings } from '../src/config/settings.ts';
import type { Finding } from '../src/finding/finding.ts';
import type { SuppressedFinding, Undecided } from '../src/finding/run.ts';
import { type KindId, objectId, type Resource } from '../src/resource/resource.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { Judged } from '../src/store/cluster-view.ts';
import type { Change } from '../src/store/cluster-world.ts';
import { stampOf } from '../src/store/ingest.ts';
import { modeOf } from './mode.ts';
import { areApplied, supersedes, yieldsTo } from './owner.ts';

/** Why a finding refuses nothing although the mode is to enforce. */
export const sparing = {
  deletion: 'a deletion is never refused',
  unproven: 'it is not proven for every case',
  curable: 'another object that may be on its way can cure it',
  carried: 'the cluster had it not long ago, and going back must be possible',
  between: 'it lies between other objects',
  settled: 'the other side is of the same owner, is being deleted, or agreed',
  stale: 'what is known of the other side may be out of date',
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
  /** Objects of other change sets that it rests on: before it refuses anything they are looked at once more. */
  readonly others: readonly Resource[];
}

/** All that is to be said of one change. */
export interface Review {
  readonly weighed: readonly Weighed[];
  /** Findings of what the change touches that were there before, by rule. */
  readonly existing: readonly Finding[];
  /** How many findings it makes go away. */
  readonly fixed: number;
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
  readonly wasCarried: (fingerprint: string) => boolean;
}

export const nothingReviewed: Review = {
  weighed: [],
  existing: [],
  fixed: 0,
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
  const left = new Map<string, number>();
  for (const { fingerprint } of [...before.findings, ...before.suppressed.map(({ finding }) => finding)]) {
    left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
  }
  const introduced: Finding[] = [];
  const existing: Finding[] = [];
  for (const finding of found) {
    const known = left.get(finding.fingerprint) ?? 0;
    if (known > 0) {
      left.set(finding.fingerprint, known - 1);
      existing.push(finding);
    } else introduced.push(finding);
  }
  for (const { finding } of consented) left.delete(finding.fingerprint);
  const isMeta = ({ rule }: Finding) => policy.rules.get(rule)?.group === 'meta';
  const weighed = introduced.flatMap((finding) => {
    const rule = policy.rules.get(finding.rule);
    if (rule === undefined || rule.group === 'meta') return [];
    const one = weigh(finding, rule, change, subject, policy);
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
    existing: existing.filter((finding) => !isMeta(finding)),
    fixed: [...left.values()].reduce((sum, count) => sum + count, 0),
    suppressed: consented,
    undecided: after.summary.undecided,
    crashes: introduced.filter(({ rule }) => rule === 'internal-error'),
    degraded: isWhole ? null : 'what the change leads to, or is led to by, is too much to look at in time',
  };
}

/** An annotation is consent of one namespace; what another one loses is not its to waive. The config is the cluster's. */
function holds({ finding, by: from }: SuppressedFinding): boolean {
  if (from === 'config') return true;
  const namespaces = new Set(placesOf(finding).map(({ namespace }) => namespace));
  return namespaces.size <= 1;
}

function placesOf({ at, related }: Finding) {
  return [at, ...related].flatMap(({ resource }) => (resource === null ? [] : [resource]));
}

/** Null iff the finding is nothing to say of this change. */
function weigh(finding: Finding, rule: Rule, change: Change, subject: Resource, policy: Policy): Weighed | null {
  const { mode, asked } = modeOf(policy.settings.webhook, rule, subject.key.namespace);
  const own = objectId(subject.key);
  const others = othersOf(finding, own, policy);
  const isOwn = placesOf(finding).some((key) => objectId(key) === own);
  if (rule.on === 'change') {
    const [loser] = finding.related.flatMap(({ resource }) => (resource === null ? [] : [resource]));
    // Whoever gives requests away, or is the gateway through which they come, takes none.
    if (loser === undefined || loser.namespace === subject.key.namespace) return null;
  }
  const tell = (spared: Sparing | null): Weighed => ({
    finding,
    rule,
    verdict: mode === 'audit' ? 'audit' : 'warn',
    spared: mode === 'enforce' ? spared : null,
    others,
  });
  if (mode !== 'enforce') return tell(null);
  if (finding.severity !== 'error' && rule.on !== 'change' && !asked) return tell(null);
  if (change.after === null) return tell('deletion');
  if (finding.certainty !== 'proven') return tell('unproven');
  if (rule.curedElsewhere === true) return tell('curable');
  if (policy.wasCarried(finding.fingerprint)) return tell('carried');
  if (others.length > 0) {
    if (!isOwn) return tell('between');
    const foreign = others.filter((other) => !isSettled(subject, other));
    if (foreign.length === 0) return tell('settled');
    if (!foreign.every(({ kind }) => policy.isFresh(kind))) return tell('stale');
    return { finding, rule, verdict: 'deny', spared: null, others: foreign };
  }
  return { finding, rule, verdict: 'deny', spared: null, others: [] };
}

function othersOf(finding: Finding, own: string, { object }: Policy): readonly Resource[] {
  const ids = new Set(placesOf(finding).map(objectId));
  ids.delete(own);
  return [...ids].flatMap((id) => {
    const found = object(id);
    return found === undefined ? [] : [found];
  });
}

/** True iff nothing has to be protected: a later write of the same hand can part the two, or the other side agreed. */
function isSettled(subject: Resource, other: Resource): boolean {
  return areApplied(subject, other) || supersedes(subject, other) || yieldsTo(other, subject) || stampOf(other).isGoing;
}
