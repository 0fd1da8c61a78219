import { invalidYaml } from '../../rules/invalid-yaml.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(invalidYaml, {
  reports: {
    'an entry indented between two levels': yaml`
      spec:
          ports:
            - port: 80
         targetPort: 8080 #! found targetPort: indented by 3 spaces, where nothing above is
    `,
    'a list item in a mapping': yaml`
      spec:
        route: one
        - route: two #! found the list item - route: between the keys of a mapping, expected another key
    `,
    'a key that stands twice': yaml`
      spec:
        port: 1
        port: 2 #! found the key port a second time, expected each key once
    `,
    'a document behind a broken one, which is read all the same': yaml`
      a: [1, 2 #! found a [ that is never closed, expected ]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
    `,
  },
  silent: {
    'YAML with every style of scalar': yaml`
      plain: text
      single: 'it''s'
      double: "tab\\t"
      block: |
        two
        lines
      flow: { a: [1, 2], b: null }
    `,
    'an empty document': '---\n---\n',
    'a template, which has to be rendered first': yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: {{ .Values.name }}
    `,
  },
});
