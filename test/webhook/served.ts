import type { AdmissionRequest } from '../../webhook/admission.ts';
import type { Decision } from '../../webhook/admit.ts';
import { Metrics } from '../../webhook/metrics.ts';
import { Readiness } from '../../webhook/readiness.ts';
import { nothingReviewed } from '../../webhook/review.ts';
import { buildServer, type ServerParts } from '../../webhook/server.ts';

export interface Line {
  readonly level: string;
  readonly message: string;
  readonly about: Readonly<Record<string, unknown>>;
}

/** The server with a decision that is told what to say, and all that it says of itself. */
export class Served {
  readonly lines: Line[] = [];
  readonly asked: AdmissionRequest[] = [];
  /** Milliseconds within which each was asked. */
  readonly timeouts: number[] = [];
  readonly metrics = new Metrics();
  readonly readiness = new Readiness();
  decide: (request: AdmissionRequest, signal: AbortSignal) => Promise<Decision> = async () => ({
    subject: null,
    review: nothingReviewed,
    passed: 'nothing changes',
  });
  readonly parts: ServerParts = {
    decide: (request, { timeout, deadline }) => {
      this.asked.push(request);
      this.timeouts.push(timeout);
      return this.decide(request, deadline());
    },
    wording: () => ({ disclose: 'name', webhookName: 'routeproof' }),
    metrics: this.metrics,
    readiness: this.readiness,
    log: (level, message, about = {}) => void this.lines.push({ level, message, about }),
    measure: () => {},
  };
  readonly server = buildServer(this.parts);

  /** What the server answers to a body, sent as JSON unless told otherwise. */
  async post(body: string, { type = 'application/json', query = '' } = {}) {
    const { statusCode, payload } = await this.server.inject({
      method: 'POST',
      url: `/validate${query}`,
      headers: { 'content-type': type },
      body,
    });
    return { code: statusCode, body: JSON.parse(payload) };
  }
}

/** A review of version v1 about a change of a GatewayRoute, but for what is given. */
export function reviewWith(request: Readonly<Record<string, unknown>> = {}, envelope = {}): object {
  const object = { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: 'GatewayRoute', metadata: { name: 'a' }, spec: {} };
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u1',
      operation: 'CREATE',
      kind: { group: 'appmesh.k8s.aws', version: 'v1beta2', kind: 'GatewayRoute' },
      namespace: 'shop',
      name: 'a',
      object,
      oldObject: null,
      ...request,
    },
    ...envelope,
  };
}
