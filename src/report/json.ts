import type { Request } from '../algebra/request.ts';
import type { Finding, Located } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import { masked } from './mask.ts';
import { neutraliseJson } from './neutralise.ts';
import type { ReportOptions } from './options.ts';
import { shown } from './shown.ts';

/** The run as JSON of the published schema (json-schema.ts). Its strings are exact but for masks: what a terminal would act upon is an escape. */
export function json(run: Run, options: ReportOptions): string {
  const safe = masked(run);
  const { files, resources, skipped, errors, warnings, infos, suppressed, baselined, routes, tables, undecided } =
    safe.summary;
  const report = {
    version: 1,
    findings: shown(safe, options).map(findingJson),
    summary: {
      files,
      resources,
      skipped: skipped.map(({ path, reason }) => ({ path, reason })),
      errors,
      warnings,
      infos,
      suppressed,
      baselined,
      routes,
      tables,
      undecided: undecided.map(({ question, cap }) => ({ question, cap })),
    },
  };
  return `${neutraliseJson(JSON.stringify(report, null, 2))}\n`;
}

function findingJson(finding: Finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.what,
    why: finding.why,
    fix: finding.fix,
    ...placeJson(finding.at),
    related: finding.related.map((place) => ({
      message: place.note,
      ...placeJson(place),
    })),
    witness: finding.witness === null ? null : requestJson(finding.witness),
    certainty: finding.certainty,
    fingerprint: finding.fingerprint,
    fixes: [],
  };
}

function placeJson({ span, pointer, resource, version }: Located) {
  return {
    path: span?.path ?? null,
    line: span?.line ?? null,
    column: span?.column ?? null,
    endLine: span?.endLine ?? null,
    endColumn: span?.endColumn ?? null,
    pointer,
    resource:
      resource === null
        ? null
        : {
            apiVersion: version === undefined ? null : resource.group === '' ? version : `${resource.group}/${version}`,
            kind: resource.kind,
            namespace: resource.namespace,
            name: resource.name,
          },
  };
}

function requestJson({ scheme, method, host, port, path, query, headers }: Request) {
  return {
    scheme,
    method,
    host,
    port,
    path,
    query,
    headers: headers.map(({ name, value }) => ({ name, value })),
  };
}
