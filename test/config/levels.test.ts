import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { settingsOf } from '../../src/config/levels.ts';
import { defineRule, type Rule } from '../../src/rule/kit.ts';

const ruleOf = (id: string): Rule => {
  const found = rules.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const error = ruleOf('unreachable-route');
const warning = ruleOf('missing-retry');
const info = defineRule({ ...error, id: 'an-info-rule', group: 'resilience', severity: 'info' });
const starred = defineRule({ ...info, id: 'a-starred-rule', strict: true });
const anywhere = { path: null, resource: null };
const shop = {
  path: 'teams/shop/routes.yaml',
  resource: { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
};

describe('presets', () => {
  it('recommended: errors and warnings', () => {
    const settings = settingsOf({});
    const levels = [error, warning, info, starred].map((rule) => settings.severity(rule, {}, anywhere));
    expect(levels).toEqual(['error', 'warning', 'off', 'off']);
  });

  it('strict: warnings as errors, starred infos as warnings', () => {
    const settings = settingsOf({ preset: 'strict' });
    const levels = [error, warning, info, starred].map((rule) => settings.severity(rule, {}, anywhere));
    expect(levels).toEqual(['error', 'error', 'off', 'warning']);
  });

  it('all: every rule at its own level', () => {
    const settings = settingsOf({ preset: 'all' });
    const levels = [error, warning, info, starred].map((rule) => settings.severity(rule, {}, anywhere));
    expect(levels).toEqual(['error', 'warning', 'info', 'info']);
  });
});

describe('levels that a user set', () => {
  it('are not lowered by a finding that holds only in a complete world', () => {
    const lenient = settingsOf({});
    const firm = settingsOf({ rules: { [error.id]: { level: 'error' } } });
    const draft = { certainty: 'if-complete' as const };
    expect(lenient.severity(error, draft, anywhere)).toBe('warning');
    expect(firm.severity(error, draft, anywhere)).toBe('error');
  });

  it('a rule beats its group, the command line beats the config', () => {
    const config = { rules: { routing: { level: 'warning' as const }, [error.id]: { level: 'info' as const } } };
    expect(settingsOf(config).severity(error, {}, anywhere)).toBe('info');
    const settings = settingsOf(config, { rules: { routing: { level: 'off' } } });
    expect(settings.severity(error, {}, anywhere)).toBe('off');
    expect(settings.runs(error)).toBe(false);
  });

  it('--only turns everything else off and the named ones on', () => {
    const settings = settingsOf({}, { only: ['resilience'] });
    expect(settings.severity(error, {}, anywhere)).toBe('off');
    expect(settings.severity(info, {}, anywhere)).toBe('info');
  });
});

describe('overrides', () => {
  const settings = settingsOf({
    overrides: [
      { paths: ['teams/**'], rules: { [error.id]: { level: 'warning' } } },
      { namespaces: ['shop'], kinds: ['Service'], rules: { [error.id]: { level: 'off' } } },
    ],
  });

  it('the later one wins where both apply', () => {
    expect(settings.severity(error, {}, shop)).toBe('off');
  });

  it('apply only where all their conditions hold', () => {
    expect(settings.severity(error, {}, { ...shop, resource: { ...shop.resource, kind: 'Mesh' } })).toBe('warning');
    expect(settings.severity(error, {}, { ...shop, path: 'other.yaml', resource: null })).toBe('error');
  });

  it('can turn on what is off elsewhere', () => {
    const some = settingsOf({
      rules: { [error.id]: { level: 'off' } },
      overrides: [{ paths: ['teams/**'], rules: { [error.id]: { level: 'error' } } }],
    });
    expect(some.runs(error)).toBe(true);
    expect(some.severity(error, {}, shop)).toBe('error');
    expect(some.severity(error, {}, anywhere)).toBe('off');
  });
});

describe('options', () => {
  it('fill in over the defaults', () => {
    const rule = ruleOf('wrong-weight-sum');
    expect(settingsOf({}).options(rule)).toEqual({ sum: null });
    expect(settingsOf({ rules: { [rule.id]: { options: { sum: 100 } } } }).options(rule)).toEqual({ sum: 100 });
  });
});
