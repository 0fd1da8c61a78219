import { isUnknown, type Known } from '../../base/known.ts';
import type { ClientEnd, Sends } from '../../model/call.ts';
import { byDefault, declared } from '../../model/setting.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, flag, given, items, number, place, setting } from '../fields.ts';
import { certificateOf, demandOf } from './certificate.ts';

/** What a caller without any policy does: awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/tls.md ("Without client policies") */
const followsServer: ClientEnd = {
  sends: byDefault<Sends>(
    'as the server asks',
    'App Mesh uses TLS where the server offers it, and presents no certificate',
    'set `clientPolicy.tls` with a certificate',
  ),
  enforced: true,
  certificate: null,
  demands: null,
  ports: null,
};

/** What a caller sends by its defaults. */
export function defaultClientEnd(world: World, caller: Field): ClientEnd {
  const end = policyEnd(world, setting(caller, 'backendDefaults', 'clientPolicy'));
  return end === null ? followsServer : { ...end, sends: { ...end.sends, from: 'inherited' } };
}

/**
 * What a caller sends to one backend. A policy of the backend stands in place of the default as a whole:
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/virtual_nodes.md ("override this policy for specific backends")
 */
export function backendClientEnd(world: World, caller: Field, backend: Field): ClientEnd {
  const byDefaults = policyEnd(world, setting(caller, 'backendDefaults', 'clientPolicy'));
  const policy = setting(backend, 'virtualService', 'clientPolicy');
  const own = policyEnd(world, policy);
  if (own === null) {
    if (!given(policy) || byDefaults === null) return defaultClientEnd(world, caller);
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
function policyEnd(world: World, policy: Field): ClientEnd | null {
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
    certificate: presents ? certificateOf(world, certificate) : null,
    demands: demandOf(world, field(tls, 'validation'), 'address'),
    ports: ports.length === 0 ? null : known,
  };
}
