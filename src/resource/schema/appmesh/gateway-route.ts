import { code } from '../../../base/wording.ts';
import { integer, type Mistake, type Node, type ObjectNode, type ObjectRule, object, oneOf, text } from '../node.ts';
import { atLeastOne, atMostOne, exactlyOne, mustHave } from '../rules.ts';
import { rewritesWhatItMatches } from './coherence.ts';
import {
  awsName,
  matchedPort,
  meshSetBySystem,
  nameOfAws,
  namesOfAws,
  pointing,
  root,
  systemFields,
} from './common.ts';
import { frozenGateway, frozenMesh, frozenName } from './frozen.ts';
import {
  headerList,
  headerName,
  matchMistakes,
  metadataName,
  method,
  prefix,
  queryParameters,
  wholePath,
} from './match.ts';
import { controllerFails, webhook } from './refusal.ts';
import { reservedPrefix, reservedService } from './reserved.ts';
import { trafficMistakes } from './traffic-mistakes.ts';

const validator = 'gatewayroute_validator';

const severalTargets: Mistake = {
  instead: 'write one `target`, and split by weight in `weightedTargets` of a VirtualRouter behind it',
};
const noService: Mistake = {
  instead: 'write `virtualService.virtualServiceRef` in `target`: a GatewayRoute leads to a VirtualService',
};
/** What a GatewayRoute has no field for, and who has. */
const elsewhere: Readonly<Record<string, Mistake>> = {
  retryPolicy: { instead: 'move it into the route of a VirtualRouter: a GatewayRoute does not retry', explains: false },
  retries: { instead: 'move it into the route of a VirtualRouter: a GatewayRoute does not retry', explains: false },
  timeout: { instead: 'move it into the route of a VirtualRouter: a GatewayRoute has no timeout', explains: false },
  healthCheck: { instead: 'move it into a listener of the VirtualGateway or VirtualNode', explains: false },
  targets: severalTargets,
  weightedTargets: severalTargets,
  virtualNode: noService,
  virtualNodeRef: noService,
  virtualRouter: noService,
  virtualRouterRef: noService,
  targetRef: noService,
  serviceRef: noService,
  backendRefs: noService,
  ...trafficMistakes,
};

const service: Node = pointing('virtualService');
const target = object(
  { 'virtualService*': service, port: matchedPort },
  {
    mistakes: {
      ...elsewhere,
      virtualServiceRef: { instead: 'write it as `virtualService.virtualServiceRef`' },
      virtualServiceName: { instead: 'write it as `virtualService.virtualServiceRef.name`' },
      name: { instead: 'write it as `virtualService.virtualServiceRef.name`' },
      weight: { instead: 'remove it: a GatewayRoute has one target', explains: false },
    },
    shorthand: (name) => `write ${code(`{ virtualService: { virtualServiceRef: { name: ${name} } } }`)}`,
  },
);

const hostRewrite = object({ defaultTargetHostname: oneOf(['DISABLED', 'ENABLED']) });

const pathPrefix = text({
  least: 1,
  most: 255,
  tighter: {
    form: {
      test: (written) => written.startsWith('/') && written.endsWith('/'),
      phrase: 'text that starts and ends with `/`',
      mend: (written) => `/${written}/`.replaceAll(/\/\/+/g, '/'),
    },
    refusal: webhook(validator),
  },
});

const rewrite = object(
  {
    prefix: object(
      { defaultPrefix: oneOf(['DISABLED', 'ENABLED']), value: pathPrefix },
      {
        rules: [atMostOne(['defaultPrefix', 'value'], webhook(validator))],
        shorthand: (written) => `write ${code(`{ value: ${written} }`)}`,
      },
    ),
    path: object(
      { exact: text({ least: 1, most: 255 }) },
      { shorthand: (written) => `write ${code(`{ exact: ${written} }`)}` },
    ),
    hostname: hostRewrite,
  },
  {
    rules: [
      atLeastOne(['prefix', 'path', 'hostname'], webhook(validator)),
      atMostOne(['prefix', 'path'], webhook(validator)),
    ],
    mistakes: {
      targetPrefix: { instead: 'write it as `prefix.value`' },
      prefixRewrite: { instead: 'write it as `prefix.value`' },
      value: { instead: 'write it as `prefix.value`' },
      uri: { instead: 'write it as `prefix.value`, or as `path.exact` for the whole path' },
      targetPath: { instead: 'write it as `path.exact`' },
      targetHostname: { instead: 'write it as `hostname.defaultTargetHostname`: ENABLED or DISABLED' },
      host: { instead: 'write it as `hostname.defaultTargetHostname`: ENABLED or DISABLED' },
      authority: { instead: 'write it as `hostname.defaultTargetHostname`: ENABLED or DISABLED' },
    },
  },
);

const hostname = object(
  { exact: text({ least: 1, most: 253 }), suffix: text({ least: 1, most: 253 }) },
  {
    rules: [exactlyOne(['exact', 'suffix'], webhook(validator, 'a host name is matched whole or by its end'))],
    mistakes: { prefix: { instead: 'write `exact` or `suffix`' }, regex: { instead: 'write `exact` or `suffix`' } },
    shorthand: (host) => `write ${code(host.startsWith('*') ? `{ suffix: "${host}" }` : `{ exact: ${host} }`)}`,
  },
);

const hostMistakes: Readonly<Record<string, Mistake>> = {
  host: { instead: 'write it as `hostname.exact`' },
  hosts: { instead: 'write it as `hostname.exact`, one for each GatewayRoute' },
  hostnames: { instead: 'write it as `hostname.exact`, one for each GatewayRoute' },
  authority: { instead: 'write it as `hostname.exact`' },
};

