import { isUnknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import type { PortAlias, PortEnd, PortUse } from '../../model/port.ts';
import type { Selection } from '../../model/selection.ts';
import { objectId, objectName, type Resource } from '../../resource/resource.ts';
import { hasAddress, serviceOf } from '../../resource/service.ts';
import { lookUpService } from '../../resource/service-name.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, given, items, place, spec, text } from '../fields.ts';
import { gatewayOf } from './attachment.ts';
import { discoveryOf } from './discovery.ts';
import { serverEnd } from './identity.ts';
import { gatewayTarget, type Link, link, weightedTargets } from './links.ts';
import { everyListener, listeners, namedPort } from './listeners.ts';
import { differ, meshOf } from './membership.ts';
import { kinds, shortName } from './names.ts';
import { found } from './resolve.ts';
import { type TypedRoute, typedRoute } from './route-type.ts';

/** awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/troubleshooting-connectivity.md#ts-connectivity-virtual-node-router */
const tcpAlone = 'TCP destinations are told apart by their port alone';

/**
 * Ports of the proxy itself, which runs beside the application of a node and is all that a gateway runs; the one of its
 * administration is a setting of the controller.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/inject/proxy.go, pkg/inject/config.go (`envoy-admin-access-port`)
 */
const administration = { text: '9901', by: 'the administration of the proxy', certain: false };
const redirections = [
  { text: '15000', by: 'the redirection of requests that come in', certain: true },
  { text: '15001', by: 'the redirection of requests that go out', certain: true },
];

/** The listeners of a gateway, router or node. */
export function portEnd(resource: Resource): PortEnd {
  const all = everyListener(resource);
  const isRouter = resource.kind === kinds.virtualRouter;
  return {
    key: objectName(resource.key),
    at: place(field(spec(resource), 'listeners')),
    word: 'listener',
    ports: all.flatMap((listener) => {
      if (listener === null) return [];
      const { field: item, portText, protocol } = listener;
      const alone = protocol === 'tcp' ? tcpAlone : null;
      return [{ text: portText, name: null, protocol, at: place(field(item, 'portMapping')), alone }];
    }),
    whole: all.every((listener) => listener !== null),
    // https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto (`address`: must be unique)
    unique: isRouter ? 'the listeners of a router are told apart by their port' : 'a proxy binds a port once',
    taken: takenBeside(resource),
  };
}

/** A node that selects no pod has no proxy. */
function takenBeside(resource: Resource): PortEnd['taken'] {
  if (resource.kind === kinds.virtualGateway) return [administration];
  const selects = resource.kind === kinds.virtualNode && given(field(spec(resource), 'podSelector'));
  return selects ? [...redirections, administration] : [];
}

/** The ports of a service are those of its router or node. */
export function portAlias(world: World, service: Resource, provider: Link): readonly PortAlias[] {
  const through = endOf(world, service, provider);
  return through === null ? [] : [{ key: objectName(service.key), through }];
}

/** The object of the same mesh that a link leads to: what another mesh holds has another mistake. */
function endOf(world: World, from: Resource, wanted: Link): string | null {
  const leads = found(world, from, wanted);
  if (leads.is !== 'found' || differ(meshOf(world, from), meshOf(world, leads.resource))) return null;
  return objectName(leads.resource.key);
}

const protocols = { httpRoute: 'http', http2Route: 'http2', grpcRoute: 'grpc', tcpRoute: 'tcp' } as const;

/** What the uses of one route share. */
interface User extends Pick<PortUse, 'from' | 'subject' | 'user' | 'unchanged'> {
  readonly typed: TypedRoute;
}

/**
 * The ports that a route names, of its router and of its targets: required where there are several, and all of them of the
 * protocol of the route. awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/routes.md ("must match the listener protocol
 * that you selected for your virtual router and the virtual node", "Target port is required", "Port match is required")
 */
export function routerUses(world: World, router: Resource): readonly PortUse[] {
  return items(field(spec(router), 'routes')).flatMap((holder) => {
    const typed = typedRoute(holder);
    if (typed === null) return [];
    const name = text(field(holder, 'name')) ?? '';
    const user: User = {
      from: router.key,
      subject: `${objectId(router.key)}/${name}`,
      user: `route ${code(name)}`,
      unchanged: null,
      typed,
    };
    const protocol = protocols[typed.type];
    const speaks = {
      protocol,
      at: { ...place(typed.route), part: 'key' as const },
      accepts: [protocol],
      because: 'the type of a route must be the protocol of the listener of its router and of its targets',
      proven: true,
    };
    const own = named(user, typed.match, {
      because: 'a route is tried on the listener that it names',
      demanded: 'App Mesh refuses a route that names no port where its router has several listeners',
      speaks,
      attached: true,
      to: { end: objectName(router.key) },
    });
    const targets = weightedTargets(typed.route).flatMap((target) => {
      const end = endOf(world, router, link(target, 'virtualNode', 'target'));
      if (end === null) return [];
      return named(user, target, {
        because: 'requests go to the listener that the target names',
        demanded: 'a target must name a port where its node has several listeners',
        speaks,
        attached: false,
        to: { end },
      });
    });
    return [...own, ...targets];
  });
}

/**
 * The ports that a route of a gateway names, of the gateway and of the provider of its service.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md ("Virtual service provider port is required", "Port match is required")
 */
export function gatewayRouteUses(world: World, resource: Resource): readonly PortUse[] {
  const typed = typedRoute(spec(resource));
  if (typed === null || typed.type === 'tcpRoute') return [];
  const subject = objectId(resource.key);
  const user: User = {
    from: resource.key,
    subject,
    user: `route ${code(shortName(resource.key))}`,
    unchanged: null,
    typed,
  };
  const protocol = protocols[typed.type];
  const at = { ...place(typed.route), part: 'key' as const };
  const gateway = gatewayOf(world, resource);
  const own = isUnknown(gateway)
    ? []
    : named(user, typed.match, {
        because: 'a route is tried on the listener that it names',
        demanded: 'a route must name a port where its gateway has several listeners',
        speaks: {
          protocol,
          at,
          accepts: protocol === 'http' ? ['http'] : ['http2', 'grpc'],
          because: 'HTTP/1.1 and HTTP/2 are different protocols on a connection',
          proven: false,
        },
        attached: true,
        to: { end: objectName(gateway.key) },
      });
  const end = endOf(world, resource, gatewayTarget(typed.route));
  const target = field(typed.action, 'target');
  const provider =
    end === null
      ? []
      : named(user, target, {
          because: 'requests go to the listener that the target names',
          demanded: 'a target must name a port where the provider of its service has several listeners',
          speaks: {
            protocol,
            at,
            accepts: ['http', 'http2', 'grpc'],
            because: 'a gateway routes HTTP, and no route of it leads to TCP',
            proven: true,
            fixed: true,
          },
          attached: false,
          to: { end },
        });
  return [...own, ...provider];
}

/** The use of the port that a mapping names; none where something unreadable stands there. */
function named(
  { from, subject, user, unchanged, typed }: User,
  holder: Field,
  use: Pick<PortUse, 'because' | 'demanded' | 'speaks' | 'attached' | 'to'>,
): readonly PortUse[] {
  const written = field(holder, 'port');
  const port = namedPort(written);
  if (port === undefined && given(written)) return [];
  const where = port !== undefined ? written : given(holder) ? holder : typed.route;
  // Field by field: to copy all others but one takes longer than the rest of the function.
  return [
    {
      from,
      subject,
      user,
      at: place(where),
      field: place(written),
      port: port === undefined ? null : { text: port },
      because: use.because,
      demanded: use.demanded,
      speaks: use.speaks,
      attached: use.attached,
      to: use.to,
      unchanged,
    },
  ];
}

/**
 * The ports that the listeners of a node stand for: callers look up the Service by its name and connect to the port of the
 * listener, and in the pods the proxy takes what comes in on that port and hands it to the application on the same port.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/troubleshooting-connectivity.md#ts-connectivity-iptables,
 * aws/aws-app-mesh-controller-for-k8s issue 798
 */
export function nodeUses(world: World, node: Resource, { selected }: Selection): readonly PortUse[] {
  const discovery = discoveryOf(node);
  const lookup = discovery === null ? null : lookUpService(world, discovery.service);
  const service = lookup?.is === 'found' && hasAddress(serviceOf(lookup.resource)) ? lookup.resource : null;
  const pods = selected.map(({ workload }) => workload);
  const user = code(objectName(node.key));
  return listeners(node).flatMap((listener) => {
    const port = field(listener.field, 'portMapping', 'port');
    const at = place(port);
    // Field by field: to copy what the uses of a listener share takes longer than the rest of the function.
    const use = ({ because, speaks, to, unchanged }: Pick<PortUse, 'because' | 'speaks' | 'to' | 'unchanged'>) => ({
      from: node.key,
      subject: `${objectId(node.key)}/${listener.portText}`,
      user,
      at,
      field: at,
      port: { text: listener.portText },
      because,
      demanded: null,
      speaks,
      attached: false,
      to,
      unchanged,
    });
    const uses: PortUse[] = [];
    if (service !== null && discovery !== null) {
      const accepts = serverEnd(world, node, listener.field).accepts.value;
      uses.push(
        use({
          because: `callers connect to ${code(discovery.hostname)} on the port of the listener`,
          speaks: {
            protocol: 'TCP',
            at,
            accepts: ['TCP'],
            because: 'a mesh carries TCP only',
            proven: true,
            fixed: true,
          },
          to: { service: service.key },
          unchanged: {
            because: 'the proxy of a pod takes only what comes in on the port of a listener',
            certain: !isUnknown(accepts) && accepts !== 'plaintext',
          },
        }),
      );
    }
    if (pods.length > 0) {
      uses.push(
        use({
          because: 'the proxy hands requests to the application on the port of the listener',
          speaks: null,
          to: { pods },
          unchanged: null,
        }),
      );
    }
    return uses;
  });
}
