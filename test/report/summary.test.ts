import { describe, expect, it } from 'vitest';
import { statsTable } from '../../src/report/stats.ts';
import { summaryText } from '../../src/report/summary.ts';
import { runWith } from './run.ts';

function summary(given: Parameters<typeof runWith>[2]): string {
  return summaryText(runWith([], [], given).summary);
}

describe('summaryText', () => {
  it('says what an empty run did', () => {
    expect(summary({})).toBe(
      'checked 0 resources in 0 files\nno findings\nproved 0 routes reachable in 0 tables, 0 undecided\n',
    );
  });

  it('says everything in order', () => {
    expect(
      summary({
        files: 3,
        resources: 12,
        skipped: [
          { path: 'b.yaml', reason: 'Helm template, render first' },
          { path: 'c.yaml', reason: 'listed as a patch' },
          { path: 'a.yaml', reason: 'Helm template, render first' },
          { path: 'a.yaml', reason: 'Helm template, render first' },
        ],
        notes: ['41 routes name gateways outside these files'],
        errors: 2,
        warnings: 3,
        infos: 1,
        suppressed: 4,
        baselined: 5,
        routes: 214,
        reachable: 214,
        tables: 37,
      }),
    ).toBe(`checked 12 resources in 3 files
skipped 3 (Helm template, render first): a.yaml and b.yaml
skipped 1 (listed as a patch): c.yaml
41 routes name gateways outside these files
2 errors, 3 warnings, 1 info, 4 suppressed, 5 in the baseline
proved 214 routes reachable in 37 tables, 0 undecided
`);
  });

  it('names the first paths of a reason and counts the others', () => {
    const skipped = ['e', 'd', 'c', 'b', 'a'].map((path) => ({
      path,
      reason: 'no kind',
    }));
    expect(summary({ skipped })).toContain('\nskipped 5 (no kind): a, b, c and 2 more\n');
  });

  it('says how many routes it could not prove reachable, and where to look', () => {
    const undecided = [{ question: 'whether a request reaches route a', cap: '10000 states' }];
    expect(summary({ routes: 3, reachable: 1, tables: 1, undecided })).toContain(
      'proved 1 of 3 routes reachable in 1 table, 1 undecided (--stats lists them)\n',
    );
  });

  it('says that findings were suppressed although none is left', () => {
    expect(summary({ suppressed: 1 })).toContain('\nno findings, 1 suppressed\n');
  });

  it('neutralises the names of files', () => {
    expect(summary({ skipped: [{ path: '\x1b[2J.yaml', reason: 'no kind' }] })).toContain(': \\u{1B}[2J.yaml\n');
  });
});

describe('statsTable', () => {
  it('is three sections, the slowest rule first', () => {
    const run = {
      ...runWith([], [], {
        undecided: [
          {
            question: 'whether a request reaches route a',
            cap: '10000 states',
          },
        ],
      }),
      stats: {
        phases: [
          { phase: 'parse', milliseconds: 12.34 },
          { phase: 'rules', milliseconds: 100 },
        ],
        rules: [
          { rule: 'b-rule', milliseconds: 1, findings: 0 },
          { rule: 'a-rule', milliseconds: 1, findings: 2 },
          { rule: 'unreachable-route', milliseconds: 98, findings: 13 },
        ],
      },
    };
    expect(statsTable(run)).toBe(`phase      time
parse   12.3 ms
rules  100.0 ms
total  112.3 ms

rule                  time  findings
unreachable-route  98.0 ms        13
a-rule              1.0 ms         2
b-rule              1.0 ms         0

undecided: 1
  whether a request reaches route a: 10000 states
`);
  });

  it('leaves out the rules where none ran', () => {
    expect(statsTable(runWith([]))).toBe('phase    time\ntotal  0.0 ms\n\nundecided: 0\n');
  });
});
