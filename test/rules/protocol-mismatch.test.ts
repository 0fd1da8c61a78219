import { protocolMismatch } from '../../rules/protocol-mismatch.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(protocolMismatch, {
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
