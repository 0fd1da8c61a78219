import { listenerConflict } from '../../rules/listener-conflict.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(listenerConflict, {
  reports: {
    'a manifest with the defect, claimed on its line': yaml`
      apiVersion: v1
      kind: Namespace #! the message of the finding
      metadata:
        name: shop
    `,
  },
  silent: {
    'its neighbour, one step across the boundary': yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    `,
  },
});
