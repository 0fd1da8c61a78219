import { by } from '../base/sort.ts';
import { annotationDirectives } from '../document/directive.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import type { SourceText } from '../document/source-text.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import type { Clock } from './clock.ts';
import { fold } from './fold.ts';
import type { Gathered } from './gather.ts';
import type { Job } from './lint.ts';
import { type Locator, locator } from './locate.ts';
import type { Proved } from './prove.ts';
import { strongest } from './strongest.ts';
import { type Scope, suppress } from './suppress.ts';
import { nothingVisited, type Reported, type Visited, visit } from './visit.ts';

/** Drafts to findings: one mistake one finding, located, levelled, suppressed, sorted, counted. */
export function conclude(job: Job, gathered: Gathered, visited: Visited, proofs: readonly Proved[], clock: Clock): Run {
  const documents = new Map(gathered.documents.map((document) => [document.id, document]));
  const places = locator(documents, gathered.resources);
  const { left, suppressed } = clock.time('findings', () => {
    const told = fold(strongest(visited.reported, { documents, faults: gathered.faults }), ({ at }) =>
      places.resource(at),
    );
    const scopes = scopesOf(job, gathered);
    const findings = located(told, job, places);
    const outcome = suppress(findings, scopes, job.rules, job.settings, job.today);
    const after = nothingVisited();
    const faults = [...gathered.faults.values()].flat().filter(({ id }) => id === 'unknown-suppression');
    const unit = {
      faults,
      suppressions: outcome.suppressions,
      crashes: visited.crashes,
    };
    const [scene] = gathered.worlds;
    const running = job.rules.filter((rule) => job.settings.runs(rule));
    if (scene !== undefined) visit('run', [unit], running, { ...scene, optionsOf: job.settings.options }, after);
    return {
      left: unique([...outcome.findings, ...located(after.reported, job, places)]).sort(byPlace),
      suppressed: outcome.suppressed,
    };
  });

  const count = (severity: Severity) => left.filter((finding) => finding.severity === severity).length;
  const sum = (of: (proof: Proved) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  const undecided = [...proofs.flatMap((proof) => proof.undecided), ...visited.undecided];
  return {
    findings: left,
    cards: job.rules
      .filter((rule) => job.settings.runs(rule))
      .map(({ id, severity, docs }) => ({
        id,
        summary: docs.summary,
        severity,
      })),
    texts: textsOf(gathered.documents),
    summary: {
      files: job.texts.length,
      resources: gathered.resources.length,
      onlyTemplates: gathered.onlyTemplates,
      skipped: gathered.skipped,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed,
      baselined: 0,
      routes: sum(({ routes }) => routes),
      tables: sum(({ tables }) => tables),
      reachable: sum(({ reachable }) => reachable),
      undecided: [...new Map(undecided.map((item) => [item.question, item])).values()].sort(
        by(({ question }) => question),
      ),
      notes: gathered.notes,
    },
    stats: {
      phases: clock.phases(),
      rules: [...visited.spent].map(([rule, milliseconds]) => ({
        rule,
        milliseconds,
        findings: left.filter((finding) => finding.rule === rule).length,
      })),
    },
  };
}

function located(reported: readonly Reported[], { settings }: Job, places: Locator): readonly Finding[] {
  return reported.flatMap(({ rule, draft }) => {
    const at = places.locate(draft.at);
    const severity = settings.severity(rule, draft, {
      path: at.span?.path ?? null,
      resource: at.resource,
    });
    return severity === 'off' ? [] : [places.finding(rule.id, severity, draft)];
  });
}

/** Two worlds may share a file, and a route may sit in several tables: one place says one thing once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { span, pointer } = finding.at;
    const key = JSON.stringify([finding.fingerprint, finding.what, pointer, span]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
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

function scopesOf({ config, settings }: Job, gathered: Gathered): readonly Scope[] {
  const comments = gathered.documents.flatMap(({ source, directives }) =>
    directives.flatMap((directive): Scope[] =>
      source === null || directive.lines === undefined
        ? []
        : [{ directive, lines: { path: source.path, ...directive.lines } }],
    ),
  );
  const byId = new Map(gathered.documents.map((document) => [document.id, document]));
  const annotations = gathered.resources.flatMap((resource): Scope[] => {
    const document = byId.get(resource.document);
    if (document === undefined) return [];
    return annotationDirectives(document, resource.root).map((directive) => ({
      directive,
      resource: resource.key,
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
