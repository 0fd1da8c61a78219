import { defineRule, expecting, stablePath, yaml } from '../src/rule/kit.ts';

/** A document is invalid YAML iff a part of its text cannot be read; the rest is checked all the same. */
export const invalidYaml = defineRule({
  id: 'invalid-yaml',
  group: 'schema',
  since: '0.1.0',
  severity: 'error',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a text that is not YAML',
    harm: '`kubectl apply` refuses the whole file, and a pipeline that skips it deploys half of an application.',
    sources: ['https://yaml.org/spec/1.2.2/'],
    bad: yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
         targetPort: 8080
    `,
    good: yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
            targetPort: 8080
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'invalid-yaml') continue;
      yield {
        at: fault.at,
        ...(fault.span && { span: fault.span }),
        what: expecting(`found ${fault.found}`, fault.expected),
        why: fault.because ?? 'Kubernetes cannot read the file as it is meant',
        fix: fault.instead ?? 'correct the text',
        related: fault.related ?? [],
        about: [stablePath(document.value, fault.at.path), fault.found],
      };
    }
  },
});
