import type { Mistake } from '../node.ts';

const faults: Mistake = { instead: 'remove it: App Mesh injects no faults', explains: false };
const mirrors: Mistake = { instead: 'remove it: App Mesh mirrors no requests', explains: false };
const headers: Mistake = { instead: 'remove it: App Mesh changes no headers', explains: false };
const redirects: Mistake = { instead: 'remove it: App Mesh answers with no redirects', explains: false };

/** What other meshes do with requests and App Mesh does not, wherever on a route it is written. */
export const trafficMistakes: Readonly<Record<string, Mistake>> = {
  fault: faults,
  faultInjection: faults,
  delay: faults,
  abort: faults,
  mirror: mirrors,
  mirrorPercent: mirrors,
  mirrorPercentage: mirrors,
  shadow: mirrors,
  headerAdd: headers,
  headerRemove: headers,
  requestHeadersToAdd: headers,
  responseHeadersToAdd: headers,
  headersToAdd: headers,
  addHeaders: headers,
  redirect: redirects,
  corsPolicy: { instead: 'remove it: App Mesh answers no CORS requests', explains: false },
  rateLimit: { instead: 'remove it: App Mesh limits no rates', explains: false },
};
