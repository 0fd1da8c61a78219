import type { Settings } from '../config/settings.ts';
import { pointer, type Site } from '../document/ref.ts';
import type { Located, Severity } from '../finding/finding.ts';
import type { Locator } from './locate.ts';
import type { Reported } from './visit.ts';

/** A draft with its place and its level: what can be suppressed, folded and told. */
export interface Placed extends Reported {
  readonly at: Located;
  /** Where the other sides of a conflict stand. */
  readonly sides: readonly Side[];
  readonly severity: Severity;
}

/** One side of a conflict, symbolic and located. */
export interface Side {
  readonly site: Site;
  readonly at: Located;
}

/** The drafts whose rule is on where they stand. Two worlds may share a file, and a route may sit in several tables: one place says one thing once. */
export function place(reported: readonly Reported[], settings: Settings, places: Locator): readonly Placed[] {
  const seen = new Map<string, Placed>();
  for (const { rule, draft } of reported) {
    const at = { ...places.locate(draft.at), ...(draft.span && { span: draft.span }) };
    const severity = settings.severity(rule, draft, { path: at.span?.path ?? null, resource: at.resource });
    if (severity === 'off') continue;
    const site = 'document' in draft.at ? [draft.at.document, pointer(draft.at.path)] : [];
    const key = JSON.stringify([rule.id, draft.what, draft.about ?? [], site, at.span]);
    if (seen.has(key)) continue;
    const sides = (draft.sides ?? []).map((other) => ({ site: other, at: places.locate(other) }));
    seen.set(key, { rule, draft, at, sides, severity });
  }
  return [...seen.values()];
}
