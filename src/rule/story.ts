import { code } from '../base/wording.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Hop } from '../model/hop.ts';

/** A place and what is said of it. */
export interface Scene {
  readonly at: SourceRef;
  readonly note: string;
}

/**
 * How a hop comes to be what it is, in the order of the request: the caller's policy, the way, the server's listener.
 * `lapse` is what to say of the policy instead, as a verb phrase.
 */
export function story(hop: Hop, lapse: string | null = null): readonly Scene[] {
  return [...policyStory(hop, lapse), ...wayStory(hop), ...listenerStory(hop)];
}

function policyStory({ call }: Hop, lapse: string | null): readonly Scene[] {
  const { sends, enforced } = call.tls;
  const { label } = call;
  const lost = sends.overruled.map(({ at, because }) => ({ at, note: `overruled: ${because}` }));
  if (lapse !== null) return [...lost, { at: sends.at ?? call.at, note: `${label} ${lapse}` }];
  if (sends.at === null) return [...lost, { at: call.at, note: `${label} calls without a TLS policy` }];
  const whence = sends.from === 'inherited' ? ' of every backend' : '';
  const demand = enforced ? `requires TLS${whence}` : `asks for TLS${whence}, and does without`;
  const shows = sends.value === 'mtls' ? ' and shows a certificate' : '';
  return [...lost, { at: sends.at, note: `${label} ${demand}${shows}` }];
}

function wayStory({ through, server }: Hop): readonly Scene[] {
  const last = through.at(-1);
  return last === undefined ? [] : [{ at: last.at.action, note: `route ${code(last.name)} leads to ${server.label}` }];
}

function listenerStory({ server }: Hop): readonly Scene[] {
  const { accepts, demands } = server.tls;
  const { label } = server;
  const takes: Readonly<Record<string, string>> = {
    plaintext: 'takes plaintext only',
    both: 'takes plaintext beside TLS',
    tls: 'takes TLS and asks for no certificate',
    mtls: 'takes TLS only',
  };
  const word = typeof accepts.value === 'string' ? takes[accepts.value] : undefined;
  const listener = word === undefined ? [] : [{ at: accepts.at ?? server.at, note: `${label} ${word}` }];
  const asks = accepts.value === 'mtls' && demands !== null;
  return [...listener, ...(asks ? [{ at: demands.at, note: `${label} demands a client certificate here` }] : [])];
}
