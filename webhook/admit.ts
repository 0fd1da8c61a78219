import type { Settings } from '../src/config/settings.ts';
import { kindId, objectId, type Resource } from '../src/resource/resource.ts';
import { admittedKinds } from '../src/resource/watched.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { ClusterView, Judged } from '../src/store/cluster-view.ts';
import type { Budget } from '../src/store/impact.ts';
import { ingest, stampOf } from '../src/store/ingest.ts';
import type { Change } from '../src/store/shelves.ts';
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
  /** What a decision may look at while somebody waits so many milliseconds. */
  readonly budget: (timeout: number) => Budget;
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

/** How long somebody waits for a decision. */
export interface Within {
  /** Milliseconds. */
  readonly timeout: number;
  readonly deadline: Deadline;
}

/** Decides about a request. Only the second look at other objects is awaited, until the deadline. */
export async function admit(request: AdmissionRequest, court: Court, within: Within): Promise<Decision> {
  const nothing = (why: string): Decision => ({ subject: null, review: nothingReviewed, passed: why });
  const why = passed(request);
  if (why !== null) return nothing(why);
  if (!admitted.has(kindId(request.group, request.kind))) return nothing('its kind is not judged');
  const after = request.operation === 'DELETE' ? null : ingest(request.object);
  const stored = request.operation === 'CREATE' ? null : ingest(request.oldObject);
  const subject = after ?? stored;
  if (subject === null) return nothing('it is no object that can be read');
  const change = { before: asViewed(stored, court.view), after };
  const decided = await new Deciding(change, subject, court, within).decide();
  const isRefused = decided.review.weighed.some(({ verdict }) => verdict === 'deny');
  if (after !== null && !request.dryRun && !isRefused) {
    court.reservations.add({ resource: after, was: viewedIn(court, after), touched: decided.touched });
  }
  return { subject, review: decided.review, passed: null };
}

/** One change on its way to a verdict, and what is known besides the view. */
class Deciding {
  private readonly change: Change;
  private readonly court: Court;
  private readonly deadline: Deadline;
  private readonly budget: Budget;
  private readonly own: string;
  /** By object; they count before and after the change. */
  private readonly known = new Map<string, Change>();

  constructor(change: Change, subject: Resource, court: Court, { timeout, deadline }: Within) {
    this.change = change;
    this.court = court;
    this.deadline = deadline;
    this.budget = court.budget(timeout);
    this.own = objectId(subject.key);
    if (viewedIn(court, subject) !== (change.before ?? undefined))
      this.learn({ before: subject, after: change.before });
  }

  async decide(): Promise<{ readonly review: Review; readonly touched: ReadonlySet<string> }> {
    const first = this.judge();
    if (first === null) {
      const degraded = 'it touches more than can be looked at in time';
      return { review: { ...nothingReviewed, degraded }, touched: new Set() };
    }
    this.court.history.carry(first.before.findings);
    const { review, seen } = await this.confirmed(this.reckoned(first));
    return {
      review: { ...review, weighed: review.weighed.map((one) => unlessUnseen(one, seen)) },
      touched: first.touched,
    };
  }

  /** With what was let through a moment ago and may be there by now, as far as the change has to do with it. */
  private reckoned(first: Judged): Judged {
    let judged = first;
    for (let rounds = 0; rounds < mostLooks; rounds++) {
      const pending = this.court.reservations.concerning(judged, (one) => viewedIn(this.court, one));
      const fresh = pending.filter(({ key }) => objectId(key) !== this.own && !this.known.has(objectId(key)));
      if (fresh.length === 0) break;
      for (const after of fresh) this.learn({ before: null, after });
      judged = this.judge() ?? judged;
    }
    return judged;
  }

  /** With a second look at every object that would refuse the change, and the ids of those that were seen. */
  private async confirmed(first: Judged): Promise<{ readonly review: Review; readonly seen: ReadonlySet<string> }> {
    const seen = new Set<string>();
    let reviewed = this.review(first);
    for (let looks = 0; looks < mostLooks; looks++) {
      const denials = reviewed.weighed.filter(({ verdict }) => verdict === 'deny');
      const wanted = new Map(denials.flatMap(({ others }) => others).map((other) => [objectId(other.key), other]));
      for (const id of seen) wanted.delete(id);
      if (wanted.size === 0) break;
      const looked = await confirm([...wanted.values()], this.court.look, this.deadline());
      if (looked.seen.size === 0) break;
      for (const id of looked.seen) seen.add(id);
      for (const one of looked.differing) this.learn(one);
      // Whatever the watch told meanwhile counts as well.
      const again = this.judge();
      if (again !== null) reviewed = this.review(again);
    }
    return { review: reviewed, seen };
  }

  private judge(): Judged | null {
    return this.court.view.judge([this.change], this.budget, [...this.known.values()]);
  }

  private review(judged: Judged): Review {
    return review(this.change, judged, policyOf(this.court, this.known));
  }

  private learn({ before, after }: Change): void {
    const one = after ?? before;
    if (one !== null) this.known.set(objectId(one.key), { before: viewedIn(this.court, one) ?? null, after });
  }
}

function viewedIn({ view }: Court, { kind, key }: Resource): Resource | undefined {
  return view.get(kind, key.namespace, key.name);
}

function unlessUnseen(one: Review['weighed'][number], seen: ReadonlySet<string>): Review['weighed'][number] {
  if (one.verdict !== 'deny' || one.others.every(({ key }) => seen.has(objectId(key)))) return one;
  return { ...one, verdict: 'warn', spared: 'unconfirmed' };
}

function policyOf(court: Court, known: ReadonlyMap<string, Change>): Policy {
  return {
    settings: court.settings(),
    rules: court.rules,
    isFresh: court.isFresh,
    wasCarried: (finding) => court.history.has(finding),
    object: (id) => {
      const learnt = known.get(id);
      if (learnt !== undefined) return learnt.after ?? undefined;
      const [kind = '', namespace = '', name = ''] = id.split('/');
      return court.view.get(kind, namespace, name);
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
