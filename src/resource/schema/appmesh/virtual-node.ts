import { code } from '../../../base/wording.ts';
import { type Complaint, given, list, type ObjectNode, type ObjectRule, object, oneOf, text } from '../node.ts';
import { exactlyOne } from '../rules.ts';
import { labelSelector } from '../selector.ts';
import { checksOwnPort, poolsOwnProtocol } from './coherence.ts';
import { awsName, meshSetBySystem, nameOfAws, namesOfAws, pointing, reference, root, systemFields } from './common.ts';
import { frozenCloudMap, frozenMesh, frozenName } from './frozen.ts';
import {
  connectionPool,
  healthCheck,
  listenerMistakes,
  listenerTimeout,
  outlierDetection,
  portMapping,
} from './listener.ts';
import { logging } from './logging.ts';
import { aws, webhook } from './refusal.ts';
import { clientPolicy, nodeTls } from './tls.ts';

const validator = 'virtualnode_validator';
const protocols = ['grpc', 'http', 'http2', 'tcp'];

const listener = object(
  {
    'portMapping*': portMapping(protocols),
    healthCheck: healthCheck(protocols, 'healthyThreshold*'),
    outlierDetection,
    connectionPool: connectionPool(protocols, validator, 'VirtualNodeConnectionPool'),
    timeout: listenerTimeout,
    tls: nodeTls,
  },
  { rules: [checksOwnPort, poolsOwnProtocol], mistakes: listenerMistakes },
);

const cloudMap = object({
  'namespaceName*': text({ least: 1, most: 1024 }),
  'serviceName*': text({ least: 1, most: 1024 }),
  attributes: list(object({ 'key*': text({ least: 1, most: 255 }), 'value*': text({ least: 1, most: 1024 }) })),
});

const discovery = object(
  {
    dns: object(
      { 'hostname*': text(), responseType: oneOf(['ENDPOINTS', 'LOADBALANCER']) },
      { shorthand: (host) => `write ${code(`{ hostname: ${host} }`)}` },
    ),
    awsCloudMap: cloudMap,
  },
  {
    frozen: frozenCloudMap,
    rules: [exactlyOne(['awsCloudMap', 'dns'], aws('ServiceDiscovery', 'a VirtualNode is found in one way'))],
    mistakes: { cloudMap: { instead: 'write `awsCloudMap`', readAs: cloudMap } },
  },
);

const backend = object(
  { 'virtualService*': pointing('virtualService', { clientPolicy }) },
  {
    mistakes: {
      virtualServiceRef: { instead: 'write it as `virtualService.virtualServiceRef`' },
      virtualServiceName: { instead: 'write it as `virtualService.virtualServiceRef.name`' },
      name: { instead: 'write it as `virtualService.virtualServiceRef.name`' },
    },
    shorthand: (name) => `write ${code(`{ virtualService: { virtualServiceRef: { name: ${name} } } }`)}`,
  },
);

/** A node that listens must say how it is found. */
const discoverable: ObjectRule = (spec) =>
  Array.isArray(given(spec, 'listeners')) && given(spec, 'serviceDiscovery') === undefined
    ? [
        {
          path: ['serviceDiscovery'],
          part: 'key',
          found: 'no value',
          expected: ['`awsCloudMap`', '`dns`'],
          refusal: webhook(validator, 'a VirtualNode with listeners needs it'),
          missing: ['serviceDiscovery'],
        },
      ]
    : [];

/** Complains at every backend that an earlier one names too: by reference, or by ARN where there is no reference. */
const distinctBackends: ObjectRule = (spec, { namespace }) => {
  const backends = given(spec, 'backends');
  if (!Array.isArray(backends)) return [];
  const first = new Map<string, number>();
  const complaints: Complaint[] = [];
  for (const [index, item] of backends.entries()) {
    const service = given(item, 'virtualService');
    const name = given(given(service, 'virtualServiceRef'), 'name');
    const arn = given(service, 'virtualServiceARN');
    const shown = typeof name === 'string' ? name : arn;
    if (typeof shown !== 'string') continue;
    const where = given(given(service, 'virtualServiceRef'), 'namespace') ?? namespace;
    const id = JSON.stringify(typeof name === 'string' ? [where, name] : [shown]);
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    else {
      complaints.push({
        path: ['backends', index],
        part: 'value',
        found: `${code(shown)} for the second time`,
        expected: ['each VirtualService once'],
        refusal: webhook(validator),
        related: [{ path: ['backends', earlier], note: `${code(shown)} stands here first` }],
      });
    }
  }
  return complaints;
};

/** VirtualNode, v1beta2. */
export const virtualNode: ObjectNode = root(
  object(
    {
      awsName,
      podSelector: labelSelector,
      meshRef: systemFields.meshRef,
      listeners: list(listener, { least: 0 }),
      serviceDiscovery: discovery,
      backends: list(backend),
      backendGroups: list(reference),
      backendDefaults: object({ clientPolicy }),
      logging,
    },
    {
      system: meshSetBySystem('virtualnode_mutator'),
      frozen: { ...frozenName('VirtualNode'), ...frozenMesh('VirtualNode') },
      rules: [discoverable, distinctBackends],
      mistakes: {
        ...namesOfAws,
        ...nameOfAws('virtualNodeName'),
        selector: { instead: 'write `podSelector`', explains: false, readAs: labelSelector },
        dns: { instead: 'move it into `serviceDiscovery`' },
        awsCloudMap: { instead: 'move it into `serviceDiscovery`' },
        portMapping: { instead: 'move it into an item of `listeners`' },
      },
    },
  ),
);
