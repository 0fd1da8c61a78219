import { fitted } from '../base/wording.ts';
import { type Path, pointer, type Site } from '../document/ref.ts';
import type { Draft, Finding, Located, Severity } from '../finding/finding.ts';
import { fingerprint } from '../finding/fingerprint.ts';
import { objectId, type Resource } from '../resource/resource.ts';
import type { Library } from './library.ts';

/** Turns symbolic places into spans, and drafts into findings. */
export interface Locator {
  /** The object that the place lies in. */
  owner(site: Site): Resource | undefined;
  locate(site: Site): Located;
  finding(rule: string, severity: Severity, draft: Draft): Finding;
}

export function locator(library: Library): Locator {
  const owner = (site: Site): Resource | undefined => {
    const roots = 'document' in site ? library.roots(site.document) : undefined;
    return roots && 'document' in site ? nearest(roots, site.path) : undefined;
  };

  const known = new Map<Site, Located>();
  const locate = (site: Site): Located => {
    let located = known.get(site);
    if (located === undefined) {
      located = find(site);
      known.set(site, located);
    }
    return located;
  };
  const find = (site: Site): Located => {
    if (!('document' in site)) return { resource: null, pointer: null, span: site };
    const document = library.document(site.document);
    if (document === undefined) throw new Error(`a place names the document ${site.document}, which was not read`);
    const resource = owner(site);
    return {
      resource: resource?.key ?? null,
      ...(resource !== undefined && { version: resource.version }),
      pointer: pointer(site.path),
      span: document.locate(site.path, site.part),
    };
  };

  const subjects = (draft: Draft): readonly string[] => {
    const resource = owner(draft.at);
    const about = draft.about ?? [];
    if (resource !== undefined) return [objectId(resource.key), ...about];
    if (about.length > 0 || !('document' in draft.at)) return about;
    const document = library.document(draft.at.document);
    const span = document?.locate(draft.at.path, draft.at.part);
    return [span === null || span === undefined ? '' : (document?.source?.line(span.line).trim() ?? '')];
  };

  return {
    owner,
    locate,
    finding: (rule, severity, draft) => ({
      rule,
      severity,
      what: fitted(draft.what),
      why: draft.why,
      fix: draft.fix,
      at: { ...locate(draft.at), ...(draft.span && { span: draft.span }) },
      related: unique((draft.related ?? []).map(({ at, note }) => ({ ...locate(at), note }))),
      witness: draft.witness ?? null,
      certainty: draft.certainty ?? 'proven',
      fingerprint: fingerprint(rule, subjects(draft)),
      subjects: subjects(draft),
    }),
  };
}

/** Looked up step by step: a List may hold too many objects to ask each whether it covers the path. */
function nearest(roots: ReadonlyMap<string, Resource>, path: Path): Resource | undefined {
  for (let length = 0; length <= path.length; length++) {
    const found = roots.get(pointer(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A route in several tables brings the same place for each of them. */
function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
