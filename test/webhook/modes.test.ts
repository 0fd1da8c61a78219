import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { brief } from '../../src/algebra/effort.ts';
import type { Config } from '../../src/config/settings.ts';
import { defineRule } from '../../src/rule/define.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

const cart = route('team-a', 'cart', '{ prefix: /cart }', { priority: 100 });
const thief = route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 });

function shop(webhook: Config['webhook'], parts: ConstructorParameters<typeof TestCluster>[1] = {}, more: Config = {}) {
  const cluster = new TestCluster({ ...more, ...(webhook && { webhook }) }, parts).seed(edge);
  cluster.store(cart, true);
  return cluster;
}

describe('the mode', () => {
  it.each([
    ['nothing', undefined, 'warn'],
    ['audit', { mode: 'audit' }, 'audit'],
    ['warn', { mode: 'warn' }, 'warn'],
    ['enforce', { mode: 'enforce' }, 'deny'],
    ['a rule', { mode: 'warn', overrides: [{ rules: ['stolen-requests'], mode: 'enforce' }] }, 'deny'],
    ['another rule', { mode: 'warn', overrides: [{ rules: ['invalid-field'], mode: 'enforce' }] }, 'warn'],
    ['a group', { mode: 'warn', overrides: [{ rules: ['routing'], mode: 'enforce' }] }, 'deny'],
    ['a namespace', { mode: 'enforce', overrides: [{ namespaces: ['team-b'], mode: 'audit' }] }, 'audit'],
    ['the namespace of the loser', { mode: 'enforce', overrides: [{ namespaces: ['team-a'], mode: 'audit' }] }, 'deny'],
    [
      'a rule in a namespace',
      { mode: 'warn', overrides: [{ rules: ['stolen-requests'], namespaces: ['team-*'], mode: 'enforce' }] },
      'deny',
    ],
    [
      'the last that speaks',
      {
        mode: 'warn',
        overrides: [
          { rules: ['routing'], mode: 'enforce' },
          { namespaces: ['team-b'], mode: 'warn' },
        ],
      },
      'warn',
    ],
  ] as const)('of %s', async (_, webhook, verdict) => {
    const cluster = shop(webhook as Config['webhook']);
    const { decision, response } = await cluster.ask({ operation: 'CREATE', object: thief, oldObject: null });
    expect(decision.review.weighed.find(({ rule }) => rule.id === 'stolen-requests')?.verdict).toBe(verdict);
    expect(response.allowed).toBe(verdict !== 'deny');
    expect(/takes requests/.test(response.warnings?.join('\n') ?? '')).toBe(verdict === 'warn');
    expect(response.auditAnnotations?.['findings']).toContain('stolen-requests');
  });

  it('a warning refuses nothing unless its rule is named', async () => {
    const object = route(
      'team-a',
      'new',
      '{ prefix: /new, headers: [{ name: x-api-key, match: { exact: abcdef123456 } }] }',
    );
    const seeds = (webhook: Config['webhook']) => shop(webhook).apply(object);
    expect(reasons(await seeds({ mode: 'enforce' }))).toEqual([]);
    expect((await seeds({ mode: 'enforce' })).warnings?.join('\n')).toContain('credential-in-route');
    const named = await seeds({ mode: 'warn', overrides: [{ rules: ['credential-in-route'], mode: 'enforce' }] });
    expect(reasons(named)).toEqual(['credential-in-route']);
  });

  it('what another write can cure is never refused, not even where its rule is named', async () => {
    const overrides = [{ rules: ['dangling-reference'], mode: 'enforce' as const }];
    const answer = await shop({ mode: 'enforce', overrides }).apply(route('team-b', 'new', '{ prefix: /new }'));
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toContain('dangling-reference');
  });

  it('a rule that is off says nothing', async () => {
    const answer = await shop({ mode: 'enforce' }, {}, { rules: { 'stolen-requests': { level: 'off' } } }).apply(thief);
    expect(answer.allowed).toBe(true);
  });

  it('a locked rule cannot be suppressed, and nobody is told that it can', async () => {
    const object = route('team-a', 'new', '{ path: { regex: "(" } }', {
      annotations: { 'ignore.routeproof.dev/invalid-regex': 'legacy' },
    });
    const locked: Config = { rules: { 'invalid-regex': { level: 'error', locked: true } } };
    const answer = await shop({ mode: 'enforce' }, {}, locked).apply(object);
    expect(reasons(answer)).toEqual(['invalid-regex']);
    expect(answer.status?.message).not.toContain('ignore.routeproof.dev');
    expect(answer.warnings?.join('\n')).toContain('is locked and cannot be suppressed');
  });
});

