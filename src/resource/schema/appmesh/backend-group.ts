import { list, type ObjectNode, object } from '../node.ts';
import { meshSetBySystem, namesOfAws, reference, root, systemFields } from './common.ts';
import { frozenMesh } from './frozen.ts';

/** BackendGroup, v1beta2. */
export const backendGroup: ObjectNode = root(
  object(
    { meshRef: systemFields.meshRef, virtualservices: list(reference) },
    { system: meshSetBySystem('backendgroup_mutator'), frozen: frozenMesh('BackendGroup'), mistakes: namesOfAws },
  ),
);
