import type { Rule } from '../src/rule/kit.ts';
import { ambiguousOverlap } from './ambiguous-overlap.ts';
import { blockedHop } from './blocked-hop.ts';
import { conflictingPriority } from './conflicting-priority.ts';
import { credentialInRoute } from './credential-in-route.ts';
import { danglingReference } from './dangling-reference.ts';
import { duplicateMatch } from './duplicate-match.ts';
import { duplicateResource } from './duplicate-resource.ts';
import { impossibleMatch } from './impossible-match.ts';
import { internalError } from './internal-error.ts';
import { invalidConfig } from './invalid-config.ts';
import { invalidField } from './invalid-field.ts';
import { invalidYaml } from './invalid-yaml.ts';
import { missingMtls } from './missing-mtls.ts';
import { missingProxy } from './missing-proxy.ts';
import { missingRetry } from './missing-retry.ts';
import { missingTimeout } from './missing-timeout.ts';
import { openEgress } from './open-egress.ts';
import { outsideMesh } from './outside-mesh.ts';
import { overlappingSelectors } from './overlapping-selectors.ts';
import { plaintextGateway } from './plaintext-gateway.ts';
import { selectorMatchesNothing } from './selector-matches-nothing.ts';
import { tlsMismatch } from './tls-mismatch.ts';
import { unattachedRoute } from './unattached-route.ts';
import { unexposedGateway } from './unexposed-gateway.ts';
import { unknownField } from './unknown-field.ts';
import { unknownSuppression } from './unknown-suppression.ts';
import { unreachableRoute } from './unreachable-route.ts';
import { unsupportedKind } from './unsupported-kind.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { wildcardHost } from './wildcard-host.ts';
import { wrongWeightSum } from './wrong-weight-sum.ts';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  ambiguousOverlap,
  blockedHop,
  conflictingPriority,
  credentialInRoute,
  danglingReference,
  duplicateMatch,
  duplicateResource,
  impossibleMatch,
  internalError,
  invalidConfig,
  invalidField,
  invalidYaml,
  missingMtls,
  missingProxy,
  missingRetry,
  missingTimeout,
  openEgress,
  outsideMesh,
  overlappingSelectors,
  plaintextGateway,
  selectorMatchesNothing,
  tlsMismatch,
  unattachedRoute,
  unexposedGateway,
  unknownField,
  unknownSuppression,
  unreachableRoute,
  unsupportedKind,
  unusedSuppression,
  wildcardHost,
  wrongWeightSum,
];
