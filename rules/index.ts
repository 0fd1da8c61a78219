import type { Rule } from '../src/rule/kit.ts';
import { ambiguousOverlap } from './ambiguous-overlap.ts';
import { ambiguousPort } from './ambiguous-port.ts';
import { blockedHop } from './blocked-hop.ts';
import { conflictingPriority } from './conflicting-priority.ts';
import { credentialInRoute } from './credential-in-route.ts';
import { crossMeshReference } from './cross-mesh-reference.ts';
import { cutOffRequests } from './cut-off-requests.ts';
import { danglingReference } from './dangling-reference.ts';
import { duplicateMatch } from './duplicate-match.ts';
import { duplicateName } from './duplicate-name.ts';
import { duplicateResource } from './duplicate-resource.ts';
import { implicitRewrite } from './implicit-rewrite.ts';
import { impossibleMatch } from './impossible-match.ts';
import { internalError } from './internal-error.ts';
import { invalidConfig } from './invalid-config.ts';
import { invalidField } from './invalid-field.ts';
import { invalidRegex } from './invalid-regex.ts';
import { invalidYaml } from './invalid-yaml.ts';
import { listenerConflict } from './listener-conflict.ts';
import { missingAccessLog } from './missing-access-log.ts';
import { missingConnectionPool } from './missing-connection-pool.ts';
import { missingHealthCheck } from './missing-health-check.ts';
import { missingMtls } from './missing-mtls.ts';
import { missingOutlierDetection } from './missing-outlier-detection.ts';
import { missingProxy } from './missing-proxy.ts';
import { missingRetry } from './missing-retry.ts';
import { missingTimeout } from './missing-timeout.ts';
import { openEgress } from './open-egress.ts';
import { outsideMesh } from './outside-mesh.ts';
import { overlappingMatch } from './overlapping-match.ts';
import { overlappingSelectors } from './overlapping-selectors.ts';
import { plaintextGateway } from './plaintext-gateway.ts';
import { portMismatch } from './port-mismatch.ts';
import { prefixWithoutBoundary } from './prefix-without-boundary.ts';
import { protocolMismatch } from './protocol-mismatch.ts';
import { quotaExceeded } from './quota-exceeded.ts';
import { redundantRoute } from './redundant-route.ts';
import { reservedName } from './reserved-name.ts';
import { retryAmplification } from './retry-amplification.ts';
import { retryOutlivesTimeout } from './retry-outlives-timeout.ts';
import { rewriteSkipsRoute } from './rewrite-skips-route.ts';
import { rewrittenToNowhere } from './rewritten-to-nowhere.ts';
import { selectorMatchesNothing } from './selector-matches-nothing.ts';
import { splitToSameBackend } from './split-to-same-backend.ts';
import { stolenRequests } from './stolen-requests.ts';
import { surprisingScalar } from './surprising-scalar.ts';
import { timeoutIneffective } from './timeout-ineffective.ts';
import { timeoutInversion } from './timeout-inversion.ts';
import { tlsMismatch } from './tls-mismatch.ts';
import { unattachedRoute } from './unattached-route.ts';
import { uncoveredRequests } from './uncovered-requests.ts';
import { unexposedGateway } from './unexposed-gateway.ts';
import { unknownField } from './unknown-field.ts';
import { unknownSuppression } from './unknown-suppression.ts';
import { unreachableRoute } from './unreachable-route.ts';
import { unresolvableName } from './unresolvable-name.ts';
import { unsafeRetry } from './unsafe-retry.ts';
import { unsupportedKind } from './unsupported-kind.ts';
import { unusedResource } from './unused-resource.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { weightsOff100 } from './weights-off-100.ts';
import { wildcardHost } from './wildcard-host.ts';
import { wrongWeightSum } from './wrong-weight-sum.ts';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  ambiguousOverlap,
  ambiguousPort,
  blockedHop,
  conflictingPriority,
  credentialInRoute,
  crossMeshReference,
  cutOffRequests,
  danglingReference,
  duplicateMatch,
  duplicateName,
  duplicateResource,
  implicitRewrite,
  impossibleMatch,
  internalError,
  invalidConfig,
  invalidField,
  invalidRegex,
  invalidYaml,
  listenerConflict,
  missingAccessLog,
  missingConnectionPool,
  missingHealthCheck,
  missingMtls,
  missingOutlierDetection,
  missingProxy,
  missingRetry,
  missingTimeout,
  openEgress,
  outsideMesh,
  overlappingMatch,
  overlappingSelectors,
  plaintextGateway,
  portMismatch,
  prefixWithoutBoundary,
  protocolMismatch,
  quotaExceeded,
  redundantRoute,
  reservedName,
  retryAmplification,
  retryOutlivesTimeout,
  rewriteSkipsRoute,
  rewrittenToNowhere,
  selectorMatchesNothing,
  splitToSameBackend,
  stolenRequests,
  surprisingScalar,
  timeoutIneffective,
  timeoutInversion,
  tlsMismatch,
  unattachedRoute,
  uncoveredRequests,
  unexposedGateway,
  unknownField,
  unknownSuppression,
  unreachableRoute,
  unresolvableName,
  unsafeRetry,
  unsupportedKind,
  unusedResource,
  unusedSuppression,
  weightsOff100,
  wildcardHost,
  wrongWeightSum,
];