/** A rule that throws at the routes of a namespace. */
const throwing = defineRule({
  id: 'stolen-requests',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'unit',
  docs: { summary: 's', harm: 'h', sources: [], bad: null, good: null },
  // biome-ignore lint/correctness/useYield: it ends before
  *check() {
    throw new Error('planted');
  },
}) as unknown as Rule;

describe('what is nobody’s fault refuses nothing', () => {
  it('a rule that crashes', async () => {
    const parts = { rules: new Map(rules.map((rule) => [rule.id, rule.id === throwing.id ? throwing : rule])) };
    const overrides = [{ rules: ['internal-error', 'meta'], mode: 'enforce' as const }];
    const cluster = shop({ mode: 'enforce', overrides }, parts);
    const { response, decision } = await cluster.ask({ operation: 'CREATE', object: thief, oldObject: null });
    expect(response.allowed).toBe(true);
    expect(decision.review.crashes.map(({ what }) => what).join()).toContain('stolen-requests');
  });

  it('and the other rules are heard all the same', async () => {
    const parts = { rules: new Map(rules.map((rule) => [rule.id, rule.id === throwing.id ? throwing : rule])) };
    const all = route('team-b', 'all', '{ prefix: / }', { priority: 1 });
    expect(reasons(await shop({ mode: 'enforce' }, parts).apply(all))).toEqual(['unreachable-route']);
  });

  it('a second look that is never answered', async () => {
    const cluster = shop({ mode: 'enforce' }, { look: () => new Promise(() => {}) });
    const started = Date.now();
    const { response, decision } = await cluster.ask({ operation: 'CREATE', object: thief, oldObject: null }, 200);
    expect(response.allowed).toBe(true);
    expect(Date.now() - started).toBeLessThan(2000);
    expect(decision.review.weighed.map(({ spared }) => spared)).toContain('unconfirmed');
    expect(response.warnings?.join('\n')).toContain('takes requests');
  });

  it('a second look that fails', async () => {
    const cluster = shop({ mode: 'enforce' }, { look: () => Promise.reject(new Error('planted')) });
    expect((await cluster.apply(thief)).allowed).toBe(true);
  });

  it('a view that is out of date', async () => {
    const cluster = shop({ mode: 'enforce' }, { isFresh: (kind) => !kind.startsWith('GatewayRoute') });
    const answer = await cluster.apply(thief);
    expect(answer.allowed).toBe(true);
    expect(answer.auditAnnotations?.['findings']).toContain('may be out of date');
  });

  it('a change that touches more than can be looked at', async () => {
    const cluster = shop({ mode: 'enforce' }, { budget: () => ({ steps: 0, effort: brief }) });
    const answer = await cluster.apply(thief);
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toContain('not everything was looked at');
  });
});

describe('a change that touches more than can be looked at', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const shared = (steps: number) => {
    const cluster = new TestCluster(
      { webhook: { mode: 'enforce' } },
      { budget: () => ({ steps, effort: brief }) },
    ).seed(edge);
    const all = [...served('team-a', 'cart'), ...served('team-b', 'all'), route('team-a', 'cart', '{ prefix: /cart }')];
    const others = hosts.map((host) =>
      route('team-a', host, `{ prefix: /, hostname: { exact: ${host}.test } }`, { to: 'cart' }),
    );
    for (const object of [...all, ...others]) cluster.store(object, true);
    return cluster.apply(route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 }));
  };

  it('refuses nothing, and says so', async () => {
    const answer = await shared(6);
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toContain('not everything was looked at');
  });

  it('but is refused where it can be', async () => {
    expect((await shared(60)).allowed).toBe(false);
  });
});

describe('a table that is made to be hard', () => {
  const undecided = async (together: number) => {
    const cluster = new TestCluster({}, { budget: () => ({ steps: 500, effort: { together, each: 100 } }) }).seed(edge);
    for (const object of [...served('team-a', 'cart'), ...served('team-b', 'all')]) cluster.store(object, true);
    for (let i = 0; i < 30; i++) {
      cluster.store(route('team-a', `cart-${i}`, `{ path: { regex: "/.*a${i}b.*" } }`, { to: 'cart' }), true);
    }
    const answer = await cluster.apply(route('team-b', 'all', '{ path: { regex: "/.*a[0-9]*b.*" } }', { priority: 1 }));
    return Number(answer.auditAnnotations?.['undecided'] ?? 0);
  };

  it('holds nobody up: what is too much to compare stays undecided, and is counted', async () => {
    expect(await undecided(brief.together)).toBe(0);
    expect(await undecided(1000)).toBeGreaterThan(0);
  });
});
