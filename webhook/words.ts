import { code } from '../src/base/wording.ts';
import type { Finding } from '../src/finding/finding.ts';
import { maskFinding } from '../src/report/mask.ts';
import { neutralise } from '../src/report/neutralise.ts';
import { quoting } from '../src/report/quoting.ts';
import { brief } from '../src/report/witness.ts';
import { objectId } from '../src/resource/resource.ts';

/** What an answer may say of objects in other namespaces. */
export type Disclose = 'name' | 'none';

/** A finding as lines of text, for whoever may not see everything that it names. */
export interface Told {
  /** One line: what, and a request that proves it. */
  readonly what: string;
  /** Null where it would say of another namespace's object more than its name. */
  readonly why: string | null;
  readonly fix: string;
  /** Where in the changed object, as `spec.httpRoute.match`; empty: the object as a whole, or not in it. */
  readonly field: string;
}

const noTexts = quoting(new Map());

/** Findings come from objects of tenants: secrets are masked, and no character moves a terminal's cursor or breaks a warning. */
export function told(finding: Finding, own: string, namespace: string, disclose: Disclose): Told {
  const { what, why, fix, witness, at, related } = maskFinding(finding, noTexts);
  const foreign = [at, ...related].flatMap(({ resource }) =>
    resource === null || resource.namespace === namespace || resource.namespace === '' ? [] : [resource],
  );
  const names = [...new Map(foreign.map((key) => [objectId(key), key])).values()];
  const hidden = (text: string) =>
    disclose === 'name'
      ? text
      : names.reduce((left, { namespace: other, name }) => {
          return left.replaceAll(`${other}/${name}`, 'another namespace').replaceAll(code(other), 'another namespace');
        }, text);
  const proof = witness === null ? '' : ` (e.g. ${brief(witness)})`;
  const [place] = [at, ...related].filter(({ resource }) => resource !== null && objectId(resource) === own);
  return {
    what: neutralise(`${hidden(what)}${proof}`),
    why: names.length > 0 ? null : neutralise(why),
    fix: neutralise(hidden(fix)),
    field: neutralise(fieldOf(place?.pointer ?? '')),
  };
}

/** `/spec/http/1/match` as people write it: `spec.http[1].match`. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
