import { integer, type Mistake, type Node, type ObjectNode, object, oneOf, type Refusal, text } from '../node.ts';
import { atLeastOne, atMostOne, exactlyOne, mustHave } from '../rules.ts';
import { duration, port, protocolSynonyms } from './common.ts';
import { aws, webhook } from './refusal.ts';

/** Port and protocol of a listener. */
export function portMapping(protocols: readonly string[]): ObjectNode {
  return object({ 'port*': port, 'protocol*': oneOf(protocols, protocolSynonyms) });
}

/** Keys that belong into `portMapping`. */
export const listenerMistakes: Readonly<Record<string, Mistake>> = {
  port: { instead: 'write it as `portMapping.port`' },
  protocol: { instead: 'write it as `portMapping.protocol`' },
  portMappings: { instead: 'write `portMapping`, one for each listener' },
};

/** How Envoy asks whether the workload is well; only a VirtualNode's definition demands `healthyThreshold`. */
export function healthCheck(
  protocols: readonly string[],
  threshold: 'healthyThreshold' | 'healthyThreshold*',
): ObjectNode {
  const times = integer({ least: 2, most: 10 });
  return object(
    {
      [threshold]: times,
      'unhealthyThreshold*': times,
      'intervalMillis*': integer({ least: 5000, most: 300_000 }),
      'timeoutMillis*': integer({ least: 2000, most: 60_000 }),
      'protocol*': oneOf(protocols, protocolSynonyms),
      path: text(),
      port,
    },
    {
      rules:
        threshold === 'healthyThreshold*'
          ? []
          : [
              mustHave(
                'healthyThreshold',
                'add `healthyThreshold`, an integer from 2 to 10',
                aws('VirtualGatewayHealthCheckPolicy', 'the controller fills in 0 where it is missing'),
              ),
            ],
      mistakes: {
        interval: { instead: 'write `intervalMillis`, in milliseconds' },
        intervalSeconds: { instead: 'write `intervalMillis`, in milliseconds' },
        timeout: { instead: 'write `timeoutMillis`, in milliseconds' },
        timeoutSeconds: { instead: 'write `timeoutMillis`, in milliseconds' },
        httpGet: { instead: 'write `path` and `port`' },
      },
    },
  );
}

const maxRequests = integer({ least: 1 });
const pools: Readonly<Record<string, Node>> = {
  tcp: object({ 'maxConnections*': integer({ least: 1 }) }),
  http: object({ 'maxConnections*': integer({ least: 1 }), maxPendingRequests: integer({ least: 1 }) }),
  http2: object({ 'maxRequests*': maxRequests }),
  grpc: object({ 'maxRequests*': maxRequests }),
};

/** Limits of one protocol. */
export function connectionPool(protocols: readonly string[], validator: string, shape: string): ObjectNode {
  return object(Object.fromEntries(Object.entries(pools).filter(([protocol]) => protocols.includes(protocol))), {
    rules: [atMostOne(protocols, webhook(validator, 'a listener has one protocol')), atLeastOne(protocols, aws(shape))],
    mistakes: perProtocol(['maxConnections', 'maxPendingRequests', 'maxRequests']),
  });
}

/** A timeout of a request and of a connection without one. */
export const requestTimeout = object(
  { perRequest: duration, idle: duration },
  {
    mistakes: {
      request: { instead: 'write `perRequest`', readAs: duration },
      perTryTimeout: { instead: 'move it into `retryPolicy`, as `perRetryTimeout`', explains: false },
      perRetryTimeout: { instead: 'move it into `retryPolicy`', explains: false },
      perTry: { instead: 'write `retryPolicy.perRetryTimeout` of the route' },
      unit: { instead: 'move it into `perRequest` or `idle`' },
      value: { instead: 'move it into `perRequest` or `idle`' },
    },
    shorthand: (written) => `write \`perRequest\` with ${written} as \`unit\` and \`value\``,
  },
);

export const idleTimeout = object({ idle: duration });

const exactlyOneTimeout: Refusal = aws('ListenerTimeout', 'a listener has one protocol');

/** Timeouts of a listener of a VirtualNode, under its protocol. */
export const listenerTimeout = object(
  { tcp: idleTimeout, http: requestTimeout, http2: requestTimeout, grpc: requestTimeout },
  {
    rules: [exactlyOne(['tcp', 'http', 'http2', 'grpc'], exactlyOneTimeout)],
    mistakes: perProtocol(['perRequest', 'idle']),
  },
);

/** Hosts that fail too often are left out for a while. */
export const outlierDetection = object({
  'maxServerErrors*': integer({ least: 1 }),
  'interval*': duration,
  'baseEjectionDuration*': duration,
  'maxEjectionPercent*': integer({ least: 0, most: 100 }),
});

function perProtocol(names: readonly string[]): Readonly<Record<string, Mistake>> {
  return Object.fromEntries(
    names.map((name) => [name, { instead: `move it under the protocol of the listener, as in \`http.${name}\`` }]),
  );
}
