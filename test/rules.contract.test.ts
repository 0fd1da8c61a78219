import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import * as ruleModules from '../rules/index.ts';
import { matches } from '../src/algebra/matches.ts';
import { box } from '../src/algebra/pattern.ts';
import { lintExample } from '../src/cli/example.ts';
import type { Run } from '../src/finding/run.ts';

const { rules } = ruleModules;
const rulesFolder = new URL('../rules/', import.meta.url);
const camelCase = (id: string) => id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Verbs with which a fix begins. */
const verbs = [
  'add',
  'change',
  'check',
  'close',
  'correct',
  'create',
  'define',
  'delete',
  'give',
  'indent',
  'join',
  'keep',
  'list',
  'move',
  'name',
  'narrow',
  'put',
  'quote',
  'remove',
  'rename',
  'replace',
  'report',
  'set',
  'split',
  'use',
  'write',
]; // prettier-ignore

/** Sites of specifications, vendors' documentation and pinned source. */
const sourceSites = [
  'https://docs.aws.amazon.com/',
  'https://github.com/',
  'https://kubernetes.io/',
  'https://www.envoyproxy.io/',
  'https://yaml.org/',
  'https://json-schema.org/',
  'https://docs.astral.sh/',
];

describe('the list of rules', () => {
  it('has one file for each rule and no other, sorted', () => {
    const files = readdirSync(rulesFolder).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    expect(rules.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is exported under its own name', async () => {
    const module: Record<string, unknown> = await import(new URL(`${id}.ts`, rulesFolder).href);
    expect(module[camelCase(id)]).toBe(rule);
    expect(Object.keys(module)).toEqual([camelCase(id)]);
  });

  it('has a test file', () => {
    expect(existsSync(new URL(`./rules/${id}.test.ts`, import.meta.url))).toBe(true);
  });

  it('is small', () => {
    const text = readFileSync(new URL(`${id}.ts`, rulesFolder), 'utf8').replaceAll(/yaml`[^`]*`/g, '');
    expect(text.split('\n').length).toBeLessThanOrEqual(160);
  });

  it('names its sources and a version that exists', () => {
    expect(rule.docs.sources.length).toBeGreaterThan(0);
    for (const source of rule.docs.sources)
      expect(
        sourceSites.some((site) => source.startsWith(site)),
        source,
      ).toBe(true);
    expect(rule.since.localeCompare(packageJson.version, 'en', { numeric: true })).toBeLessThanOrEqual(0);
  });

  it('yields only to rules that exist', () => {
    const ids = rules.map((other) => other.id);
    for (const other of rule.yieldsTo ?? []) expect(ids).toContain(other);
  });

  // A crash is the only thing that trips internal-error, and no file may cause one; those on changes take two versions.
  it.skipIf(rule.docs.bad === null)('is tripped by its bad example, and no other error is', async () => {
    const run = await lintExample(rule, rule.docs.bad ?? '', rules);
    expect(run.findings.map((finding) => finding.rule)).toContain(id);
    expect(run.findings.filter((finding) => finding.severity === 'error' && finding.rule !== id)).toEqual([]);
  });

  it.skipIf(rule.docs.good === null)('is silent on its good example, and so is every error', async () => {
    const run = await lintExample(rule, rule.docs.good ?? '', rules);
    expect(run.findings.filter((finding) => finding.severity === 'error' || finding.rule === id)).toEqual([]);
  });

  it.skipIf(rule.docs.bad === null)('writes findings that hold the conventions', async () => {
    const first = await lintExample(rule, rule.docs.bad ?? '', rules);
    for (const finding of first.findings.filter((each) => each.rule === id)) {
      expect(finding.what.length, finding.what).toBeLessThanOrEqual(120);
      for (const sentence of [finding.what, finding.why, finding.fix]) {
        expect(sentence).not.toMatch(/[.\n]$|\n/);
        expect(sentence, sentence).toMatch(/^(?:[a-z`0-9…]|[A-Z]\w+ )/);
      }
      expect(verbs, finding.fix).toContain(finding.fix.split(' ')[0]);
    }
    const second = await lintExample(rule, rule.docs.bad ?? '', rules);
    expect(second.findings).toEqual(first.findings);
  });

  it.skipIf(rule.docs.bad === null)('points at places that exist', async () => {
    const run = await lintExample(rule, rule.docs.bad ?? '', rules);
    for (const span of spans(run)) {
      const source = run.texts.get(span.path);
      expect(source, span.path).toBeDefined();
      expect(span.line).toBeLessThanOrEqual(source?.lineStarts.length ?? 0);
      expect(span.endLine > span.line || span.endColumn > span.column, JSON.stringify(span)).toBe(true);
    }
  });

  it.skipIf(rule.docs.bad === null)('shows witnesses that are real requests', async () => {
    const run = await lintExample(rule, rule.docs.bad ?? '', rules);
    for (const { witness } of run.findings) {
      if (witness !== null) expect(matches([box({ path: { is: 'prefix', text: '/' } })], witness)).toBe(true);
    }
  });
});

function spans(run: Run) {
  return run.findings
    .filter(({ at }) => at.span !== null)
    .flatMap(({ at, related }) => [at, ...related].flatMap(({ span }) => (span === null ? [] : [span])));
}
