import { closest, code, defineRule, yaml } from '../src/rule/kit.ts';

/**
 * A suppression is unknown iff it names no rule, gives no reason, speaks of a rule that is locked, or has ended while the
 * finding that it spoke of is still there; then it suppresses nothing.
 */
export const unknownSuppression = defineRule({
  id: 'unknown-suppression',
  group: 'meta',
  since: '0.1.0',
  severity: 'warning',
  on: 'run',
  reach: 'world',
  docs: {
    summary: 'a suppression without effect: no such rule, no reason, a locked rule, or past its last day',
    harm: 'Its author believes that the finding is dealt with, and the next reader does not learn why.',
    sources: ['https://docs.astral.sh/ruff/rules/unused-noqa/'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        # routeproof-ignore invalid-fields: generated
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },

  *check({ faults, suppressions }) {
    for (const fault of faults) {
      yield {
        at: fault.at,
        ...(fault.span && { span: fault.span }),
        what: `found ${fault.found}, expected a suppression with a rule and a reason`,
        why: fault.because ?? 'it suppresses nothing',
        fix: fault.instead ?? 'write `# routeproof-ignore rule-id: reason`',
        about: [fault.found],
      };
    }
    for (const { directive, state, until, rules } of suppressions) {
      if (state === 'used' || state === 'unused') continue;
      const near = closest(directive.rule, rules);
      const told = {
        'unknown rule': {
          what: `there is no rule ${code(directive.rule)} to suppress`,
          fix: near === undefined ? 'remove it, or name a rule of `routeproof rules`' : `write ${code(near)}`,
        },
        'no reason': {
          what: `the suppression of ${code(directive.rule)} gives no reason`,
          fix: `write why, as in \`routeproof-ignore ${directive.rule}: reason\``,
        },
        'locked rule': {
          what: `rule ${code(directive.rule)} is locked and cannot be suppressed`,
          fix: 'remove the suppression, or ask the owner of routeproof.yaml',
        },
        over: {
          what: `the suppression of ${code(directive.rule)} ended on ${until?.day}`,
          fix: 'mend what it hid, or set a later `until` with the reason why it takes longer',
        },
      }[state];
      yield {
        at: (state === 'over' ? until?.at : undefined) ?? directive.at,
        ...told,
        why: state === 'over' ? 'its last day is over, and the finding is still there' : 'it suppresses nothing',
        about: [directive.rule, state],
      };
    }
  },
});
