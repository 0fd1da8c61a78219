import { defineRule, dotted, expecting, list, stablePath, yaml } from '../src/rule/kit.ts';

/** The config is invalid iff something in it breaks its JSON Schema; then nothing of it is used. */
export const invalidConfig = defineRule({
  id: 'invalid-config',
  group: 'meta',
  since: '0.1.0',
  severity: 'error',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'something in `routeproof.yaml` that routeproof does not understand',
    harm: 'A misspelt rule stays on or off without anybody noticing.',
    sources: ['https://json-schema.org/draft/2020-12/json-schema-validation'],
    file: 'routeproof.yaml',
    bad: yaml`
      preset: strict
      rules:
        missing-timeouts: off
    `,
    good: yaml`
      preset: strict
      rules:
        missing-timeout: off
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'invalid-config') continue;
      const place = dotted(fault.at.path);
      yield {
        at: fault.at,
        ...(fault.span && { span: fault.span }),
        what: expecting(`${place === '' ? 'the config' : `\`${place}\``} has ${fault.found}`, fault.expected),
        why: fault.because ?? 'nothing of a config with errors is used',
        fix: fault.instead ?? `write ${list(fault.expected, 'or')}`,
        about: [stablePath(document.value, fault.at.path)],
      };
    }
  },
});
