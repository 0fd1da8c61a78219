import { Agent, request } from 'node:https';
import { type ControlPlane, type User, users } from './control-plane.ts';

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever an API server says
  readonly body: any;
  readonly warnings: readonly string[];
}

const agent = new Agent({ keepAlive: true });
const routes = '/apis/appmesh.k8s.aws/v1beta2';

/** Asks the API server without a kubectl in between, so that two requests can arrive at the same moment. */
export function rest(
  { url }: ControlPlane,
  method: string,
  path: string,
  { body = undefined as unknown, as = 'tenant' as User } = {},
): Promise<Reply> {
  const headers = {
    authorization: `Bearer ${users[as]}`,
    'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
  };
  return new Promise((done, fail) => {
    const sent = request(`${url}${path}`, { method, headers, agent, rejectUnauthorized: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const warning = response.headers['warning'];
        done({
          status: response.statusCode ?? 0,
          body: text.startsWith('{') ? JSON.parse(text) : text,
          warnings: warning === undefined ? [] : [warning].flat(),
        });
      });
    });
    sent.on('error', fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A collection of a kind, or one object of it. */
export function place(plural: string, namespace: string, name = ''): string {
  return `${routes}/namespaces/${namespace}/${plural}${name && `/${name}`}`;
}

interface Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string };
}

export function create(plane: ControlPlane, route: Manifest, { dryRun = false } = {}): Promise<Reply> {
  const query = dryRun ? '?dryRun=All' : '';
  return rest(plane, 'POST', `${place('gatewayroutes', route.metadata.namespace)}${query}`, { body: route });
}
