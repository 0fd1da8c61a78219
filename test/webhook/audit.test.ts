import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import type { ClusterView } from '../../src/store/cluster-view.ts';
import { auditForEver } from '../../webhook/audit.ts';
import { History } from '../../webhook/history.ts';
import { Metrics } from '../../webhook/metrics.ts';
import { TestCluster } from './court.ts';
import { edge, route } from './shop.ts';

const finding = (fingerprint: string): Finding =>
  ({
    fingerprint,
    rule: 'unreachable-route',
    severity: 'error',
    what: `no request can reach ${fingerprint}`,
    at: { resource: { namespace: 'shop', name: fingerprint, kind: 'GatewayRoute' } },
  }) as unknown as Finding;

/** Audits a cluster that shows these findings one time after the other, or crashes; ends with the last. */
async function audited(times: readonly (readonly string[] | Error)[], isSynced = () => true) {
  const leave = new AbortController();
  const lines: unknown[] = [];
  const metrics = new Metrics();
  const history = new History(() => 0);
  let count = 0;
  const view = {
    *audit() {
      const found = times[count++] ?? [];
      if (count >= times.length) setImmediate(() => leave.abort());
      if (found instanceof Error) throw found;
      for (const one of found) yield { findings: [finding(one), finding(one)] };
    },
  } as unknown as ClusterView;
  const log = (level: string, message: string, about = {}) => void lines.push({ level, message, ...about });
  const [hasSynced, interval] = [isSynced, 1];
  await auditForEver({ view, hasSynced, history, metrics, log, interval }, leave.signal);
  return { lines, history, text: await metrics.text() };
}

describe('audits', () => {
  it('log each finding when it appears, and again when it went and came back', async () => {
    const { lines, history, text } = await audited([['a'], ['a', 'b'], ['b'], ['a', 'b'], []]);
    expect(lines).toMatchObject(
      ['a', 'b', 'a'].map((name) => ({ level: 'warn', message: 'found in the cluster', name })),
    );
    expect(lines[0]).toEqual({
      level: 'warn',
      message: 'found in the cluster',
      rule: 'unreachable-route',
      severity: 'error',
      what: 'no request can reach a',
      namespace: 'shop',
      name: 'a',
      kind: 'GatewayRoute',
    });
    expect([history.has(finding('a')), history.has(finding('c'))]).toEqual([true, false]);
    expect(text).not.toContain('routeproof_findings{');
  });

  it('go on after one that crashed, which says so', async () => {
    const { lines } = await audited([['a'], new Error('no'), ['a', 'b'], []]);
    expect(lines).toMatchObject([
      { name: 'a' },
      { level: 'error', message: 'an audit crashed', error: 'Error: no' },
      { name: 'b' },
    ]);
  });

  it('wait for the first sight of the cluster', async () => {
    let asked = 0;
    const { text } = await audited([[]], () => asked++ > 0);
    expect(asked).toBe(2);
    expect(text).not.toContain('routeproof_findings{');
  });
});

describe('an audit of a cluster', () => {
  const annotated = (annotations: Readonly<Record<string, string>>) => {
    const cluster = new TestCluster({}).seed(edge);
    cluster.store(route('team-a', 'cart', '{ prefix: /cart }', { priority: 10, annotations }), true);
    return [...cluster.view.audit()].flatMap(({ findings }) => findings.map(({ rule }) => rule));
  };

  it('tells an annotation that suppresses no rule there is', () => {
    expect(annotated({ 'ignore.routeproof.dev/no-such-rule': 'because' })).toContain('unknown-suppression');
  });

  it('does not tell what an annotation suppresses', () => {
    expect(annotated({})).toContain('dangling-reference');
    expect(annotated({ 'ignore.routeproof.dev/dangling-reference': 'it comes' })).not.toContain('dangling-reference');
  });
});
