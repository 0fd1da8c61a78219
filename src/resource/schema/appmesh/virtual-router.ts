import { code } from '../../../base/wording.ts';
import {
  type Complaint,
  given,
  integer,
  list,
  type Mistake,
  type Node,
  type ObjectNode,
  type ObjectRule,
  object,
  oneOf,
  type Refusal,
  text,
} from '../node.ts';
import { atLeastOne, exactlyOne, needs } from '../rules.ts';
import {
  awsName,
  duration,
  matchedPort,
  meshSetBySystem,
  nameOfAws,
  namesOfAws,
  pointing,
  root,
  systemFields,
} from './common.ts';
import { frozenMesh, frozenName } from './frozen.ts';
import { idleTimeout, listenerMistakes, portMapping, requestTimeout } from './listener.ts';
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
import { aws, webhook } from './refusal.ts';
import { trafficMistakes } from './traffic-mistakes.ts';

const validator = 'virtualrouter_validator';
const valueOfHeader = aws('HeaderMatchMethod', 'a condition on a value is one of them');

const target = pointing('virtualNode', { 'weight*': integer({ least: 0, most: 100 }), port: matchedPort });
const weightedTarget: ObjectNode = {
  ...target,
  mistakes: {
    ...target.mistakes,
    virtualServiceRef: { instead: 'write `virtualNodeRef`: a route of a VirtualRouter leads to VirtualNodes' },
    virtualService: { instead: 'write `virtualNodeRef`: a route of a VirtualRouter leads to VirtualNodes' },
    service: { instead: 'write `virtualNodeRef`: a route of a VirtualRouter leads to VirtualNodes' },
  },
};

const targets = list(weightedTarget, { least: 1, most: 10 });
const action = object(
  { 'weightedTargets*': targets },
  {
    mistakes: {
      targets: { instead: 'write `weightedTargets`', readAs: targets },
      target: { instead: 'write the list `weightedTargets`, with `virtualNodeRef` and `weight`' },
      virtualNodeRef: { instead: 'write it in an item of `weightedTargets`' },
      virtualNode: { instead: 'write it as `virtualNodeRef` in an item of `weightedTargets`' },
      rewrite: { instead: 'move it into a GatewayRoute: a VirtualRouter rewrites nothing', explains: false },
      ...trafficMistakes,
    },
  },
);

const retry = oneOf(['client-error', 'gateway-error', 'server-error', 'stream-error'], {
  '5xx': 'server-error',
  'retriable-4xx': 'client-error',
  'refused-stream': 'stream-error',
});
const grpcRetry = oneOf(['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable']);
const connectFailure = { 'connect-failure': 'connection-error' };

/** The events that are recommended for every route: awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/best-practices.md */
function safeEvents(events: Readonly<Record<string, Node>>): string {
  const own = Object.hasOwn(events, 'grpcRetryEvents')
    ? '`grpcRetryEvents: [cancelled, unavailable]`'
    : '`httpRetryEvents: [gateway-error, stream-error]`';
  return `add ${own}, or \`tcpRetryEvents: [connection-error]\``;
}

function retryPolicy(events: Readonly<Record<string, Node>>, shape: string): ObjectNode {
  const all = {
    httpRetryEvents: list(retry, { least: 1, most: 25 }),
    tcpRetryEvents: list(oneOf(['connection-error'], connectFailure), { least: 1, most: 1 }),
    ...events,
  };
  return object(
    { 'maxRetries*': integer({ least: 0 }), 'perRetryTimeout*': duration, ...all },
    {
      rules: [atLeastOne(Object.keys(all), aws(shape, 'a retry policy wants at least one event'), safeEvents(events))],
      mistakes: {
        perTryTimeout: { instead: 'write `perRetryTimeout`', readAs: duration },
        attempts: { instead: 'write `maxRetries`', explains: false },
        retries: { instead: 'write `maxRetries`', explains: false },
        numRetries: { instead: 'write `maxRetries`', explains: false },
        retryOn: { instead: 'write `httpRetryEvents`', explains: false },
        retryEvents: { instead: 'write `httpRetryEvents`', explains: false },
      },
    },
  );
}

const match = object(
  {
    prefix,
    path: wholePath(validator),
    headers: headerList(valueOfHeader, null, headerName),
    queryParameters: queryParameters(null),
    method,
    scheme: oneOf(['http', 'https']),
    port: matchedPort,
  },
  {
    rules: [exactlyOne(['prefix', 'path'], webhook(validator))],
    mistakes: {
      ...matchMistakes,
      hostname: {
        instead: 'move it into a GatewayRoute: a VirtualRouter does not look at host names',
        explains: false,
      },
    },
  },
);

const httpRoute = object(
  { 'match*': match, 'action*': action, retryPolicy: retryPolicy({}, 'HttpRetryPolicy'), timeout: requestTimeout },
  { mistakes: { ...trafficMistakes, retry: { instead: 'write `retryPolicy`', explains: false } } },
);

