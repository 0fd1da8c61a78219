import { describe } from 'vitest';
import { object, table } from './manifest.ts';

describe('Mesh, VirtualService and BackendGroup', () => {
  table({
    'a Mesh with nothing in its spec is fine': [object('Mesh', '# nothing')],
    'an egress filter of no known type': [
      object('Mesh', 'egressFilter: { type: ALLOW }'),
      'invalid-field spec.egressFilter.type: `ALLOW`',
    ],
    'an account of eleven digits': [
      object('Mesh', 'meshOwner: "12345678901"'),
      'invalid-field spec.meshOwner: `12345678901`',
    ],
    'a VirtualService without a provider is fine': [object('VirtualService', 'awsName: a')],
    'a provider that is neither': [
      object('VirtualService', 'provider: {}'),
      'invalid-field spec.provider: neither `virtualNode` nor `virtualRouter`',
    ],
    'a provider that is both': [
      object(
        'VirtualService',
        'provider: { virtualNode: { virtualNodeRef: { name: a } }, virtualRouter: { virtualRouterRef: { name: b } } }',
      ),
      'invalid-field spec.provider.virtualRouter: both `virtualNode` and `virtualRouter`',
    ],
    'a BackendGroup of one name is fine': [object('BackendGroup', 'virtualservices: [{ name: a }]')],
    'a member without a name': [
      object('BackendGroup', 'virtualservices: [{ namespace: a }]'),
      'invalid-field spec.virtualservices[0].name: no value',
    ],
  });
});
