import { type ObjectNode, object, text } from '../node.ts';
import { exactlyOne } from '../rules.ts';
import { meshSetBySystem, nameOfAws, namesOfAws, pointing, root, systemFields } from './common.ts';
import { frozenMesh, frozenName } from './frozen.ts';
import { aws } from './refusal.ts';

const provider = object(
  { virtualNode: pointing('virtualNode'), virtualRouter: pointing('virtualRouter') },
  {
    rules: [
      exactlyOne(['virtualNode', 'virtualRouter'], aws('VirtualServiceProvider', 'a provider is one of the two')),
    ],
    mistakes: {
      virtualNodeName: { instead: 'write it as `virtualNode.virtualNodeRef.name`' },
      virtualRouterName: { instead: 'write it as `virtualRouter.virtualRouterRef.name`' },
    },
  },
);

/** VirtualService, v1beta2. */
export const virtualService: ObjectNode = root(
  object(
    { awsName: text(), meshRef: systemFields.meshRef, provider },
    {
      system: meshSetBySystem('virtualservice_mutator'),
      frozen: { ...frozenName('VirtualService'), ...frozenMesh('VirtualService') },
      mistakes: {
        ...namesOfAws,
        ...nameOfAws('virtualServiceName'),
        routes: { instead: 'move it into a VirtualRouter, and name that in `provider.virtualRouter`' },
        hosts: {
          instead: 'remove it: `awsName`, or `metadata.name` and the namespace, is the host name',
          explains: false,
        },
        http: { instead: 'move it into `routes` of a VirtualRouter, and name that in `provider.virtualRouter`' },
      },
    },
  ),
);
