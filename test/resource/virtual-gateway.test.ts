import { describe } from 'vitest';
import { certificate, object, table, vg } from './manifest.ts';

describe('VirtualGateway', () => {
  const validation = (trust: string) => vg(`tls: { mode: STRICT, ${certificate}, validation: ${trust} }`);
  table({
    'no listeners': [object('VirtualGateway', 'podSelector: {}'), 'invalid-field spec.listeners: no value'],
    'an empty list of listeners': [
      object('VirtualGateway', 'listeners: []'),
      'invalid-field spec.listeners: an empty list',
    ],
    'a listener for TCP': [
      object('VirtualGateway', 'listeners: [{ portMapping: { port: 80, protocol: tcp } }]'),
      'invalid-field spec.listeners[0].portMapping.protocol: `tcp`',
    ],
    'a connection pool of another protocol than the listener': [
      vg('connectionPool: { http2: { maxRequests: 1 } }'),
      'invalid-field spec.listeners[0].connectionPool.http2: another protocol than the listener',
    ],
    'a connection pool of the protocol of the listener is fine': [
      vg('connectionPool: { http: { maxConnections: 1 } }'),
    ],
    'a health check without a threshold, which the definition allows': [
      vg('healthCheck: { unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000, protocol: http }'),
      'invalid-field spec.listeners[0].healthCheck.healthyThreshold: no value',
    ],
    'clients checked against ACM': [
      validation('{ trust: { acm: { certificateAuthorityARNs: [a] } } }'),
      'invalid-field spec.listeners[0].tls.validation.trust.acm: a value that must not be here',
    ],
    'clients checked against a file is fine': [validation('{ trust: { file: { certificateChain: /a } } }')],
    'names of clients': [
      validation('{ trust: { file: { certificateChain: /a } }, subjectAlternativeNames: { match: { exact: [a] } } }'),
      'invalid-field spec.listeners[0].tls.validation.subjectAlternativeNames: a value that must not be here',
    ],
    'two connection pools': [
      vg('connectionPool: { http: { maxConnections: 1 }, http2: { maxRequests: 1 } }'),
      'invalid-field spec.listeners[0].connectionPool.http2: both `http` and `http2`',
    ],
  });
});