const grpcRoute = object(
  {
    'match*': object(
      {
        serviceName: text(),
        methodName: text({ least: 1, most: 50 }),
        metadata: headerList(valueOfHeader, null, metadataName),
        port: matchedPort,
      },
      {
        rules: [needs('methodName', 'serviceName', aws('GrpcRouteMatch'))],
        mistakes: {
          service: { instead: 'write `serviceName`', explains: false },
          method: { instead: 'write `methodName`', explains: false },
          headers: { instead: 'write `metadata`', explains: false },
          prefix: { instead: 'write `serviceName` and `methodName`', explains: false },
        },
      },
    ),
    'action*': action,
    retryPolicy: retryPolicy({ grpcRetryEvents: list(grpcRetry, { least: 1, most: 5 }) }, 'GrpcRetryPolicy'),
    timeout: requestTimeout,
  },
  { mistakes: { ...trafficMistakes, retry: { instead: 'write `retryPolicy`', explains: false } } },
);

const tcpRoute = object(
  {
    match: object(
      { port: matchedPort },
      { mistakes: { prefix: { instead: 'remove it: a TCP route sees no path', explains: false } } },
    ),
    'action*': action,
    timeout: object(idleTimeout.fields, {
      mistakes: { perRequest: { instead: 'remove it: a TCP route has no requests', explains: false } },
    }),
  },
  { mistakes: { retryPolicy: { instead: 'remove it: a TCP route does not retry', explains: false } } },
);

const types = ['grpcRoute', 'http2Route', 'httpRoute', 'tcpRoute'];
const priority = integer({ least: 0, most: 1000 });
const plainRoute = object(
  {
    'name*': text({ tighter: { least: 1, most: 255, refusal: aws('RouteRef') } }),
    priority,
    httpRoute,
    http2Route: httpRoute,
    grpcRoute,
    tcpRoute,
  },
  { rules: [exactlyOne(types, aws('RouteSpec', 'a route has one type'))] },
);

const routeMistakes: Readonly<Record<string, Mistake>> = {
  routeName: { instead: 'write `name`' },
  spec: { instead: 'write its fields directly in the item of `routes`' },
  routeSpec: { instead: 'write its fields directly in the item of `routes`' },
  http: { instead: 'write `httpRoute`', readAs: httpRoute },
  http2: { instead: 'write `http2Route`', readAs: httpRoute },
  grpc: { instead: 'write `grpcRoute`', readAs: grpcRoute },
  tcp: { instead: 'write `tcpRoute`', readAs: tcpRoute },
  match: { instead: 'move it into `httpRoute`' },
  action: { instead: 'move it into `httpRoute`' },
  weightedTargets: { instead: 'write it as `httpRoute.action.weightedTargets`' },
  retryPolicy: { instead: 'move it into `httpRoute`', explains: false },
  timeout: { instead: 'move it into `httpRoute`', explains: false },
  virtualRouterRef: { instead: 'remove it: a route stands in the VirtualRouter that it belongs to', explains: false },
  ...trafficMistakes,
};
const route: ObjectNode = { ...plainRoute, mistakes: routeMistakes };

const twice: Refusal = webhook(validator, 'route names of a VirtualRouter must differ');

/** Complains at every route whose name an earlier one has. */
const distinctNames: ObjectRule = (spec) => {
  const routes = given(spec, 'routes');
  if (!Array.isArray(routes)) return [];
  const first = new Map<string, number>();
  const complaints: Complaint[] = [];
  for (const [index, item] of routes.entries()) {
    const name = given(item, 'name');
    if (typeof name !== 'string') continue;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    else {
      complaints.push({
        path: ['routes', index, 'name'],
        part: 'value',
        found: `${code(name)} for the second time`,
        expected: ['a name of its own'],
        refusal: twice,
        related: [{ path: ['routes', earlier, 'name'], note: `${code(name)} stands here first` }],
      });
    }
  }
  return complaints;
};

const protocols = ['grpc', 'http', 'http2', 'tcp'];
const listener = object({ 'portMapping*': portMapping(protocols) }, { mistakes: listenerMistakes });

/** VirtualRouter, v1beta2. */
export const virtualRouter: ObjectNode = root(
  object(
    { awsName, meshRef: systemFields.meshRef, listeners: list(listener, { least: 1 }), routes: list(route) },
    {
      system: meshSetBySystem('virtualrouter_mutator'),
      frozen: { ...frozenName('VirtualRouter'), ...frozenMesh('VirtualRouter') },
      rules: [distinctNames],
      mistakes: {
        ...namesOfAws,
        ...nameOfAws('virtualRouterName'),
        route: { instead: 'write it as an item of `routes`' },
        routeSpec: { instead: 'write it as an item of `routes`' },
        httpRoute: { instead: 'move it into an item of `routes`, with a `name`' },
        http2Route: { instead: 'move it into an item of `routes`, with a `name`' },
        grpcRoute: { instead: 'move it into an item of `routes`, with a `name`' },
        tcpRoute: { instead: 'move it into an item of `routes`, with a `name`' },
        portMapping: { instead: 'move it into an item of `listeners`' },
        virtualServiceRef: { instead: 'remove it: the VirtualService names its router in `provider`', explains: false },
      },
    },
  ),
);
