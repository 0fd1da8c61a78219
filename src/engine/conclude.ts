import { by } from '../base/sort.ts';
import { code } from '../base/wording.ts';
import { annotationDirectives } from '../document/directive.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import type { SourceText } from '../document/source-text.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import type { RuleStats, Run } from '../finding/run.ts';
import type { Crash, Units } from '../rule/units.ts';
import type { Clock } from './clock.ts';
import { fold } from './fold.ts';
import type { Gathered } from './gather.ts';
import type { Orders } from './job.ts';
import { locator } from './locate.ts';
import { type Placed, place } from './placed.ts';
import { type Plan, planOf } from './plan.ts';
import type { Proved } from './prove.ts';
import { strongest } from './strongest.ts';
import { type Scope, suppress } from './suppress.ts';
import { nothingVisited, type Reported, type Visited, visit } from './visit.ts';

/** Drafts to findings: one mistake one finding, located, levelled, suppressed, folded, sorted, counted. */
export function conclude(
  job: Orders,
  gathered: Gathered,
  visited: Visited,
  proofs: readonly Proved[],
  clock: Clock,
): Run {
  const { library } = gathered;
  const plan = planOf(job);
  const places = locator(library);
  const told = (placed: readonly Placed[]) => fold(placed, ({ draft }) => places.owner(draft.at));
  const { left, suppressed, suppressedCount, untold } = clock.time('findings', () => {
    const strong = strongest(visited.reported, { library, faults: gathered.faults });
    const placed = place(strong, job.settings, places);
    const outcome = suppress(placed, scopesOf(job, gathered, placed), job.rules, job.settings, job.today);
    const faults = gathered.documents
      .flatMap(({ id }) => gathered.faults.get(id) ?? [])
      .filter(({ id }) => id === 'unknown-suppression');
    const closing = close(plan, gathered, { faults, suppressions: outcome.suppressions, crashes: visited.crashes });
    const findings = [...told(outcome.left), ...place(closing.reported, job.settings, places)];
    return {
      left: findings.map(({ rule, severity, draft }) => places.finding(rule.id, severity, draft)).sort(byPlace),
      suppressed: outcome.suppressed.map(({ placed: { rule, severity, draft }, by }) => ({
        finding: places.finding(rule.id, severity, draft),
        by: by.from,
        reason: by.reason ?? '',
      })),
      suppressedCount: told(outcome.suppressed.map(({ placed }) => placed)).length,
      untold: closing.untold,
    };
  });

  const count = (severity: Severity) => left.filter((finding) => finding.severity === severity).length;
  const sum = (of: (proof: Proved) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  const undecided = [...proofs.flatMap((proof) => proof.undecided), ...visited.undecided];
  return {
    findings: left,
    suppressed,
    cards: plan.cards,
    texts: textsOf(gathered.documents),
    summary: {
      files: gathered.files,
      resources: gathered.resources,
      onlyTemplates: gathered.onlyTemplates,
      skipped: gathered.skipped,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed: suppressedCount,
      baselined: 0,
      routes: sum(({ routes }) => routes),
      tables: sum(({ tables }) => tables),
      reachable: sum(({ reachable }) => reachable),
      undecided: [...new Map(undecided.map((item) => [item.question, item])).values()].sort(
        by(({ question }) => question),
      ),
      notes: [...gathered.notes, ...untold],
    },
    stats: {
      phases: clock.phases(),
      rules: ruleStats(plan, visited.spent, left),
    },
  };
}

/** None where nobody looked at the clock. */
function ruleStats(plan: Plan, spent: Visited['spent'], findings: readonly Finding[]): readonly RuleStats[] {
  if (spent === null) return [];
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return plan.all.map(({ id }) => ({
    rule: id,
    milliseconds: spent.get(id) ?? 0,
    findings: counts.get(id) ?? 0,
  }));
}

/** Rules on the run itself. One that throws is told by a second visit, which speaks of crashes alone. */
function close(
  plan: Plan,
  gathered: Gathered,
  unit: Units['run'],
): { readonly reported: readonly Reported[]; readonly untold: readonly string[] } {
  const [scene] = gathered.worlds;
  const [first] = gathered.documents;
  if (scene === undefined) return { reported: [], untold: [] };
  // What belongs to no object is told where the run begins.
  const settled = (crashes: readonly Crash[]) =>
    crashes.map((crash) => ({
      ...crash,
      at: crash.at ?? (first === undefined ? null : { document: first.id, path: [], part: 'value' as const }),
    }));
  const visited = nothingVisited(false);
  const crashes = settled(unit.crashes);
  visit('run', [{ ...unit, crashes }], plan, scene, visited);
  const late = settled(visited.crashes);
  if (late.length > 0) visit('run', [{ faults: [], suppressions: [], crashes: late }], plan, scene, visited);
  const untold = [...crashes, ...late]
    .filter(({ at }) => at === null)
    .map(({ rule, error }) => `rule ${code(rule)} crashed: ${error}`);
  return { reported: visited.reported, untold };
}

const byPlace = by<Finding>(
  ({ at }) => at.span?.path ?? '',
  ({ at }) => at.span?.line ?? 0,
  ({ at }) => at.span?.column ?? 0,
  ({ rule }) => rule,
  ({ what }) => what,
  ({ fingerprint }) => fingerprint,
);

function textsOf(documents: readonly KubeDocument[]): ReadonlyMap<string, SourceText> {
  return new Map(documents.flatMap(({ source }) => (source === null ? [] : [[source.path, source]])));
}

function scopesOf({ config, settings }: Orders, gathered: Gathered, placed: readonly Placed[]): readonly Scope[] {
  const comments = gathered.documents.flatMap(({ source, directives }) =>
    directives.flatMap((directive): Scope[] =>
      source === null || directive.lines === undefined
        ? []
        : [{ directive, lines: { path: source.path, ...directive.lines } }],
    ),
  );
  const sites = placed.flatMap(({ draft, sides }) => [draft.at, ...sides.map(({ site }) => site)]);
  const documents = new Set(sites.flatMap((site) => ('document' in site ? [site.document] : [])));
  const annotations = gathered.annotated(documents).flatMap((resource): Scope[] => {
    const document = gathered.library.document(resource.document);
    if (document === undefined) return [];
    return annotationDirectives(document, resource.root).map((directive) => ({
      directive,
      object: { document: resource.document, path: resource.root, part: 'value' },
    }));
  });
  const { document } = config;
  const ignores = settings.ignore.flatMap((ignore, index): Scope[] =>
    document === null
      ? []
      : [
          {
            directive: {
              from: 'config',
              rule: ignore.rule,
              reason: ignore.reason,
              at: {
                document: document.id,
                path: ['ignore', index],
                part: 'value',
              },
            },
            ignore,
          },
        ],
  );
  return [...comments, ...annotations, ...ignores];
}
