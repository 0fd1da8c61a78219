import { code } from '../../../base/wording.ts';
import { type Complaint, given, type ObjectRule, type Refusal } from '../node.ts';
import { aws } from './refusal.ts';

const ownPort = aws('HealthCheckPolicy', 'it must be the port of the listener');

/**
 * "This port must match the port defined in the PortMapping for the listener."
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HealthCheckPolicy.html
 */
export const checksOwnPort: ObjectRule = (listener) => {
  const port = given(given(listener, 'portMapping'), 'port');
  const checked = given(given(listener, 'healthCheck'), 'port');
  if (typeof port !== 'number' || typeof checked !== 'number' || port === checked) return [];
  return [
    {
      path: ['healthCheck', 'port'],
      part: 'value',
      found: code(String(checked)),
      expected: [code(String(port))],
      instead: `write ${code(String(port))}, or leave ${code('port')} out`,
      refusal: ownPort,
      related: [{ path: ['portMapping', 'port'], note: `the listener has port ${code(String(port))}` }],
    },
  ];
};

/** Whoever refuses it is not documented, so the complaint is a mild one. */
const ownProtocol: Refusal = {
  because: 'App Mesh wants one protocol for both, and does not say that it limits anything by the pool of another one',
  source: 'awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/virtual_nodes.md, doc_source/virtual_gateways.md',
};

/**
 * "The connectionPool and portMapping protocols must be the same": the user guide as above;
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_VirtualNodeConnectionPool.html. No webhook looks at it:
 * aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/virtualnode_validator.go
 */
export const poolsOwnProtocol: ObjectRule = (listener) => {
  const protocol = given(given(listener, 'portMapping'), 'protocol');
  const pool = given(listener, 'connectionPool');
  const [written, ...others] = ['grpc', 'http', 'http2', 'tcp'].filter((name) => given(pool, name) !== undefined);
  if (written === undefined || others.length > 0 || typeof protocol !== 'string') return [];
  if (protocol === written || !Object.hasOwn(mostOf, protocol)) return [];
  const complaint: Complaint = {
    path: ['connectionPool', written],
    part: 'key',
    found: 'another protocol than the listener',
    expected: [code(protocol)],
    instead: `write ${code(protocol)} here, with ${code(mostOf[protocol] ?? '')}`,
    mild: true,
    refusal: ownProtocol,
    related: [{ path: ['portMapping', 'protocol'], note: `the listener speaks ${code(protocol)}` }],
  };
  return [complaint];
};

/** What a pool of the protocol must limit. */
const mostOf: Readonly<Record<string, string>> = {
  grpc: 'maxRequests',
  http: 'maxConnections',
  http2: 'maxRequests',
  tcp: 'maxConnections',
};

const source = 'awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md';
const noPrefix: Refusal = {
  because: 'it replaces the prefix that the route matches, and this route matches none',
  source,
};
const noPath: Refusal = {
  because: 'it replaces the whole path of a route that matches one, and this route matches a prefix',
  source,
};

/**
 * Demands that a route rewrites what it matches: the webhook looks at neither, and nobody documents what comes of it.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/gatewayroute_validator.go
 */
export const rewritesWhatItMatches: ObjectRule = (route) => {
  const match = given(route, 'match');
  const rewrite = given(given(route, 'action'), 'rewrite');
  const hasPrefix = given(match, 'prefix') !== undefined;
  const hasPath = given(match, 'path') !== undefined;
  if (hasPrefix === hasPath) return [];
  const other = hasPrefix ? 'path' : 'prefix';
  if (given(rewrite, other) === undefined || given(rewrite, hasPrefix ? 'prefix' : 'path') !== undefined) return [];
  const complaint: Complaint = {
    path: ['action', 'rewrite', other],
    part: 'key',
    found: `no ${code(`match.${other}`)} to go with it`,
    expected: [],
    instead: hasPrefix ? `write ${code('prefix.value')}` : `write ${code('path.exact')}`,
    mild: true,
    refusal: hasPrefix ? noPath : noPrefix,
    related: [{ path: ['match', hasPrefix ? 'prefix' : 'path'], note: 'the route matches this' }],
  };
  return [complaint];
};
