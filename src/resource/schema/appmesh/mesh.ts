import { type ObjectNode, object, oneOf, text } from '../node.ts';
import { labelSelector } from '../selector.ts';
import { awsName, namesOfAws, root } from './common.ts';
import { frozenName } from './frozen.ts';
import { aws } from './refusal.ts';

const account = text({
  tighter: {
    form: { test: (id) => [...id].length === 12, phrase: 'an AWS account id of 12 digits' },
    refusal: aws('MeshRef'),
  },
});

/** Mesh, v1beta2. */
export const mesh: ObjectNode = root(
  object(
    {
      awsName,
      namespaceSelector: labelSelector,
      egressFilter: object(
        { 'type*': oneOf(['ALLOW_ALL', 'DROP_ALL']) },
        { shorthand: (type) => `write \`{ type: ${type} }\`` },
      ),
      meshOwner: account,
      meshServiceDiscovery: object({ ipPreference: oneOf(['IPv4_ONLY', 'IPv6_ONLY']) }),
    },
    {
      frozen: frozenName('Mesh'),
      mistakes: {
        ...namesOfAws,
        serviceDiscovery: { instead: 'write `meshServiceDiscovery`', explains: false },
        serviceDiscoveryType: { instead: 'remove it: v1beta2 has the discovery in each VirtualNode', explains: false },
        selector: { instead: 'write `namespaceSelector`', explains: false, readAs: labelSelector },
        egress: { instead: 'write `egressFilter`', explains: false },
      },
    },
  ),
);
