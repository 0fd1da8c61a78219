import { invalidConfig } from '../../rules/invalid-config.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(invalidConfig, {
  reports: {
    'a rule that does not exist, at its key': yaml`
      rules:
        missing-timeouts: off #! rules.missing-timeouts has missing-timeouts, expected missing-timeout
    `,
    'a level that does not exist': yaml`
      rules:
        missing-timeout: critical #! rules.missing-timeout has critical, expected off, info, warning or error
    `,
    'a suppression without a reason': yaml`
      ignore:
        - rule: missing-timeout #! ignore[0] has no reason
    `,
    'a preset that does not exist': yaml`
      preset: strictest #! preset has strictest, expected strict, recommended or all
    `,
    'a text that is no YAML, where it ends to be': yaml`
      preset: strict
      rules: [ #! rules has a [ that is never closed, expected ]
    `,
    'a tab that indents': yaml`
      preset: strict
      rules:
      	missing-timeout: off #! the config has a tab in the indentation, expected spaces
    `,
  },
  silent: {
    'every key there is': yaml`
      preset: strict
      rules:
        routing: warning
        missing-timeout: off
        wrong-weight-sum: { level: error, locked: true, options: { sum: 100 } }
      overrides:
        - { paths: ["legacy/**"], namespaces: [shop], kinds: [VirtualRouter], rules: { missing-retry: off } }
      ignore:
        - { rule: missing-mtls, reason: until the migration, kind: Mesh, namespace: "*", name: shop, path: "**", until: "2030-01-01" }
      worlds:
        - { name: production, paths: ["production/**"] }
      external:
        - { kind: VirtualNode, namespace: shop, name: "cart-*" }
    `,
    'an empty file': '',
    'a level that YAML reads as a boolean': yaml`
      rules:
        missing-timeout: off
    `,
  },
});
