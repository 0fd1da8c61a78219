import type { RuleCard } from '../finding/run.ts';
import type { Rule } from '../rule/rule.ts';
import type { UnitKind } from '../rule/units.ts';
import type { Orders } from './job.ts';

/** A rule and what it was told. */
export interface Planned {
  readonly rule: Rule;
  readonly options: unknown;
}

/** The rules of some orders, sorted out once for every run that goes by them: a server has thousands in a second. */
export interface Plan {
  /** Those that see units of the sort. What reading a document noticed is worded by all: off is then the finding. */
  on(kind: UnitKind): readonly Planned[];
  /** Those that see anything. */
  readonly all: readonly Rule[];
  /** Those that are on. */
  readonly cards: readonly RuleCard[];
}

const plans = new WeakMap<Orders, Plan>();

export function planOf(orders: Orders): Plan {
  let plan = plans.get(orders);
  if (plan === undefined) {
    plan = planned(orders);
    plans.set(orders, plan);
  }
  return plan;
}

function planned({ rules, settings }: Orders): Plan {
  const all = rules.filter((rule) => rule.on === 'document' || settings.runs(rule));
  const byKind = new Map<UnitKind, Planned[]>();
  for (const rule of all) {
    const one = { rule, options: settings.options(rule) };
    const own = byKind.get(rule.on);
    if (own === undefined) byKind.set(rule.on, [one]);
    else own.push(one);
  }
  return {
    on: (kind) => byKind.get(kind) ?? [],
    all,
    cards: rules
      .filter((rule) => settings.runs(rule))
      .map(({ id, severity, docs }) => ({ id, summary: docs.summary, severity })),
  };
}
