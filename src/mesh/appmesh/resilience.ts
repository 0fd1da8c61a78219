import { isUnknown, type Known } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import type { Retries } from '../../model/route.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { type Field, given, items, number, place, setting, text } from '../fields.ts';
import type { Listener } from './listeners.ts';
import type { TypedRoute } from './route-type.ts';

/** "The default value is 15 seconds": https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpTimeout.html */
const defaultTimeout = 15_000;
const defaultNote = 'App Mesh ends a request after 15 s';

/** Milliseconds of a `{ unit, value }`; undefined iff there is none. */
function duration(from: Field): Known<number> | undefined {
  if (!given(from)) return undefined;
  const value = number(setting(from, 'value'));
  const unit = text(setting(from, 'unit'));
  if (value === undefined || value === null || isUnknown(value)) return { unknown: 'the value of a duration' };
  if (unit === 'ms') return value;
  return unit === 's' ? value * 1000 : { unknown: 'the unit of a duration' };
}

/** How long a route of a router waits; null for TCP, which has no requests. */
export function routeTimeout({ type, route }: TypedRoute): Setting<number> | null {
  if (type === 'tcpRoute') return null;
  const written = setting(route, 'timeout', 'perRequest');
  const value = duration(written);
  return value === undefined
    ? byDefault(defaultTimeout, defaultNote, 'set `timeout.perRequest` on the route, as in `{ unit: s, value: 10 }`')
    : declared(value, place(written));
}

/** How long a node allows its own requests: the timeout of the listener's protocol; another protocol's has no effect. */
export function listenerTimeout({ field: listener, protocol }: Listener): Setting<number> {
  const limit = isUnknown(protocol) || protocol === 'tcp' ? 'timeout' : `timeout.${protocol}.perRequest`;
  const remedy = `set ${code(limit)} on the listener of the VirtualNode`;
  if (isUnknown(protocol)) return byDefault<number>(protocol, defaultNote, remedy);
  const written = setting(listener, 'timeout', protocol, 'perRequest');
  const value = duration(written);
  const overruled = ['http', 'http2', 'grpc'].flatMap((other) => {
    const ineffective = setting(listener, 'timeout', other, 'perRequest');
    const lost = duration(ineffective);
    if (other === protocol || lost === undefined) return [];
    return [
      {
        value: lost,
        at: place(ineffective),
        because: `the listener speaks ${code(protocol)}, not ${code(other)}`,
        remedy:
          protocol === 'tcp'
            ? 'remove it, or set `timeout.tcp.idle`: over TCP there are no requests to limit'
            : `move it into ${code(`timeout.${protocol}`)}`,
      },
    ];
  });
  if (protocol === 'tcp') {
    return { ...byDefault<number>(0, 'App Mesh sets no time limit on requests over TCP', remedy), overruled };
  }
  return value === undefined
    ? { ...byDefault<number>(defaultTimeout, defaultNote, remedy), overruled }
    : { ...declared(value, place(written)), overruled };
}

/** Of a node that provides a service itself. */
const routerInFront = 'a VirtualRouter in front of the VirtualNode';

/**
 * How long a service waits for the node that provides it: without a route nothing raises the default, while the node may
 * still end a request sooner. aws/aws-app-mesh-roadmap issues 53, 443 and 444.
 */
export function providerTimeout(node: Setting<number> | null): Setting<number> {
  const remedy = 'put a VirtualRouter in front of the VirtualNode and set `timeout.perRequest` on its route';
  const plain = { ...byDefault<number>(defaultTimeout, defaultNote, remedy), needs: routerInFront };
  if (node === null || node.at === null) return plain;
  if (isUnknown(node.value)) return { ...node, from: 'inherited', remedy };
  if (node.value > 0 && node.value <= defaultTimeout) return { ...node, from: 'inherited', remedy };
  const because =
    'a VirtualNode that provides a service has no route, and without one App Mesh ends a request after 15 s';
  return {
    ...plain,
    overruled: [...node.overruled, { value: node.value, at: node.at, because }],
  };
}

/**
 * What App Mesh retries without being told, in no field of its API: awsdocs/aws-app-mesh-user-guide@5a350d5b
 * doc_source/envoy-defaults.md, aws/aws-app-mesh-roadmap issue 229.
 */
const invisible: Retries = {
  attempts: 2,
  perTry: null,
  on: ['503', 'connect-failure', 'refused-stream', 'reset', 'unavailable'],
  afterEffect: ['reset'],
};
const invisibleNote = 'App Mesh retries a failed request up to 2 times on its own, whatever its method';

/** The events that the user guide recommends for every route: doc_source/best-practices.md, as below. */
const recommended: Readonly<Record<string, string>> = {
  grpcRoute: '`grpcRetryEvents: [cancelled, unavailable]`',
};

function retryRemedy(type: string): string {
  const events = recommended[type] ?? '`httpRetryEvents: [gateway-error, stream-error]`';
  return `set ${code('retryPolicy')} on the route, with ${code('maxRetries')}, ${code('perRetryTimeout')} and ${events}`;
}

/** Where a route declares what it retries, by protocol; https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_GrpcRetryPolicy.html */
const retryEvents = ['httpRetryEvents', 'grpcRetryEvents', 'tcpRetryEvents'] as const;

/**
 * Events that the server may cause after it has acted on a request. The user guide recommends the others and says of
 * these that they "may not be safe, such as if the request isn't idempotent":
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/best-practices.md (Instrument all routes with retries).
 */
const afterEffect: ReadonlySet<string> = new Set(['server-error', 'client-error', 'internal', 'deadline-exceeded']);

/** What a route of a router retries; null for TCP, which has no such field. */
export function routeRetries({ type, route }: TypedRoute): Setting<Retries | null> | null {
  if (type === 'tcpRoute') return null;
  const policy = setting(route, 'retryPolicy');
  if (!given(policy)) return byDefault<Retries | null>(invisible, invisibleNote, retryRemedy(type));
  const attempts = number(setting(policy, 'maxRetries')) ?? {
    unknown: 'how often it retries',
  };
  const events = retryEvents.flatMap((name) => items(setting(policy, name)).map(text));
  const on = [...new Set(events.filter((event) => typeof event === 'string'))];
  return declared<Retries | null>(
    {
      attempts,
      perTry: duration(setting(policy, 'perRetryTimeout')) ?? null,
      on,
      afterEffect: on.filter((event) => afterEffect.has(event)),
    },
    place(policy),
  );
}

/** What a service with a node as its provider retries: only a route has a policy. aws/aws-app-mesh-roadmap issue 194 */
export function providerRetries(): Setting<Retries | null> {
  const remedy = 'put a VirtualRouter in front of the VirtualNode and set `retryPolicy` on its route';
  return { ...byDefault<Retries | null>(invisible, invisibleNote, remedy), needs: routerInFront };
}
