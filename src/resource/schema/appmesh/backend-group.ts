import { list, type ObjectNode, object } from '../node.ts';
import { meshSetBySystem, namesOfAws, reference, root, systemFields } from './common.ts';

/** BackendGroup, v1beta2. */
export const backendGroup: ObjectNode = root(
  object(
    { meshRef: systemFields.meshRef, virtualservices: list(reference) },
    { system: meshSetBySystem('backendgroup_mutator'), mistakes: namesOfAws },
  ),
);
