import { list, type Mistake, type ObjectNode, object } from '../node.ts';
import { mustHave } from '../rules.ts';
import { labelSelector } from '../selector.ts';
import { checksOwnPort, poolsOwnProtocol } from './coherence.ts';
import { awsName, meshSetBySystem, nameOfAws, namesOfAws, root, systemFields } from './common.ts';
import { frozenMesh, frozenName } from './frozen.ts';
import { connectionPool, healthCheck, listenerMistakes, portMapping } from './listener.ts';
import { logging } from './logging.ts';
import { aws } from './refusal.ts';
import { clientPolicy, gatewayTls } from './tls.ts';

const protocols = ['grpc', 'http', 'http2'];

const listener = object(
  {
    'portMapping*': portMapping(protocols),
    healthCheck: healthCheck(protocols, 'healthyThreshold'),
    connectionPool: connectionPool(protocols, 'virtualgateway_validator', 'VirtualGatewayConnectionPool'),
    tls: gatewayTls,
  },
  {
    rules: [checksOwnPort, poolsOwnProtocol],
    mistakes: {
      ...listenerMistakes,
      timeout: {
        instead: 'move it into a listener of the VirtualNode: a gateway listener has no timeout',
        explains: false,
      },
      outlierDetection: {
        instead: 'move it into a listener of the VirtualNode: a gateway listener has no outlier detection',
        explains: false,
      },
    },
  },
);

const selects: Mistake = {
  instead: 'remove it: a GatewayRoute is an object of its own, and `gatewayRouteSelector` chooses among them',
  explains: false,
};

/** VirtualGateway, v1beta2. Without listeners the controller sends none, which the AWS API refuses: an empty list is no better. */
export const virtualGateway: ObjectNode = root(
  object(
    {
      awsName,
      namespaceSelector: labelSelector,
      podSelector: labelSelector,
      gatewayRouteSelector: labelSelector,
      meshRef: systemFields.meshRef,
      listeners: list(listener, { least: 0, tighter: { least: 1, refusal: aws('VirtualGatewaySpec') } }),
      backendDefaults: object({ clientPolicy }),
      logging,
    },
    {
      system: meshSetBySystem('virtualgateway_mutator'),
      frozen: { ...frozenName('VirtualGateway'), ...frozenMesh('VirtualGateway') },
      rules: [mustHave('listeners', 'add `listeners`, each with a `portMapping`', aws('VirtualGatewaySpec'))],
      mistakes: {
        ...namesOfAws,
        ...nameOfAws('virtualGatewayName'),
        gatewayRoutes: selects,
        routes: selects,
        routeSelector: { instead: 'write `gatewayRouteSelector`', explains: false, readAs: labelSelector },
        selector: { instead: 'write `podSelector`', explains: false },
        backends: { instead: 'remove it: the GatewayRoutes say where a VirtualGateway leads', explains: false },
      },
    },
  ),
);
