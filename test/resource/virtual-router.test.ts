import { describe } from 'vitest';
import { grpc, object, route, table, targets } from './manifest.ts';

describe('VirtualRouter', () => {
  table({
    'a route with a prefix is fine': [route('{ prefix: / }')],
    'neither prefix nor path': [
      route('{ headers: [{ name: a }] }'),
      'invalid-field spec.routes[0].httpRoute.match: neither `path` nor `prefix`',
    ],
    'prefix and path': [
      route('{ path: { exact: /a }, prefix: /a }'),
      'invalid-field spec.routes[0].httpRoute.match.prefix: both `path` and `prefix`',
    ],
    'a route without a type': [
      object('VirtualRouter', 'routes: [{ name: a }]'),
      'invalid-field spec.routes[0]: none of `grpcRoute`, `http2Route`, `httpRoute` or `tcpRoute`',
    ],
    'a route of three types': [
      object(
        'VirtualRouter',
        `routes: [{ name: a, tcpRoute: { action: { ${targets} } }, httpRoute: { match: { prefix: / }, action: { ${targets} } }, grpcRoute: { match: {}, action: { ${targets} } } }]`,
      ),
      'invalid-field spec.routes[0].httpRoute: `tcpRoute`, `httpRoute` and `grpcRoute`',
    ],
    'a route without a name': [
      object('VirtualRouter', `routes: [{ tcpRoute: { action: { ${targets} } } }]`),
      'invalid-field spec.routes[0].name: no value',
    ],
    'two routes of one name': [
      object(
        'VirtualRouter',
        `routes: [{ name: a, tcpRoute: { action: { ${targets} } } }, { name: a, tcpRoute: { action: { ${targets} } } }]`,
      ),
      'invalid-field spec.routes[1].name: `a` for the second time',
    ],
    'two routes whose names a variable tells apart are fine': [
      object(
        'VirtualRouter',
        `routes: [{ name: "a\${X}", tcpRoute: { action: { ${targets} } } }, { name: "a", tcpRoute: { action: { ${targets} } } }]`,
      ),
    ],
    'no target': [
      object('VirtualRouter', 'routes: [{ name: a, tcpRoute: { action: { weightedTargets: [] } } }]'),
      'invalid-field spec.routes[0].tcpRoute.action.weightedTargets: an empty list',
    ],
    'a target without a weight': [
      object(
        'VirtualRouter',
        'routes: [{ name: a, tcpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: b } }] } } }]',
      ),
      'invalid-field spec.routes[0].tcpRoute.action.weightedTargets[0].weight: no value',
    ],
    'a weight of 101': [
      object(
        'VirtualRouter',
        'routes: [{ name: a, tcpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: b }, weight: 101 }] } } }]',
      ),
      'invalid-field spec.routes[0].tcpRoute.action.weightedTargets[0].weight: `101`',
    ],
    'a target by reference and ARN': [
      object(
        'VirtualRouter',
        'routes: [{ name: a, tcpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: b }, virtualNodeARN: "arn:aws:appmesh:r:1:mesh/m/virtualNode/b", weight: 1 }] } } }]',
      ),
      'invalid-field spec.routes[0].tcpRoute.action.weightedTargets[0].virtualNodeARN: both `virtualNodeRef` and `virtualNodeARN`',
    ],
    'a retry policy without an event': [
      route('{ prefix: / }', ', retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 } }'),
      'invalid-field spec.routes[0].httpRoute.retryPolicy: neither `httpRetryEvents` nor `tcpRetryEvents`',
    ],
    'a retry policy of gRPC with a gRPC event is fine': [
      grpc(
        '{}',
        ', retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, grpcRetryEvents: [cancelled] }',
      ),
    ],
    'a method without its service': [
      grpc('{ methodName: Get }'),
      'invalid-field spec.routes[0].grpcRoute.match.methodName: no `serviceName` beside it',
    ],
    'a unit of other tools': [
      route('{ prefix: / }', ', timeout: { perRequest: { unit: MILLIS, value: 1 } }'),
      'invalid-field spec.routes[0].httpRoute.timeout.perRequest.unit: `MILLIS`',
    ],
    'no listener in a list of listeners': [
      object('VirtualRouter', 'listeners: []'),
      'invalid-field spec.listeners: an empty list',
    ],
  });
});
