import type { Settings } from '../src/config/settings.ts';
import { kindId, objectId, type Resource } from '../src/resource/resource.ts';
import { admittedKinds } from '../src/resource/watched.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { ClusterView } from '../src/store/cluster-view.ts';
import type { Change } from '../src/store/cluster-world.ts';
import type { Budget } from '../src/store/impact.ts';
import { ingest, stampOf } from '../src/store/ingest.ts';
import { type AdmissionRequest, passed } from './admission.ts';
import { confirm, type Look } from './confirm.ts';
import type { History } from './history.ts';
import type { Reservations } from './reservations.ts';
import { nothingReviewed, type Policy, type Review, review } from './review.ts';

/** What decisions are reached with. */
export interface Court {
  readonly view: ClusterView;
  /** Asked at each decision: a config that is read again counts from then on. */
  readonly settings: () => Settings;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly isFresh: Policy['isFresh'];
  readonly look: Look;
  readonly history: History;
  readonly reservations: Reservations;
  readonly budget: Budget;
}

/** What was decided of one request. */
export interface Decision {
  /** The object that changes; null iff it is none that is judged. */
  readonly subject: Resource | null;
  readonly review: Review;
  /** Why there was nothing to judge; null iff there was. */
  readonly passed: string | null;
}

const admitted: ReadonlySet<string> = new Set(admittedKinds.map(({ group, kind }) => kindId(group, kind)));

/** Second looks at others: a third version within one request is somebody else's quarrel. */
const mostLooks = 3;

/** Made when it is first asked for: few decisions look at anything twice, and a timer for each would pile up. */
export type Deadline = () => AbortSignal;

/** Decides about a request. Only the second look at other objects is awaited, until the deadline. */
export async function admit(request: AdmissionRequest, court: Court, deadline: Deadline): Promise<Decision> {
  const nothing = (why: string): Decision => ({ subject: null, review: nothingReviewed, passed: why });
  const why = passed(request);
  if (why !== null) return nothing(why);
  if (!admitted.has(kindId(request.group, request.kind))) return nothing('its kind is not judged');
  const after = request.operation === 'DELETE' ? null : ingest(request.object);
  const stored = request.operation === 'CREATE' ? null : ingest(request.oldObject);
  const subject = after ?? stored;
  if (subject === null) return nothing('it is no object that can be read');
  const change = { before: asViewed(stored, court.view), after };
  const decided = await decide(change, subject, court, deadline);
  if (after !== null && !request.dryRun && !decided.weighed.some(({ verdict }) => verdict === 'deny')) {
    court.reservations.add(after);
  }
  return { subject, review: decided, passed: null };
}

async function decide(change: Change, subject: Resource, court: Court, deadline: Deadline): Promise<Review> {
  const { view, history, reservations } = court;
  const own = objectId(subject.key);
  const viewed = (resource: Resource) => view.get(resource.kind, resource.key.namespace, resource.key.name);
  const known = new Map<string, Change>();
  const learn = (found: Change) => {
    const one = found.after ?? found.before;
    if (one !== null) known.set(objectId(one.key), { before: viewed(one) ?? null, after: found.after });
  };
  const current = viewed(subject);
  if (current !== (change.before ?? undefined)) learn({ before: subject, after: change.before });

  const judge = (more: readonly Change[] = []) => view.judge([change], court.budget, [...known.values(), ...more]);
  let judged = judge();
  if (judged === null) return { ...nothingReviewed, degraded: 'it touches more than can be looked at in time' };
  history.carry(judged.before.findings.map(({ fingerprint }) => fingerprint));
  let reviewed = review(change, judged, policyOf(court, known));

  const unseen = reservations.unseen(viewed, own);
  if (unseen.length > 0 && !isRefused(reviewed)) {
    // What was let through a moment ago may be there by now. It refuses nothing before it has been seen.
    const assumed = judge(unseen.map((after) => ({ before: viewed(after) ?? null, after })));
    if (assumed !== null && isRefused(review(change, assumed, policyOf(court, known, unseen)))) {
      const { differing, seen } = await confirm(unseen, court.look, deadline());
      for (const one of unseen) if (seen.has(objectId(one.key))) learn({ before: one, after: one });
      for (const one of differing) learn(one);
      judged = judge() ?? judged;
      reviewed = review(change, judged, policyOf(court, known));
    }
  }

  const seen = new Set<string>();
  for (let looks = 0; looks < mostLooks && isRefused(reviewed); looks++) {
    const wanted = new Map(
      reviewed.weighed
        .filter(({ verdict }) => verdict === 'deny')
        .flatMap(({ others }) => others.map((other) => [objectId(other.key), other] as const))
        .filter(([id]) => !seen.has(id)),
    );
    if (wanted.size === 0) break;
    const looked = await confirm([...wanted.values()], court.look, deadline());
    for (const id of looked.seen) seen.add(id);
    if (looked.seen.size === 0) break;
    // Whatever the watch told meanwhile counts as well.
    for (const one of looked.differing) learn(one);
    judged = judge() ?? judged;
    reviewed = review(change, judged, policyOf(court, known));
  }
  return { ...reviewed, weighed: reviewed.weighed.map((one) => unlessUnseen(one, seen)) };
}

function isRefused({ weighed }: Review): boolean {
  return weighed.some(({ verdict }) => verdict === 'deny');
}

function unlessUnseen(one: Review['weighed'][number], seen: ReadonlySet<string>): Review['weighed'][number] {
  if (one.verdict !== 'deny' || one.others.every(({ key }) => seen.has(objectId(key)))) return one;
  return { ...one, verdict: 'warn', spared: 'unconfirmed' };
}

function policyOf(court: Court, known: ReadonlyMap<string, Change>, assumed: readonly Resource[] = []): Policy {
  const more = new Map(assumed.map((resource) => [objectId(resource.key), resource]));
  return {
    settings: court.settings(),
    rules: court.rules,
    isFresh: court.isFresh,
    wasCarried: (fingerprint) => court.history.has(fingerprint),
    object: (id) => {
      const learnt = known.get(id);
      if (learnt !== undefined) return learnt.after ?? undefined;
      const [kind = '', namespace = '', name = ''] = id.split('/');
      return more.get(id) ?? court.view.get(kind, namespace, name);
    },
  };
}

/** The object of the view where it is the same version: what is known of it need not be found out again. */
function asViewed(stored: Resource | null, view: ClusterView): Resource | null {
  if (stored === null) return null;
  const viewed = view.get(stored.kind, stored.key.namespace, stored.key.name);
  if (viewed === undefined) return stored;
  const [left, right] = [stampOf(viewed), stampOf(stored)];
  const isSame = left.uid === right.uid && left.resourceVersion === right.resourceVersion && left.uid !== '';
  return isSame ? viewed : stored;
}
