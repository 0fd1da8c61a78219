import { describe, expect, it } from 'vitest';
import { folder } from './folder.ts';

const at = folder();
const bound = 120_000;

describe('tables of more routes than anyone writes are decided in bounded time', () => {
  const router = (count: number, one: (i: number) => string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: r, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
${Array.from({ length: count }, (_, i) => `    - ${one(i)}\n`).join('')}`;
  const to = (node: string) => `action: { weightedTargets: [{ virtualNodeRef: { name: ${node} }, weight: 1 }] }`;
  const of = (stdout: string, rule: string) => stdout.split('\n').filter((line) => line.endsWith(`[${rule}]`));

  it(
    '20,000 equal routes: each repeats the first',
    async () => {
      at.put(
        'a.yaml',
        router(20_000, (i) => `{ name: x${i}, httpRoute: { match: { prefix: / }, ${to('a')} } }`),
      );
      const { code, stdout } = await at.run([]);
      expect([code, of(stdout, 'duplicate-match').length, of(stdout, 'ambiguous-overlap')]).toEqual([0, 19_999, []]);
    },
    bound,
  );

  it(
    '5,000 routes that all share requests: what is not compared is open',
    async () => {
      at.put(
        'a.yaml',
        router(
          5_000,
          (i) => `{ name: x${i}, httpRoute: { match: { prefix: /, headers: [{ name: h${i} }] }, ${to(`n${i}`)} } }`,
        ),
      );
      const { code, stdout, stderr } = await at.run(['--stats']);
      const told = of(stdout, 'ambiguous-overlap');
      expect(code).toBe(1);
      expect(told[0]).toMatch(/^a\.yaml:8:\d+: error: nothing orders route `x1` against `x0` \(e\.g\. /);
      expect(told[32]).toMatch(/ nothing orders route `x33` against `x0`, .*many more \(e\.g\. /);
      expect(stderr).toContain('which routes of ');
      expect(stderr).toContain(' share requests: more than 100000 pairs');
    },
    bound,
  );

  it(
    '80 regular expressions on one header of which few pairs can be told apart: what is not compared is open',
    async () => {
      at.put(
        'a.yaml',
        router(
          80,
          (i) =>
            `{ name: x${i}, httpRoute: { match: { prefix: /, headers: [{ name: h, match: { regex: '.*a.{${i % 20}}b.*[a-f]{${i}}' } }] }, ${to(`n${i}`)} } }`,
        ),
      );
      const { code, stderr } = await at.run(['--stats']);
      expect(code).toBe(1);
      expect(stderr).toContain(' share requests: more than 1000 pairs that are undecided');
    },
    bound,
  );

  it(
    '20,000 routes with a misspelt field each: every one is told',
    async () => {
      at.put(
        'a.yaml',
        router(20_000, (i) => `{ name: x${i}, httpRout: 1, httpRoute: { match: { prefix: /${i} }, ${to('a')} } }`),
      );
      const { code, stdout } = await at.run([]);
      expect([code, of(stdout, 'unknown-field').length]).toEqual([1, 20_000]);
    },
    bound,
  );

  it(
    'a route with 5,000 query parameters',
    async () => {
      const parameters = Array.from({ length: 5_000 }, (_, i) => `{ name: q${i}, match: { exact: a } }`).join(', ');
      const match = `{ prefix: /, queryParameters: [${parameters}] }`;
      at.put(
        'a.yaml',
        router(1, () => `{ name: x, httpRoute: { match: ${match}, ${to('a')} } }`),
      );
      const { stderr } = await at.run([]);
      expect(stderr).toContain('proved 1 route reachable in 1 table, 0 undecided\n');
    },
    bound,
  );
});
