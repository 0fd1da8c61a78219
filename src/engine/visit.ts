import type { KubeDocument } from '../document/kube-document.ts';
import { sharedFaults } from '../document/shared-faults.ts';
import type { Draft } from '../finding/finding.ts';
import type { Undecided } from '../finding/run.ts';
import { hops } from '../model/hop.ts';
import type { RoutingModel, SeatedRoute } from '../model/model.ts';
import type { RouteTable } from '../model/table.ts';
import type { World } from '../resource/world.ts';
import type { Rule } from '../rule/rule.ts';
import type { Crash, UnitKind, Units } from '../rule/units.ts';
import { guarded } from './guard.ts';
import type { Plan } from './plan.ts';
import type { FaultsOf } from './strongest.ts';

/** A draft and the rule that yielded it. */
export interface Reported {
  readonly rule: Rule;
  readonly draft: Draft;
}

/** What a visit brings back. */
export interface Visited {
  readonly reported: Reported[];
  readonly undecided: Undecided[];
  readonly crashes: Crash[];
  /** Milliseconds by rule id; null: nobody asks. */
  readonly spent: Map<string, number> | null;
}

export function nothingVisited(isTimed: boolean): Visited {
  return { reported: [], undecided: [], crashes: [], spent: isTimed ? new Map() : null };
}

/** What rules look at besides their unit. */
export interface Scene {
  readonly world: World;
  readonly model: RoutingModel;
  /** The tables whose routes are judged; absent: all of them. */
  readonly judged?: ReadonlySet<RouteTable>;
}

/** Hands every unit of the world to the rules that asked for its sort, each once. */
export function visitWorld(plan: Plan, scene: Scene, into: Visited): void {
  const { model, world } = scene;
  visit('resource', world.resources, plan, scene, into);
  visit('reference', model.references, plan, scene, into);
  visit('attachment', model.attachments, plan, scene, into);
  visit('table', tables(scene), plan, scene, into);
  visit('route', judgedRoutes(scene), plan, scene, into);
  visit('pool', model.pools, plan, scene, into);
  visit('selection', model.selections, plan, scene, into);
  visit('guard', model.guards, plan, scene, into);
  if (plan.on('hop').length > 0) visit('hop', hops(model), plan, scene, into);
  visit('world', [{ world, model }], plan, scene, into);
}

/** Hands the documents to the rules that word what reading them noticed. */
export function visitDocuments(
  plan: Plan,
  documents: readonly KubeDocument[],
  faults: FaultsOf,
  scene: Scene,
  into: Visited,
): void {
  const units = documents.flatMap((document) => {
    const noticed = faults.get(document.id);
    return noticed === undefined ? [] : [{ document, faults: sharedFaults(noticed, document) }];
  });
  visit('document', units, plan, scene, into);
}

/** Hands each unit to each rule of its sort. */
export function visit<K extends UnitKind>(
  kind: K,
  units: readonly Units[K][],
  plan: Plan,
  { model, world }: Scene,
  into: Visited,
): void {
  if (units.length === 0) return;
  for (const { rule, options } of plan.on(kind)) {
    const start = into.spent === null ? 0 : performance.now();
    const about = { options, model, world };
    const take = (item: Draft | Undecided) => {
      if ('cap' in item) into.undecided.push(item);
      else into.reported.push({ rule, draft: item });
    };
    for (const unit of units) guarded(rule, unit, about, into.crashes, take);
    into.spent?.set(rule.id, (into.spent.get(rule.id) ?? 0) + performance.now() - start);
  }
}

function tables({ model, judged }: Scene): Units['table'][] {
  const all = model.places.flatMap((place) => place.tables.map((table) => ({ place, table })));
  return judged === undefined ? all : all.filter(({ table }) => judged.has(table));
}

/** The routes that sit in a table that is judged, and those that sit in none. */
export function judgedRoutes({ model, judged }: Pick<Scene, 'model' | 'judged'>): readonly SeatedRoute[] {
  if (judged === undefined) return model.routes;
  return model.routes.filter(({ seats }) => seats.length === 0 || seats.some(({ table }) => judged.has(table)));
}
