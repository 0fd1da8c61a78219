import { code, defineRule } from '../src/rule/kit.ts';

/** An internal error is a rule that threw: a defect of routeproof, told where it happened, never the end of the run. */
export const internalError = defineRule({
  id: 'internal-error',
  group: 'meta',
  since: '0.1.0',
  severity: 'error',
  on: 'run',
  reach: 'world',
  docs: {
    summary: 'a rule that crashed',
    harm: 'What the rule would have said of this place is missing from the report.',
    sources: ['https://github.com/googleapis/api-linter/blob/2944fc33/lint/lint.go'],
    bad: null,
    good: null,
  },

  *check({ crashes }) {
    for (const { rule, unit, at, error } of crashes) {
      if (at === null) continue;
      yield {
        at,
        what: `rule ${code(rule)} crashed on this ${unit}`,
        why: error,
        fix: `report it with the file; until then turn the rule off with \`--rule ${rule}=off\``,
        about: [rule],
      };
    }
  },
});
