import { describe, expect, it } from 'vitest';
import { defineRule, yaml } from '../../src/rule/kit.ts';
import { lintFiles } from '../support/rule-test.ts';

const manifest = yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualRouter
  metadata: { name: cart, namespace: shop }
  spec:
    listeners: [{ portMapping: { port: 8080, protocol: HTTP } }]
`;

const crashing = defineRule({
  id: 'crashing-rule',
  group: 'meta',
  since: '0.1.0',
  severity: 'warning',
  on: 'resource',
  reach: 'unit',
  docs: {
    summary: 'a rule that throws',
    harm: 'None.',
    sources: [],
    bad: null,
    good: null,
  },
  // biome-ignore lint/correctness/useYield: it throws before it could
  *check() {
    throw new TypeError('no such thing');
  },
});

describe('internal-error', () => {
  it('reports a rule that throws at the unit that it was given', async () => {
    const { findings } = await lintFiles({ 'manifest.yaml': manifest }, [crashing]);
    const [finding] = findings.filter(({ rule }) => rule === 'internal-error');
    expect(finding?.what).toBe('rule `crashing-rule` crashed on this resource');
    expect(finding?.why).toBe('TypeError: no such thing');
    expect(finding?.at.resource?.name).toBe('cart');
  });

  it('leaves the findings of all other rules as they are', async () => {
    const { findings } = await lintFiles({ 'manifest.yaml': manifest }, [crashing]);
    const alone = await lintFiles({ 'manifest.yaml': manifest });
    expect(findings.filter(({ rule }) => rule !== 'internal-error')).toEqual(alone.findings);
    expect(alone.findings.map(({ rule }) => rule)).toContain('invalid-field');
  });

  it('is silent where no rule throws', async () => {
    const { findings } = await lintFiles({ 'manifest.yaml': manifest });
    expect(findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
  });
});
