import { brief, type Effort } from '../algebra/effort.ts';
import { profiles } from '../algebra/semantics.ts';
import { forgetDerived } from '../base/derived.ts';
import { remembering } from '../base/remembering.ts';
import type { Fault } from '../document/fault.ts';
import { Clock } from '../engine/clock.ts';
import type { Gathered } from '../engine/gather.ts';
import type { Orders } from '../engine/job.ts';
import { judge } from '../engine/judge.ts';
import type { Run } from '../finding/run.ts';
import { emptyPart, type ModelPart, type RoutingModel } from '../model/model.ts';
import { type KindId, objectId, type Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';
import { documentOf, faultsOf, isIgnoring, libraryIn, resourceIn } from './cluster-library.ts';
import { ClusterWorld } from './cluster-world.ts';
import { type Focus, focusOn, focusOnChange } from './focus.ts';
import { type Budget, reachOf, Step, touched, united, withDomains } from './impact.ts';
import { Parts } from './parts.ts';
import { type Chosen, chosenRivals, type RivalsOf, rivalsIn } from './rivals.ts';
import { type Change, ClusterShelves, changed, type Shelves } from './shelves.ts';

/** What the rules say of a part of a cluster before and after changes. */
export interface Judged {
  readonly before: Run;
  readonly after: Run;
  /** False iff what lies further away was left out for the budget. */
  readonly isWhole: boolean;
  /** The build steps that the changes touch. */
  readonly touched: ReadonlySet<string>;
  /** These, and all others that were looked at. */
  readonly steps: ReadonlySet<string>;
  /** Ids of the objects that were asked for as they are after the changes, and are not there. */
  readonly missed: ReadonlySet<string>;
}

/** Build steps that are audited together. */
const partSize = 25;

/** What more stands beside a part shows in no finding that is not there without it. */
const auditBudget: Budget = { steps: 500, effort: brief };

/**
 * The objects of a cluster as they were last seen, and what the rules say of them. Everything is decided in one go and
 * nothing is awaited, so a decision never sees half a change.
 */
export class ClusterView {
  private orders: Orders;
  private readonly shelves: ClusterShelves;
  private readonly parts = new Parts();
  /** Objects with annotations that suppress findings, by document. */
  private readonly ignoring = new Map<string, Resource>();
  /** What is wrong with objects by themselves, by document. */
  private readonly faulty = new Map<string, readonly Fault[]>();
  private readonly lacks: (kind: KindId) => boolean;
  /** Until the next change; adapters remember what they derive from a world. */
  private present: ClusterWorld | null = null;

  /** `lacks`: true iff objects of the kind may exist that nobody watches, or that have not been seen yet. */
  constructor(orders: Orders, lacks: (kind: KindId) => boolean) {
    this.orders = orders;
    this.lacks = lacks;
    this.shelves = new ClusterShelves(orders.adapters.flatMap((adapter) => [...adapter.filings()]));
  }

  /** From now on the rules go by these, as when a config is read again. */
  follow(orders: Orders): void {
    this.orders = orders;
    this.present = null;
    this.parts.forget(null);
  }

  get(kind: KindId, namespace: string, name: string): Resource | undefined {
    return this.shelves.get(kind, namespace, name);
  }

  count(kind: KindId): number {
    return this.shelves.count(kind);
  }

  put(resource: Resource): void {
    forgetDerived();
    const { key } = resource;
    this.forget({ before: this.get(resource.kind, key.namespace, key.name) ?? null, after: resource });
    this.shelves.put(resource);
    this.present = null;
    if (isIgnoring(resource)) this.ignoring.set(resource.document, resource);
    else this.ignoring.delete(resource.document);
    const faults = faultsOf(resource);
    if (faults.length > 0) this.faulty.set(resource.document, faults);
    else this.faulty.delete(resource.document);
  }

  remove(kind: KindId, namespace: string, name: string): void {
    const before = this.get(kind, namespace, name);
    if (before === undefined) return;
    this.forget({ before, after: null });
    this.shelves.remove(kind, namespace, name);
    this.present = null;
    this.ignoring.delete(before.document);
    this.faulty.delete(before.document);
  }

  /** The objects as a world; with changes, as they will be. */
  world(changes: readonly Change[] = []): ClusterWorld {
    if (changes.length > 0) return this.over(changed(this.shelves, changes));
    this.present ??= this.over(this.shelves);
    return this.present;
  }

  private over(shelves: Shelves, onMiss?: (id: string) => void): ClusterWorld {
    const { external, envoy } = this.orders.settings;
    return new ClusterWorld(shelves, {
      lacks: this.lacks,
      external,
      semantics: profiles[envoy],
      ...(onMiss && { onMiss }),
    });
  }

  /**
   * What changes do to all that they touch; null iff that is more than the budget allows. `known`: what was seen of the
   * objects apart from the view and counts on both sides.
   */
  judge(changes: readonly Change[], budget: Budget, known: readonly Change[] = []): Judged | null {
    const { adapters } = this.orders;
    const before = this.world(known);
    const missed = new Set<string>();
    const after = this.over(changed(this.shelves, [...known, ...changes]), (id) => missed.add(id));
    const seen = touched(known, { before: this.world(), after: before }, adapters, budget);
    const own = touched(changes, { before, after }, adapters, budget);
    if (seen === null || own === null) return null;
    const fresh = new Set([...seen.keys(), ...own.keys()]);
    const around = united([reachOf(own, before, budget), reachOf(own, after, budget)]);
    const rivals: RivalsOf = (step, of) =>
      seen.has(step.id) ? rivalsIn(step, of, before) : this.parts.rivalsIn(step, of, before);
    const chosen = chosenRivals(changes, [...around.judged.values(), ...around.beside.values()], rivals, {
      before,
      after,
    });
    const part = (world: World, some: Chosen | undefined) =>
      remembering((step: Step) => {
        const objects = some?.get(step.id);
        if (objects !== undefined && step.adapter.rivals !== undefined)
          return step.adapter.rivals.build(step.key, world, objects);
        // What the changes alter is not kept: it is as it is for this decision alone.
        return fresh.has(step.id) ? build(step, world) : this.parts.part(step, this.world());
      }, idOf);
    const [old, now] = [part(before, chosen?.before), part(after, chosen?.after)];
    const reach = withDomains(withDomains(around, old, budget), now, budget);
    // What is built with chosen rivals alone holds nothing that the change cannot concern.
    const { before: left, after: right } =
      chosen === null ? focusOnChange(reach, old, now) : { before: focusOn(reach, old), after: focusOn(reach, now) };
    const objects = changes.flatMap((change) => change.after ?? []);
    return {
      before: this.run(
        before,
        left,
        changes.flatMap((change) => change.before ?? []),
        undefined,
        budget.effort,
      ),
      after: this.run(after, right, objects, isAlone(left, changes) ? undefined : left.model, budget.effort),
      isWhole: !reach.isCut,
      touched: new Set(own.keys()),
      steps: new Set([...reach.judged.keys(), ...reach.beside.keys()]),
      missed,
    };
  }

  /**
   * What the rules say of the whole cluster, a part at a time: whoever asks may do something else in between. What several
   * parts show is told by each of them, and what changes meanwhile is told as it is when its part comes.
   */
  *audit(): Generator<Run> {
    const { adapters } = this.orders;
    const all = adapters.flatMap((adapter) => [...adapter.keys(this.world())].map((key) => new Step(adapter, key)));
    for (let from = 0; from < all.length; from += partSize) {
      const world = this.world();
      const own = new Map(all.slice(from, from + partSize).map((step) => [step.id, step]));
      const part = remembering((step: Step) => this.parts.part(step, world), idOf);
      yield this.run(
        world,
        focusOn(withDomains(reachOf(own, world, auditBudget), part, auditBudget), part),
        [],
        undefined,
        auditBudget.effort,
      );
    }
    const wrong = [...new Set([...this.faulty.keys(), ...this.ignoring.keys()])];
    for (let from = 0; from < wrong.length; from += partSize) {
      const world = this.world();
      const objects = wrong.slice(from, from + partSize).flatMap((id) => resourceIn(world, id) ?? []);
      yield this.run(world, nothing, objects, undefined, auditBudget.effort);
    }
  }

  private run(
    world: ClusterWorld,
    { model, judged }: Focus,
    objects: readonly Resource[],
    before: RoutingModel | undefined,
    effort: Effort,
  ): Run {
    forgetDerived();
    const own = new Map(objects.map((object) => [object.document, this.faultsIn(object)]));
    const gathered: Gathered = {
      files: 0,
      documents: objects.map(documentOf),
      library: libraryIn(world, this.orders.config.document),
      faults: {
        get: (id) => {
          const found = own.get(id) ?? this.faulty.get(id) ?? [];
          return found.length === 0 ? undefined : found;
        },
      },
      resources: objects.length,
      // A cluster may hold thousands of annotations, and a decision has to do with few objects.
      annotated: (documents) => [
        ...[...documents].flatMap((id) => (own.has(id) ? [] : (this.ignoring.get(id) ?? []))),
        ...objects.filter(isIgnoring),
      ],
      worlds: [{ name: '', world: world.only(objects), model, judged }],
      skipped: [],
      onlyTemplates: false,
      notes: [],
    };
    const version = before && { worlds: [{ name: '', world, model: before }], faults: new Map() };
    return judge(this.orders, gathered, new Clock(undefined, false), version, effort);
  }

  private faultsIn(object: Resource): readonly Fault[] {
    const isViewed = this.get(object.kind, object.key.namespace, object.key.name) === object;
    return isViewed ? (this.faulty.get(object.document) ?? []) : faultsOf(object);
  }

  private forget(change: Change): void {
    if (this.parts.size === 0) return;
    const worlds = { before: this.world(), after: this.world([change]) };
    this.parts.forget(touched([change], worlds, this.orders.adapters, { steps: this.parts.size }));
  }
}

/** True iff no route but those that change had a request before: then nobody can lose any. */
function isAlone({ model }: Focus, changes: readonly Change[]): boolean {
  const own = new Set(changes.flatMap(({ before, after }) => [before, after].flatMap((one) => one?.document ?? [])));
  return model.routes.every(({ route }) => own.has(objectId(route.resource)));
}

const idOf = ({ id }: Step): string => id;

const nothing = focusOn({ judged: new Map(), beside: new Map(), isCut: false }, () => emptyPart);

function build({ adapter, key }: Step, world: World): ModelPart {
  return adapter.build(key, world);
}
