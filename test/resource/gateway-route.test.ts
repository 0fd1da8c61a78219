import { describe } from 'vitest';
import { gateway, grpcGateway, object, table, target } from './manifest.ts';

describe('GatewayRoute', () => {
  table({
    'a route with a prefix and a reference is fine': [gateway('{ prefix: / }')],
    'a route by host alone is fine': [gateway('{ hostname: { exact: shop.example.com } }')],
    'no route at all': [
      object('GatewayRoute', 'priority: 1'),
      'invalid-field spec: none of `grpcRoute`, `http2Route` or `httpRoute`',
    ],
    'a missing spec is a spec without a route': [
      'apiVersion: appmesh.k8s.aws/v1beta2\nkind: GatewayRoute\nmetadata: { name: it }\n',
      'invalid-field spec: none of `grpcRoute`, `http2Route` or `httpRoute`',
    ],
    'two routes in one object': [
      object(
        'GatewayRoute',
        `httpRoute: { match: { prefix: / }, action: { ${target} } }\nhttp2Route: { match: { prefix: / }, action: { ${target} } }`,
      ),
      'invalid-field spec.http2Route: both `httpRoute` and `http2Route`',
    ],
    'a null beside a route is no second route': [
      object('GatewayRoute', `httpRoute: { match: { prefix: / }, action: { ${target} } }\nhttp2Route: null`),
    ],
    'neither prefix, path nor hostname': [
      gateway('{ method: GET }'),
      'invalid-field spec.httpRoute.match: none of `hostname`, `path` or `prefix`',
    ],
    'prefix and path': [
      gateway('{ prefix: /a, path: { exact: /a } }'),
      'invalid-field spec.httpRoute.match.path: both `prefix` and `path`',
    ],
    'a path both exact and by regular expression': [
      gateway('{ path: { exact: /a, regex: /a } }'),
      'invalid-field spec.httpRoute.match.path.regex: both `exact` and `regex`',
    ],
    'a path that says nothing': [
      gateway('{ path: {} }'),
      'invalid-field spec.httpRoute.match.path: neither `exact` nor `regex`',
    ],
    'a host name both whole and by its end': [
      gateway('{ hostname: { exact: a.b, suffix: .b } }'),
      'invalid-field spec.httpRoute.match.hostname.suffix: both `exact` and `suffix`',
    ],
    'a host name that says nothing': [
      gateway('{ hostname: {} }'),
      'invalid-field spec.httpRoute.match.hostname: neither `exact` nor `suffix`',
    ],
    'a prefix without a slash': [gateway('{ prefix: cart }'), 'invalid-field spec.httpRoute.match.prefix: `cart`'],
    'an empty prefix': [gateway('{ prefix: "" }'), 'invalid-field spec.httpRoute.match.prefix: an empty string'],
    'two conditions on one header': [
      gateway('{ prefix: /, headers: [{ name: a, match: { exact: b, prefix: c } }] }'),
      'invalid-field spec.httpRoute.match.headers[0].match.prefix: both `exact` and `prefix`',
    ],
    'an empty condition on a header': [
      gateway('{ prefix: /, headers: [{ name: a, match: {} }] }'),
      'invalid-field spec.httpRoute.match.headers[0].match: none of `exact`, `prefix`, `range`, `regex` or `suffix`',
    ],
    'a header that only has to be present is fine': [gateway('{ prefix: /, headers: [{ name: a }] }')],
    'a pseudo-header': [
      gateway('{ prefix: /, headers: [{ name: ":authority" }] }'),
      'invalid-field spec.httpRoute.match.headers[0].name: `:authority`',
    ],
    'a range that ends where it starts': [
      gateway('{ prefix: /, headers: [{ name: a, match: { range: { start: 5, end: 5 } } }] }'),
      'invalid-field spec.httpRoute.match.headers[0].match.range.end: `5`',
    ],
    'a range of one number is fine': [
      gateway('{ prefix: /, headers: [{ name: a, match: { range: { start: 5, end: 6 } } }] }'),
    ],
    'a query parameter with an empty match': [
      gateway('{ prefix: /, queryParameters: [{ name: a, match: {} }] }'),
      'invalid-field spec.httpRoute.match.queryParameters[0].match.exact: no value',
    ],
    'an empty list of headers': [
      gateway('{ prefix: /, headers: [] }'),
      'invalid-field spec.httpRoute.match.headers: an empty list',
    ],
    'eleven headers': [
      gateway(`{ prefix: /, headers: [${Array.from({ length: 11 }, (_, i) => `{ name: a${i} }`).join()}] }`),
      'invalid-field spec.httpRoute.match.headers: 11 items',
    ],
    'port 0, which the definition allows': [
      gateway('{ prefix: /, port: 0 }'),
      'invalid-field spec.httpRoute.match.port: `0`',
    ],
    'port 65536, which the definition allows': [
      gateway('{ prefix: /, port: 65536 }'),
      'invalid-field spec.httpRoute.match.port: `65536`',
    ],
    'port 65535 is fine': [gateway('{ prefix: /, port: 65535 }')],
    'priority 1001': [
      object('GatewayRoute', `priority: 1001\nhttpRoute: { match: { prefix: / }, action: { ${target} } }`),
      'invalid-field spec.priority: `1001`',
    ],
    'priority 1000 is fine': [
      object('GatewayRoute', `priority: 1000\nhttpRoute: { match: { prefix: / }, action: { ${target} } }`),
    ],
    'a priority with a fraction': [
      object('GatewayRoute', `priority: 1.5\nhttpRoute: { match: { prefix: / }, action: { ${target} } }`),
      'invalid-field spec.priority: `1.5`',
    ],
    'neither a reference nor an ARN': [
      object('GatewayRoute', 'httpRoute: { match: { prefix: / }, action: { target: { virtualService: {} } } }'),
      'invalid-field spec.httpRoute.action.target.virtualService: neither `virtualServiceARN` nor `virtualServiceRef`',
    ],
    'an ARN of another kind': [
      object(
        'GatewayRoute',
        'httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceARN: "arn:aws:appmesh:eu-west-1:1:mesh/a/virtualNode/b" } } } }',
      ),
      'invalid-field spec.httpRoute.action.target.virtualService.virtualServiceARN: `arn:aws:appmesh:eu-west-1:1:mesh/a/virtualNode/b`',
    ],
    'an ARN of the right kind is fine': [
      object(
        'GatewayRoute',
        'httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceARN: "arn:aws:appmesh:eu-west-1:1:mesh/a/virtualService/b.c" } } } }',
      ),
    ],
    'an empty rewrite': [
      gateway('{ prefix: / }', ', rewrite: {}'),
      'invalid-field spec.httpRoute.action.rewrite: none of `hostname`, `path` or `prefix`',
    ],
    'a rewrite of prefix and path': [
      gateway('{ prefix: / }', ', rewrite: { prefix: { value: /a/ }, path: { exact: /b } }'),
      'invalid-field spec.httpRoute.action.rewrite.path: both `prefix` and `path`',
    ],
    'a rewrite to a value and by default': [
      gateway('{ prefix: / }', ', rewrite: { prefix: { value: /a/, defaultPrefix: ENABLED } }'),
      'invalid-field spec.httpRoute.action.rewrite.prefix.defaultPrefix: both `value` and `defaultPrefix`',
    ],
    'a rewrite to a prefix without a slash at its end': [
      gateway('{ prefix: / }', ', rewrite: { prefix: { value: /a } }'),
      'invalid-field spec.httpRoute.action.rewrite.prefix.value: `/a`',
    ],
    'a rewrite to a prefix without a slash at its start': [
      gateway('{ prefix: / }', ', rewrite: { prefix: { value: a/ } }'),
      'invalid-field spec.httpRoute.action.rewrite.prefix.value: `a/`',
    ],
    'gRPC by neither service nor host': [
      grpcGateway('{ port: 80 }'),
      'invalid-field spec.grpcRoute.match: neither `hostname` nor `serviceName`',
    ],
    'gRPC by service is fine': [grpcGateway('{ serviceName: a.B }')],
    'an empty rewrite of gRPC': [
      grpcGateway('{ serviceName: a.B }', ', rewrite: {}'),
      'invalid-field spec.grpcRoute.action.rewrite.hostname: no value',
    ],
  });
});
