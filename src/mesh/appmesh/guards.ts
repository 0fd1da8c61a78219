import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Guard } from '../../model/guard.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import { type Field, given, nameRef, place, setting, spec, text } from '../fields.ts';
import { listeners } from './listeners.ts';
import { kinds, listenerKey } from './names.ts';

/** What a VirtualNode or VirtualGateway declares to protect itself, and what it does not. */
export function guardsOf(resource: Resource): readonly Guard[] {
  const isNode = resource.kind === kinds.virtualNode;
  const ofListeners = listeners(resource).flatMap(({ field: listener, portText }): readonly Guard[] => {
    const guard = (is: Guard['is'], there: Setting<boolean>): Guard => ({
      is,
      of: listenerKey(resource.key, portText),
      at: place(listener),
      there,
      within: place(listener),
    });
    return [
      guard('health check', healthCheck(listener)),
      ...(isNode ? [guard('outlier detection', outlierDetection(listener))] : []),
      guard('connection pool', connectionPool(listener)),
    ];
  });
  return [...ofListeners, accessLog(resource)];
}

/** https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HealthCheckPolicy.html */
function healthCheck(listener: Field): Setting<boolean> {
  return there(
    setting(listener, 'healthCheck'),
    'requests go to an endpoint that does not answer until service discovery drops it',
    `set ${code(`healthCheck: { protocol: ${protocolOf(listener)}, healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000 }`)} on the listener`,
  );
}

const ejects =
  'set `outlierDetection` on the listener, with `maxServerErrors`, `interval`, `baseEjectionDuration` and `maxEjectionPercent`';

/**
 * A DNS name is one host for Envoy unless its response type is ENDPOINTS, so that there is none to eject:
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/virtual_nodes.md (Enable outlier detection),
 * aws/aws-app-mesh-roadmap issue 273, aws/aws-app-mesh-controller-for-k8s pull 479 (ENDPOINTS is strict DNS).
 */
function outlierDetection(listener: Field): Setting<boolean> {
  const dns = setting(spec(listener.resource), 'serviceDiscovery', 'dns');
  const type = given(dns) ? setting(dns, 'responseType') : undefined;
  const written = type === undefined ? undefined : text(type);
  const oneHost = type !== undefined && (written === undefined || written === 'LOADBALANCER');
  const open = type !== undefined && !oneHost && written !== 'ENDPOINTS';
  const found = there(
    setting(listener, 'outlierDetection'),
    'an endpoint that answers with errors keeps its share of the requests',
    oneHost ? `${ejects}, and \`responseType: ENDPOINTS\` beside the hostname` : ejects,
  );
  if (found.value !== true || found.at === null || (!oneHost && !open)) return found;
  if (open) return declared<boolean>({ unknown: 'the response type of the DNS name' }, found.at);
  const because = 'a DNS name of response type `LOADBALANCER`, the default, is one host, and there is no other to use';
  return {
    ...byDefault(false, because, 'set `responseType: ENDPOINTS` beside the hostname, or use AWS Cloud Map'),
    overruled: [{ value: true, at: found.at, because }],
  };
}

/** "App Mesh sets the client-side connection pool settings to infinite by default": the user guide as above. */
function connectionPool(listener: Field): Setting<boolean> {
  return there(
    setting(listener, 'connectionPool'),
    'App Mesh lets through as many connections and requests as there come',
    `set ${code(`connectionPool.${protocolOf(listener)}`)} on the listener, with ${mostOf(listener)}`,
  );
}

function protocolOf(listener: Field): string {
  const protocol = text(setting(listener, 'portMapping', 'protocol'));
  return typeof protocol === 'string' && !hasPlaceholder(protocol) ? protocol : 'http';
}

/** https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_VirtualNodeConnectionPool.html */
function mostOf(listener: Field): string {
  return ['http', 'tcp'].includes(protocolOf(listener)) ? '`maxConnections`' : '`maxRequests`';
}

/** https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_Logging.html */
function accessLog(resource: Resource): Guard {
  const root = spec(resource);
  return {
    is: 'access log',
    of: objectName(resource.key),
    at: nameRef(resource),
    there: there(
      setting(root, 'logging', 'accessLog', 'file', 'path'),
      'Envoy writes no line for the requests that it takes and sends',
      'set `logging.accessLog.file.path`, for example to `/dev/stdout`',
    ),
    within: place(root),
  };
}

function there(written: Field, note: string, remedy: string): Setting<boolean> {
  if (!given(written)) return byDefault(false, note, remedy);
  const hidden = typeof written.value === 'string' && hasPlaceholder(written.value);
  return declared<boolean>(hidden ? { unknown: 'what the placeholder stands for' } : true, place(written));
}
