import { code, list, plural } from '../base/wording.ts';
import type { Disagreement } from '../model/authentication.ts';
import type { Refusal } from '../model/certificate.ts';
import type { Hop } from '../model/hop.ts';

/** What a finding says. */
export interface Words {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** The disagreement of one hop, or of several that have it in common. */
export function inWords(why: Disagreement, hop: Hop, all: readonly Hop[]): Words {
  const { call, server } = hop;
  const callers = several(
    all.map((each) => each.call.label),
    'caller',
  );
  const servers = several(
    all.map((each) => each.server.label),
    'server',
  );
  const [caller, called] = [code(call.label), code(server.label)];
  switch (why.is) {
    case 'plaintext server':
      return {
        what: `${callers.name} ${callers.many ? 'require' : 'requires'} TLS of ${called}, which serves plaintext`,
        why: `the policy is enforced, and ${server.tls.accepts.note ?? 'TLS is turned off at the listener'}`,
        fix: `give the listener of ${called} a certificate and TLS, or change the policy of what calls it`,
      };
    case 'plaintext caller':
      return {
        what: `${callers.name} ${callers.many ? 'send' : 'sends'} plaintext to ${called}, which takes TLS only`,
        why: 'the server ends a connection that does not begin with a handshake',
        fix: `give ${caller} a TLS policy`,
      };
    case 'no client certificate':
      return {
        what: `${caller} shows no certificate to ${servers.name}, which ${servers.many ? 'demand' : 'demands'} one`,
        ...noCertificate(hop, why.by),
      };
    case 'absent': {
      const end = why.of === 'caller' ? caller : called;
      return {
        what: `the proxy of ${end} does not get its certificates`,
        why: why.absence.because,
        fix: why.absence.remedy,
      };
    }
    case 'refused':
      return refused(why.refusal, why.by === 'caller' ? [caller, called] : [called, caller]);
  }
}

function noCertificate({ call, server }: Hop, why: 'no policy' | 'other ports' | 'policy'): Omit<Words, 'what'> {
  const port = code(String(server.port));
  switch (why) {
    case 'no policy':
      return {
        why: `${call.tls.sends.note ?? 'it has no TLS policy'}, and the server ends such a handshake`,
        fix: `give ${code(call.label)} a TLS policy with a certificate and a trust`,
      };
    case 'other ports':
      return {
        why: `its TLS policy holds for ports ${list((call.tls.ports ?? []).map(String))}, not for ${port}`,
        fix: `add ${port} to the ports of the policy`,
      };
    case 'policy':
      return {
        why: 'its TLS policy has no certificate, and the server ends such a handshake',
        fix: 'add a certificate to the policy, by file or by secret discovery',
      };
  }
}

function refused(refusal: Refusal, [judge, shown]: readonly [string, string]): Words {
  const id = code(refusal.shown);
  switch (refusal.because) {
    case 'name':
      return {
        what: `${judge} accepts another name than the certificate of ${shown} has`,
        why: `the certificate is that of ${id}, and ${list(refusal.asked.map(code), 'or')} is asked for`,
        fix: `add ${id} to the accepted names, or correct the certificate`,
      };
    case 'authority':
      return {
        what: `${judge} does not trust the issuer of the certificate of ${shown}`,
        why: `the certificate is of ${id}, and the authorities of ${code(refusal.asked)} are trusted`,
        fix: `set the trust to ${id}, or correct the certificate`,
      };
    case 'address':
      return {
        what: `${judge} lists no name, and the certificate of ${shown} has a SPIFFE ID`,
        why: 'a policy that lists no names asks for the one under which the server is found',
        fix: `list ${id} among the names that the policy accepts`,
      };
  }
}

/** One name, or how many there are. */
function several(labels: readonly string[], word: string): { readonly name: string; readonly many: boolean } {
  const unique = [...new Set(labels)];
  const many = unique.length > 1;
  return { name: many ? plural(unique.length, word) : code(unique[0] ?? word), many };
}
