import { isUnknown, type Known } from '../../base/known.ts';
import type { Accepts, ClientEnd, DomainKey, Sends, ServerEnd } from '../../model/call.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, flag, given, items, number, place, setting, text } from '../fields.ts';
import { meshOf } from './membership.ts';

/** The mesh that an object's identity belongs to, if this run knows it. */
export function domainOf(world: World, resource: Resource): DomainKey | null {
  const mesh = meshOf(world, resource);
  return isUnknown(mesh) ? null : domainKey(mesh);
}

export function domainKey(mesh: string): DomainKey {
  return objectName({ kind: 'Mesh', namespace: '', name: mesh });
}

/** A router or a service is a name, not an end of a connection. */
export function noEnd(kind: string): ServerEnd {
  const unknown = `a ${kind} is no end of a connection`;
  return {
    accepts: byDefault<Accepts>({ unknown }, unknown, ''),
    domain: null,
  };
}

/** What a listener of a gateway or a node accepts. */
export function serverEnd(world: World, resource: Resource, listener: Field): ServerEnd {
  return { accepts: accepts(listener), domain: domainOf(world, resource) };
}

/**
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_ListenerTls.html: STRICT takes TLS only, PERMISSIVE both,
 * DISABLED plaintext only. The client must prove who it is iff a STRICT listener validates against a file or SDS: App
 * Mesh has no other trust for listeners, and the controller drops what else stands there
 * (aws/aws-app-mesh-controller-for-k8s@7588d122 apis/appmesh/v1beta2/virtualgateway_types_conversion.go).
 */
function accepts(listener: Field): Setting<Accepts> {
  const tls = setting(listener, 'tls');
  if (!given(tls)) {
    return byDefault<Accepts>(
      'plaintext',
      'a listener without `tls` takes plaintext only',
      'set `tls` on the listener, with mode `STRICT`, a certificate and a `validation`',
    );
  }
  const mode = setting(tls, 'mode');
  switch (text(mode)) {
    case 'DISABLED':
      return declared<Accepts>('plaintext', place(mode));
    case 'PERMISSIVE':
      return declared<Accepts>('both', place(mode));
    case 'STRICT': {
      const trust = setting(tls, 'validation', 'trust');
      const validates = given(setting(trust, 'file')) || given(setting(trust, 'sds'));
      return declared<Accepts>(validates ? 'mtls' : 'tls', place(mode));
    }
    default:
      return declared<Accepts>({ unknown: 'the TLS mode of the listener' }, place(mode));
  }
}

/** What a caller without any policy does: awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/tls.md */
const followsServer: ClientEnd = {
  sends: byDefault<Sends>(
    'as the server asks',
    'App Mesh uses TLS where the server offers it, and presents no certificate',
    'set `clientPolicy.tls` with a certificate',
  ),
  enforced: true,
  ports: null,
};

/** What a caller sends by its defaults. */
export function defaultClientEnd(caller: Field): ClientEnd {
  const end = policyEnd(setting(caller, 'backendDefaults', 'clientPolicy'));
  return end === null ? followsServer : { ...end, sends: { ...end.sends, from: 'inherited' } };
}

/**
 * What a caller sends to one backend. A policy of the backend stands in place of the default as a whole:
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/virtual_nodes.md ("override this policy for specific backends")
 */
export function backendClientEnd(caller: Field, backend: Field): ClientEnd {
  const byDefaults = policyEnd(setting(caller, 'backendDefaults', 'clientPolicy'));
  const policy = setting(backend, 'virtualService', 'clientPolicy');
  const own = policyEnd(policy);
  if (own === null) {
    if (!given(policy) || byDefaults === null) return defaultClientEnd(caller);
    const unknown = 'whether a client policy without `tls` overrides the default one';
    return {
      ...byDefaults,
      sends: declared<Sends>({ unknown }, place(policy)),
    };
  }
  const lost = byDefaults?.sends;
  if (lost === undefined || lost.at === null) return own;
  const because = 'the backend has a client policy of its own';
  return {
    ...own,
    sends: {
      ...own.sends,
      overruled: [{ value: lost.value, at: lost.at, because }],
    },
  };
}

/**
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_ClientPolicyTls.html: enforced unless it says otherwise, on
 * all ports unless it names some. Null iff there is no `tls`.
 */
function policyEnd(policy: Field): ClientEnd | null {
  const tls = setting(policy, 'tls');
  if (!given(tls)) return null;
  const enforced = flag(setting(tls, 'enforce')) ?? true;
  const ports = items(setting(tls, 'ports')).map(number);
  const known = ports.filter((port) => typeof port === 'number');
  const certificate = setting(tls, 'certificate');
  const presents = given(setting(certificate, 'file')) || given(setting(certificate, 'sds'));
  const readable = !isUnknown(enforced) && known.length === ports.length;
  const sends: Known<Sends> = readable ? (presents ? 'mtls' : 'tls') : { unknown: 'where the client policy applies' };
  return {
    sends: declared<Sends>(sends, place(tls)),
    enforced: isUnknown(enforced) ? true : enforced,
    ports: ports.length === 0 ? null : known,
  };
}
