import { minimatch } from 'minimatch';
import type { Ignore, Settings } from '../config/settings.ts';
import type { Directive } from '../document/directive.ts';
import { covers, type SourceRef } from '../document/ref.ts';
import type { Rule } from '../rule/rule.ts';
import type { Suppression } from '../rule/units.ts';
import type { Placed, Side } from './placed.ts';

/** A directive, and what it speaks of. */
export type Scope =
  | {
      readonly directive: Directive;
      readonly lines: {
        readonly path: string;
        readonly from: number;
        readonly to: number;
      };
    }
  | { readonly directive: Directive; readonly object: SourceRef }
  | { readonly directive: Directive; readonly ignore: Ignore };

/** What is left, what is not, and what came of each directive. */
export interface Suppressed {
  readonly left: readonly Placed[];
  readonly suppressed: readonly { readonly placed: Placed; readonly by: Directive }[];
  readonly suppressions: readonly Suppression[];
}

/** Applies the directives. One without a reason, for a rule that does not exist or for a locked rule suppresses nothing. */
export function suppress(
  placed: readonly Placed[],
  scopes: readonly Scope[],
  rules: readonly Rule[],
  settings: Settings,
  today: string,
): Suppressed {
  if (scopes.length === 0) return { left: placed, suppressed: [], suppressions: [] };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = [...byId.keys()];
  const used = new Set<Directive>();
  const over = new Set<Directive>();
  const valid = scopes.filter(({ directive }) => {
    const rule = byId.get(directive.rule);
    return rule !== undefined && directive.reason !== null && !settings.locked(rule);
  });
  const byRule = new Map<string, Scope[]>();
  for (const scope of valid) {
    const own = byRule.get(scope.directive.rule);
    if (own === undefined) byRule.set(scope.directive.rule, [scope]);
    else own.push(scope);
  }
  const left: Placed[] = [];
  const suppressed: { placed: Placed; by: Directive }[] = [];
  for (const item of placed) {
    const scopesOf = byRule.get(item.rule.id) ?? [];
    const holder = (side: Side) => {
      const hits = scopesOf.filter((scope) => inScope(scope, side));
      // One whose last day is over is not superfluous where the finding that it spoke of is back.
      for (const scope of hits) {
        used.add(scope.directive);
        if (isOver(scope, today)) over.add(scope.directive);
      }
      return hits.find((scope) => !isOver(scope, today))?.directive;
    };
    const main = holder({ site: item.draft.at, at: item.at });
    const others = item.sides.map(holder);
    const by = main ?? (others.every((other) => other !== undefined) ? others[0] : undefined);
    if (by === undefined) left.push(item);
    else suppressed.push({ placed: item, by });
  }
  const state = (directive: Directive): Suppression['state'] => {
    const rule = byId.get(directive.rule);
    if (rule === undefined) return 'unknown rule';
    if (directive.reason === null) return 'no reason';
    if (settings.locked(rule)) return 'locked rule';
    if (over.has(directive)) return 'over';
    // While the rule is off or objects are missing, silence does not show that the directive is superfluous.
    return used.has(directive) || !settings.runs(rule) || settings.partial ? 'used' : 'unused';
  };
  return {
    left,
    suppressed,
    suppressions: scopes.map((scope) => ({
      directive: scope.directive,
      state: state(scope.directive),
      until: lastDay(scope),
      rules: ids,
    })),
  };
}

function lastDay(scope: Scope): Suppression['until'] {
  if (!('ignore' in scope) || scope.ignore.until === undefined) return null;
  const { at } = scope.directive;
  return { day: scope.ignore.until, at: 'document' in at ? { ...at, path: [...at.path, 'until'] } : at };
}

function isOver(scope: Scope, today: string): boolean {
  return 'ignore' in scope && scope.ignore.until !== undefined && scope.ignore.until < today;
}

function inScope(scope: Scope, { at, site }: Side): boolean {
  if ('lines' in scope) {
    const { path, from, to } = scope.lines;
    return at.span !== null && at.span.path === path && at.span.line >= from && at.span.line <= to;
  }
  if ('object' in scope) {
    const { document, path } = scope.object;
    return 'document' in site && site.document === document && covers(path, site.path);
  }
  const { kind, namespace, name, path } = scope.ignore;
  const has = (glob: string | undefined, text: string | undefined) =>
    glob === undefined || (text !== undefined && minimatch(text, glob, { dot: true }));
  return (
    has(kind, at.resource?.kind) &&
    has(namespace, at.resource?.namespace) &&
    has(name, at.resource?.name) &&
    has(path, at.span?.path)
  );
}
