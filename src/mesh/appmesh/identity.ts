import { isUnknown } from '../../base/known.ts';
import type { Accepts, DomainKey, ServerEnd } from '../../model/call.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, given, place, setting, text } from '../fields.ts';
import { certificateOf, demandOf } from './certificate.ts';
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
    certificate: null,
    demands: null,
    domain: null,
  };
}

/** What a listener of a gateway or a node accepts. */
export function serverEnd(world: World, resource: Resource, listener: Field): ServerEnd {
  const accepted = accepts(listener);
  const speaksTls = accepted.value !== 'plaintext';
  return {
    accepts: accepted,
    certificate: speaksTls ? certificateOf(world, field(listener, 'tls', 'certificate')) : null,
    demands: speaksTls ? demandOf(world, field(listener, 'tls', 'validation'), 'any name') : null,
    domain: domainOf(world, resource),
  };
}

const strict = 'change the mode to `STRICT`';

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
      'set `tls` on the listener, with mode `STRICT` and a certificate',
    );
  }
  const mode = setting(tls, 'mode');
  switch (text(mode)) {
    case 'DISABLED':
      return { ...declared<Accepts>('plaintext', place(mode)), remedy: strict };
    case 'PERMISSIVE':
      return { ...declared<Accepts>('both', place(mode)), remedy: strict };
    case 'STRICT': {
      const trust = setting(tls, 'validation', 'trust');
      const validates = given(setting(trust, 'file')) || given(setting(trust, 'sds'));
      return declared<Accepts>(validates ? 'mtls' : 'tls', place(mode));
    }
    default:
      return declared<Accepts>({ unknown: 'the TLS mode of the listener' }, place(mode));
  }
}
