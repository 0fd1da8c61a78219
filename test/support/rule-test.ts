import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { settingsOf } from '../../src/config/levels.ts';
import { loadConfig, noConfig } from '../../src/config/load.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding, Located } from '../../src/finding/finding.ts';
import type { Run } from '../../src/finding/run.ts';
import { adapters } from '../../src/mesh/adapters.ts';
import { brief } from '../../src/report/witness.ts';
import type { Rule } from '../../src/rule/kit.ts';

/** A manifest, or several files by path; `routeproof.yaml` is the config. */
export type Case = string | Readonly<Record<string, string>>;

/** What a rule must say and where it must be silent. */
export interface Cases {
  /**
   * `#! text` claims the finding that starts on its line, `#< text` one of its related places, `#= property value` its
   * severity, certainty, why, fix or number of related places.
   */
  readonly reports: Readonly<Record<string, Case>>;
  readonly silent: Readonly<Record<string, Case>>;
}

/** Lints files as one run with every rule on. */
export async function lintFiles(files: Readonly<Record<string, string>>, extra: readonly Rule[] = []): Promise<Run> {
  const every = [...rules, ...extra];
  const { 'routeproof.yaml': written, ...manifests } = files;
  const config = written === undefined ? noConfig : await loadConfig(new SourceText('routeproof.yaml', written), every);
  const texts = Object.entries(manifests).map(([path, text]) => new SourceText(path, text));
  const settings = settingsOf({ preset: 'all', ...config.config });
  return lint({ texts, skipped: [], config, settings, rules: every, adapters, today: '2026-06-01' }).run;
}

/** Everything that the rules of the files that were loaded say in their cases, by rule. */
export const said = new Map<string, () => Promise<string>>();

/**
 * One test for each case. A finding that no line claims fails its case, and so does a claim that no finding meets; a rule
 * that throws fails it too.
 */
export function ruleTest(rule: Rule, { reports, silent }: Cases): void {
  const told = async (given: Case) => {
    const files = typeof given === 'string' ? { [rule.docs.file ?? 'manifest.yaml']: given } : given;
    const run = await lintFiles(files);
    const own = run.findings.filter((finding) => finding.rule === rule.id || finding.rule === 'internal-error');
    return { files, own };
  };
  const inFull = async () => {
    const texts = [];
    for (const [name, given] of Object.entries(reports)) {
      texts.push(`## ${name}\n${(await told(given)).own.map(whole).join('')}`);
    }
    return texts.join('\n');
  };
  said.set(rule.id, inFull);
  describe(rule.id, () => {
    describe('reports', () => {
      for (const [name, given] of Object.entries(reports)) {
        it(name, async () => {
          const { files, own } = await told(given);
          const claimed = claims(files);
          expect(
            claimed.filter(({ mark }) => mark === '!').length,
            'a case of reports claims a finding',
          ).toBeGreaterThan(0);
          const related = new Set(
            claimed.filter(({ mark }) => mark === '<').map(({ path, line }) => `${path}:${line}`),
          );
          const asked = new Set(
            claimed
              .filter(({ mark }) => mark === '=')
              .map(({ path, line, claim }) => `${path}:${line} ${claim.split(' ')[0]}`),
          );
          // Findings may have related places in common.
          const notes = own
            .flatMap((finding) => finding.related)
            .filter((place) => related.has(`${place.span?.path}:${place.span?.line}`))
            .map((place) => shown('<', place, place.note));
          const found = own.flatMap((finding) => [
            shown('!', finding.at, finding.what),
            ...Object.entries(properties)
              .filter(([name]) => asked.has(`${finding.at.span?.path}:${finding.at.span?.line} ${name}`))
              .map(([name, of]) => shown('=', finding.at, `${name} ${of(finding)}`)),
          ]);
          expect([...found, ...new Set(notes)].sort()).toEqual(claimed.map(({ text }) => text).sort());
        });
      }
    });
    it('says in full what its golden file has', async () => {
      await expect(await inFull()).toMatchFileSnapshot(`../golden/rules/${rule.id}.txt`);
    });
    describe('silent', () => {
      for (const [name, given] of Object.entries(silent)) {
        it(name, async () => {
          const { own } = await told(given);
          expect(own.map((finding) => shown('!', finding.at, finding.what))).toEqual([]);
        });
      }
    });
  });
}

/** A finding with all that a reader of it is told. */
function whole({ severity, certainty, at, what, why, fix, related, witness, fingerprint }: Finding): string {
  const certain = certainty === 'proven' ? '' : `, ${certainty}`;
  const lines = [
    `${place(at)} ${severity}${certain}: ${what}`,
    `  why: ${why}`,
    `  fix: ${fix}`,
    ...related.map((one) => `  see ${place(one)}: ${one.note}`),
    ...(witness === null ? [] : [`  request: ${brief(witness)}`]),
    `  fingerprint: ${fingerprint.slice(0, 12)}`,
  ];
  return `${lines.join('\n')}\n`;
}

const place = ({ span }: Located): string => `${span?.path}:${span?.line}`;

const properties: Readonly<Record<string, (finding: Finding) => unknown>> = {
  severity: ({ severity }) => severity,
  certainty: ({ certainty }) => certainty,
  why: ({ why }) => why,
  fix: ({ fix }) => fix,
  related: ({ related }) => related.length,
};

function shown(mark: string, { span }: Located, text: string): string {
  return `${span?.path}:${span?.line} #${mark} ${text.replaceAll('`', '')}`;
}

function claims(files: Readonly<Record<string, string>>) {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      [...line.matchAll(/#([!<=]) (.*?)\s*(?=#[!<=] |$)/g)].map(([, mark = '', claim = '']) => ({
        mark,
        path,
        line: index + 1,
        claim,
        text: `${path}:${index + 1} #${mark} ${claim.replaceAll('`', '')}`,
      })),
    ),
  );
}
