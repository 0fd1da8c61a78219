import { describe } from 'vitest';
import { node, object, table } from './manifest.ts';

describe('VirtualNode', () => {
  table({
    'a listener without discovery': [
      object('VirtualNode', 'listeners: [{ portMapping: { port: 80, protocol: http } }]'),
      'invalid-field spec.serviceDiscovery: no value',
    ],
    'an empty list of listeners without discovery': [
      object('VirtualNode', 'listeners: []'),
      'invalid-field spec.serviceDiscovery: no value',
    ],
    'no listener and no discovery is fine': [object('VirtualNode', 'podSelector: {}')],
    'two ways of discovery': [
      object(
        'VirtualNode',
        'serviceDiscovery: { dns: { hostname: a }, awsCloudMap: { namespaceName: a, serviceName: b } }',
      ),
      'invalid-field spec.serviceDiscovery.awsCloudMap: both `dns` and `awsCloudMap`',
    ],
    'a backend named twice': [
      object(
        'VirtualNode',
        'backends: [{ virtualService: { virtualServiceRef: { name: a } } }, { virtualService: { virtualServiceRef: { name: a, namespace: shop } } }]',
      ),
      'invalid-field spec.backends[1]: `a` for the second time',
    ],
    'backends of one name in two namespaces are fine': [
      object(
        'VirtualNode',
        'backends: [{ virtualService: { virtualServiceRef: { name: a } } }, { virtualService: { virtualServiceRef: { name: a, namespace: b } } }]',
      ),
    ],
    'two connection pools': [
      node('connectionPool: { http: { maxConnections: 1 }, tcp: { maxConnections: 1 } }'),
      'invalid-field spec.listeners[0].connectionPool.tcp: both `http` and `tcp`',
    ],
    'an empty connection pool': [
      node('connectionPool: {}'),
      'invalid-field spec.listeners[0].connectionPool: none of `grpc`, `http`, `http2` or `tcp`',
    ],
    'two timeouts': [
      node('timeout: { http: {}, grpc: {} }'),
      'invalid-field spec.listeners[0].timeout.grpc: both `http` and `grpc`',
    ],
    'TLS without a certificate that says anything': [
      node('tls: { mode: STRICT, certificate: {} }'),
      'invalid-field spec.listeners[0].tls.certificate: none of `acm`, `file` or `sds`',
    ],
    'trust in nothing': [
      object('VirtualNode', 'backendDefaults: { clientPolicy: { tls: { validation: { trust: {} } } } }'),
      'invalid-field spec.backendDefaults.clientPolicy.tls.validation.trust: none of `acm`, `file` or `sds`',
    ],
    'trust in two things': [
      object(
        'VirtualNode',
        'backendDefaults: { clientPolicy: { tls: { validation: { trust: { sds: { secretName: a }, file: { certificateChain: /a } } } } } }',
      ),
      'invalid-field spec.backendDefaults.clientPolicy.tls.validation.trust.file: both `sds` and `file`',
    ],
    'four certificate authorities': [
      object(
        'VirtualNode',
        'backendDefaults: { clientPolicy: { tls: { validation: { trust: { acm: { certificateAuthorityARNs: [a, b, c, d] } } } } } }',
      ),
      'invalid-field spec.backendDefaults.clientPolicy.tls.validation.trust.acm.certificateAuthorityARNs: 4 items',
    ],
    'a connection pool of another protocol than the listener': [
      node('connectionPool: { grpc: { maxRequests: 1 } }'),
      'invalid-field spec.listeners[0].connectionPool.grpc: another protocol than the listener',
    ],
    'a connection pool of the protocol of the listener is fine': [
      node('connectionPool: { http: { maxConnections: 1 } }'),
    ],
    'a health check too often': [
      node(
        'healthCheck: { healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 4999, timeoutMillis: 2000, protocol: http }',
      ),
      'invalid-field spec.listeners[0].healthCheck.intervalMillis: `4999`',
    ],
    'a health check without a threshold': [
      node('healthCheck: { unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000, protocol: http }'),
      'invalid-field spec.listeners[0].healthCheck.healthyThreshold: no value',
    ],
    'an access log that goes nowhere': [
      object('VirtualNode', 'logging: { accessLog: {} }'),
      'invalid-field spec.logging.accessLog.file: no value',
    ],
    'an access log in two formats': [
      object('VirtualNode', 'logging: { accessLog: { file: { path: /a, format: { text: a, json: [] } } } }'),
      'invalid-field spec.logging.accessLog.file.format.json: both `text` and `json`',
    ],
    'an operator that is none': [
      object('VirtualNode', 'podSelector: { matchExpressions: [{ key: a, operator: in, values: [b] }] }'),
      'invalid-field spec.podSelector.matchExpressions[0].operator: `in`',
    ],
    'an operator without its values': [
      object('VirtualNode', 'podSelector: { matchExpressions: [{ key: a, operator: In }] }'),
      'invalid-field spec.podSelector.matchExpressions[0].values: no value',
    ],
    'an operator with values that it has no use for': [
      object('VirtualNode', 'podSelector: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] }'),
      'invalid-field spec.podSelector.matchExpressions[0].values: values',
    ],
    'labels that are no text': [
      object('VirtualNode', 'podSelector: { matchLabels: { canary: true } }'),
      'invalid-field spec.podSelector.matchLabels.canary: the boolean `true`',
    ],
  });
});
