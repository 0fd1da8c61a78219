import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { jsonLog } from '../../webhook/log.ts';
import { Metrics } from '../../webhook/metrics.ts';
import { conditions, Readiness } from '../../webhook/readiness.ts';

describe('readiness', () => {
  it('waits for every condition, in one order, whatever comes first', () => {
    const readiness = new Readiness();
    expect(readiness.missing()).toEqual(conditions);
    readiness.meet('first sync');
    expect(readiness.missing()).toEqual(['certificate', 'config']);
    readiness.meet('certificate');
    readiness.meet('certificate');
    expect(readiness.missing()).toEqual(['config']);
    readiness.meet('config');
    expect(readiness.missing()).toEqual([]);
  });

  it('is lost by leaving and by nothing else', () => {
    const readiness = new Readiness();
    for (const condition of conditions) readiness.meet(condition);
    expect(readiness.leaving).toBe(false);
    readiness.leave();
    expect([readiness.leaving, readiness.missing()]).toEqual([true, ['shutting down']]);
    const ways = Object.getOwnPropertyNames(Readiness.prototype).filter((name) => name !== 'constructor');
    expect(ways.sort()).toEqual(['leave', 'leaving', 'meet', 'missing']);
  });
});

describe('the log', () => {
  it('is a JSON object a line, and nothing in it passes for something else', () => {
    const written: string[] = [];
    const log = jsonLog(
      (line) => written.push(line),
      () => new Date(0),
    );
    log('info', 'listening');
    log('warn', 'decided', {
      name: 'a\nb\u2028"}',
      level: 'debug',
      message: 'forged',
      time: 1,
      uid: '\ud800',
      no: undefined,
    });
    expect(written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(written.map((line) => JSON.parse(line))).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'listening' },
      { time: '1970-01-01T00:00:00.000Z', level: 'warn', message: 'decided', name: 'a\nb\u2028"}', uid: '\ud800' },
    ]);
  });
});

describe('metrics', () => {
  const own = (metrics: Metrics) =>
    Object.values(metrics).flatMap((one) => ('help' in one ? [one as { name: string; help: string }] : []));

  it('have a name of ours, a help and a type, from the start', async () => {
    const metrics = new Metrics();
    const text = await metrics.text();
    const all = own(metrics);
    expect(all.length).toBe((await metrics.names()).length);
    for (const { name, help } of all) {
      expect(name).toMatch(/^routeproof_[a-z_]+$/);
      expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} `);
      const type = /_total$/.test(name) ? 'counter' : /duration_seconds$/.test(name) ? '(histogram|gauge)' : 'gauge';
      expect(text).toMatch(new RegExp(`# TYPE ${name} ${type}\n`));
    }
  });

  it('count what the process uses, once it is asked to', async () => {
    const metrics = new Metrics();
    metrics.ofProcess();
    const text = await metrics.text();
    for (const name of ['nodejs_eventloop_lag_max_seconds', 'process_resident_memory_bytes']) {
      expect(text).toMatch(new RegExp(`^${name} [0-9.e-]+$`, 'm'));
    }
  });

  it('hold the findings of the last audit alone', async () => {
    const metrics = new Metrics();
    const finding = (rule: string, namespace: string | null) =>
      ({ rule, severity: 'error', at: { resource: namespace === null ? null : { namespace } } }) as unknown as Finding;
    metrics.audited([finding('a', 'x'), finding('a', 'x'), finding('b', null)], 1.5, 100);
    expect(await metrics.text()).toContain('routeproof_findings{rule="a",severity="error",namespace="x"} 2');
    metrics.audited([finding('b', null)], 0.5, 200);
    const text = await metrics.text();
    expect(text.match(/^routeproof_findings\{.*$/gm)).toEqual([
      'routeproof_findings{rule="b",severity="error",namespace=""} 1',
    ]);
    expect(text).toMatch(/^routeproof_audit_duration_seconds 0.5$/m);
    expect(text).toMatch(/^routeproof_audit_last_success_timestamp_seconds 200$/m);
  });
});