const valueOfHeader = webhook(validator, 'a condition on a value is one of them');
const range = webhook(validator, 'a range ends above its start');

/** One of the two, or a host name with neither. */
const pathOrHost: ObjectRule = (match, surroundings) => [
  ...atMostOne(['prefix', 'path'], webhook(validator))(match, surroundings),
  ...atLeastOne(['hostname', 'path', 'prefix'], webhook(validator))(match, surroundings),
];

const httpMatch = object(
  {
    prefix: { ...prefix, reserved: reservedPrefix },
    path: wholePath(validator),
    hostname,
    method,
    headers: headerList(valueOfHeader, range, headerName),
    queryParameters: queryParameters(webhook(validator, 'a parameter that only has to be present has no `match`')),
    port: matchedPort,
  },
  {
    rules: [pathOrHost],
    mistakes: {
      ...matchMistakes,
      ...hostMistakes,
      scheme: { instead: 'remove it: a GatewayRoute does not look at the scheme', explains: false },
    },
  },
);

const httpRoute = object(
  {
    'match*': httpMatch,
    'action*': object(
      { 'target*': target, rewrite },
      {
        mistakes: {
          ...elsewhere,
          virtualService: { instead: 'move it into `target`' },
          virtualServiceRef: { instead: 'write it as `target.virtualService.virtualServiceRef`' },
        },
      },
    ),
  },
  {
    rules: [rewritesWhatItMatches],
    mistakes: { ...elsewhere, rewrite: { instead: 'move it into `action`', explains: false, readAs: rewrite } },
  },
);

const grpcRoute = object(
  {
    'match*': object(
      {
        serviceName: text({ reserved: reservedService }),
        hostname,
        metadata: headerList(valueOfHeader, range, metadataName),
        port: matchedPort,
      },
      {
        rules: [atLeastOne(['hostname', 'serviceName'], webhook(validator))],
        mistakes: {
          ...hostMistakes,
          service: { instead: 'write `serviceName`' },
          methodName: { instead: 'move it into the route of a VirtualRouter', explains: false },
          method: { instead: 'write `methodName` in the route of a VirtualRouter', explains: false },
          headers: { instead: 'write `metadata`', explains: false },
          prefix: { instead: 'write `serviceName`' },
        },
      },
    ),
    'action*': object(
      {
        'target*': target,
        rewrite: object(
          { hostname: hostRewrite },
          {
            rules: [
              mustHave(
                'hostname',
                'add `hostname: { defaultTargetHostname: DISABLED }` to keep the host name, or remove `rewrite`',
                controllerFails(
                  'pkg/conversions/gatewayroute_types_conversion.go:53',
                  'without it the App Mesh controller crashes when it converts the rewrite',
                ),
              ),
            ],
            mistakes: {
              prefix: { instead: 'remove it: a gRPC route rewrites only the host name', explains: false },
              path: { instead: 'remove it: a gRPC route rewrites only the host name', explains: false },
            },
          },
        ),
      },
      {
        mistakes: {
          ...elsewhere,
          virtualService: { instead: 'move it into `target`' },
          virtualServiceRef: { instead: 'write it as `target.virtualService.virtualServiceRef`' },
        },
      },
    ),
  },
  { mistakes: elsewhere },
);

const types = ['grpcRoute', 'http2Route', 'httpRoute'];
const own = object(
  {
    awsName,
    meshRef: systemFields.meshRef,
    virtualGatewayRef: systemFields.virtualGatewayRef,
    priority: integer({ least: 0, most: 1000 }),
    httpRoute,
    http2Route: httpRoute,
    grpcRoute,
  },
  {
    rules: [exactlyOne(types, webhook(validator, 'a GatewayRoute holds one route'))],
    system: {
      ...meshSetBySystem('gatewayroute_mutator'),
      virtualGatewayRef: {
        instead:
          "remove it: the gateway is chosen by the VirtualGateway's `namespaceSelector` and `gatewayRouteSelector`",
        refusal: webhook('gatewayroute_mutator', 'only the system sets it'),
      },
    },
    frozen: { ...frozenName('GatewayRoute'), ...frozenMesh('GatewayRoute'), ...frozenGateway },
  },
);

const chosenGateway: Mistake = {
  instead: "remove it: the gateway is chosen by the VirtualGateway's `namespaceSelector` and `gatewayRouteSelector`",
  explains: false,
};

const commonMistakes: Readonly<Record<string, Mistake>> = {
  ...namesOfAws,
  ...nameOfAws('gatewayRouteName'),
  ...nameOfAws('routeName'),
  gatewayName: chosenGateway,
  virtualGatewayName: chosenGateway,
  tcpRoute: { instead: 'write `httpRoute`, `http2Route` or `grpcRoute`: a VirtualGateway takes no TCP' },
  http: { instead: 'write `httpRoute`', readAs: httpRoute },
  http2: { instead: 'write `http2Route`', readAs: httpRoute },
  grpc: { instead: 'write `grpcRoute`', readAs: grpcRoute },
  match: { instead: 'move it into `httpRoute`' },
  action: { instead: 'move it into `httpRoute`' },
  target: { instead: 'write it as `httpRoute.action.target`' },
  routes: { instead: 'write one GatewayRoute for each route, with the route directly in `spec`' },
  ...elsewhere,
};

const unwrapped: ObjectNode = { ...own, mistakes: commonMistakes };
const wrapper: Mistake = { instead: 'write its fields directly in `spec`', readAs: unwrapped };

/** GatewayRoute, v1beta2. */
export const gatewayRoute: ObjectNode = root({
  ...own,
  mistakes: { ...commonMistakes, route: wrapper, routeSpec: wrapper, gatewayRouteSpec: wrapper, spec: wrapper },
});
