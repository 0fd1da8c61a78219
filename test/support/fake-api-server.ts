import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Kind, kinds } from '../../src/resource/kinds.ts';

interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly resourceVersion: string };
  readonly [field: string]: unknown;
}

interface Change {
  readonly plural: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly object: Stored;
}

export type Verb = 'list' | 'watch' | 'get' | 'discovery';

/** What happens to a request instead of an answer. */
export type Mishap = (response: ServerResponse, request: IncomingMessage) => void;

export const reset: Mishap = (response) => void response.socket?.destroy();
export const hang: Mishap = () => {};
export const cutShort: Mishap = (response) => {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('{"kind":"List","metadata":{"resour', () => response.socket?.destroy());
};
export const refuse =
  (code: number, message = 'not now', headers: Readonly<Record<string, string>> = {}): Mishap =>
  (response) => {
    response.writeHead(code, headers);
    response.end(JSON.stringify({ kind: 'Status', code, message }));
  };

/** An API server in memory, over http: lists in pages, watches, bookmarks and discovery as the real one, and every mishap on request. */
export class FakeApiServer {
  readonly #server: Server;
  readonly #objects = new Map<string, Map<string, Stored>>();
  readonly #history: Change[] = [];
  readonly #snapshots = new Map<string, { readonly items: readonly Stored[]; readonly version: number }>();
  readonly #watches = new Map<ServerResponse, string>();
  readonly #mishaps: { readonly verb: Verb; readonly act: Mishap }[] = [];
  readonly absent = new Set<string>();
  readonly forbidden = new Set<string>();
  readonly requests: { readonly verb: Verb; readonly path: string; readonly query: URLSearchParams }[] = [];
  /** Told after each request that was taken in. */
  onRequest: (verb: Verb) => void = () => {};
  version = 100;
  #compacted = 0;
  /** True iff a watch that begins too late is refused by an event, not by its status; real servers do both. */
  refusesInStream = true;

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** Port 0 is any. */
  async listen(port = 0): Promise<this> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get kubeconfig(): string {
    const cluster = { name: 'fake', cluster: { server: `http://127.0.0.1:${this.port}` } };
    const context = { name: 'fake', context: { cluster: 'fake', user: 'tester' } };
    const users = [{ name: 'tester', user: { token: 'secret-token' } }];
    return JSON.stringify({ clusters: [cluster], contexts: [context], users, 'current-context': 'fake' });
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close').catch(() => {});
  }

  of({ plural }: Kind): ReadonlyMap<string, Stored> {
    return this.#objects.get(plural) ?? new Map();
  }

  /** Creates the object or changes it; it keeps its uid. */
  put(
    kind: Kind,
    namespace: string,
    name: string,
    fields: Readonly<Record<string, unknown>> = {},
    metadata = {},
  ): Stored {
    const all = this.#objects.get(kind.plural) ?? new Map<string, Stored>();
    this.#objects.set(kind.plural, all);
    const before = all.get(`${namespace}/${name}`);
    this.version += 1;
    const apiVersion = kind.group === '' ? kind.versions[0] : `${kind.group}/${kind.versions[0]}`;
    const uid = before?.metadata['uid'] ?? randomUUID();
    const place = kind.scope === 'Cluster' ? { name } : { name, namespace };
    const own = { ...metadata, ...place, uid, resourceVersion: String(this.version) };
    const object: Stored = { ...fields, apiVersion, kind: kind.kind, metadata: own };
    all.set(`${namespace}/${name}`, object);
    this.#tell({ plural: kind.plural, type: before ? 'MODIFIED' : 'ADDED', version: this.version, object });
    return object;
  }

  remove(kind: Kind, namespace: string, name: string): void {
    const object = this.#objects.get(kind.plural)?.get(`${namespace}/${name}`);
    if (object === undefined) return;
    this.#objects.get(kind.plural)?.delete(`${namespace}/${name}`);
    this.version += 1;
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } };
    this.#tell({ plural: kind.plural, type: 'DELETED', version: this.version, object: last });
  }

  /** Forgets all versions up to now: older lists and watches cannot go on. */
  compact(): void {
    this.#compacted = this.version;
    this.#history.length = 0;
    this.#snapshots.clear();
  }

  bookmark({ plural, kind }: Kind): void {
    const metadata = { resourceVersion: String(this.version) };
    this.write(plural, `${JSON.stringify({ type: 'BOOKMARK', object: { kind, metadata } })}\n`);
  }

  /** Bytes into every open watch of the kind. */
  write(plural: string, text: string): void {
    for (const [response, watched] of this.#watches) if (watched === plural) response.write(text);
  }

  /** Ends the open watches: in an orderly way, or not. */
  endWatches(act: (response: ServerResponse) => void = (response) => void response.end()): void {
    for (const response of this.#watches.keys()) act(response);
    this.#watches.clear();
  }

  /** The next request of that kind meets this instead; several wait their turn. */
  next(verb: Verb, act: Mishap): void {
    this.#mishaps.push({ verb, act });
  }

  #tell(change: Change): void {
    this.#history.push(change);
    if (this.absent.has(change.plural)) return;
    this.write(change.plural, `${JSON.stringify({ type: change.type, object: change.object })}\n`);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://127.0.0.1');
    const parsed = /^\/(?:api|apis\/[^/]+)\/[^/]+(?:\/namespaces\/([^/]+)(?=\/))?(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(
      path,
    );
    const [, namespace = '', plural, name] = parsed ?? [];
    const verb = plural === undefined ? 'discovery' : name ? 'get' : query.has('watch') ? 'watch' : 'list';
    this.requests.push({ verb, path, query });
    const mishap = this.#mishaps.findIndex((each) => each.verb === verb);
    if (mishap >= 0) this.#mishaps.splice(mishap, 1)[0]?.act(response, request);
    else if (plural === undefined) this.#discover(path, response);
    else if (this.absent.has(plural))
      refuse(404, 'the server could not find the requested resource')(response, request);
    else if (this.forbidden.has(plural))
      refuse(403, `${plural} is forbidden: User "tester" cannot ${verb} it`)(response, request);
    else if (verb === 'get') this.#get(plural, `${namespace}/${name}`, response, request);
    else if (verb === 'list') this.#list(plural, query, response, request);
    else this.#watch(plural, Number(query.get('resourceVersion')), response, request);
    this.onRequest(verb);
  }

  #discover(path: string, response: ServerResponse): void {
    const here = kinds.filter(({ group, plural, versions }) => {
      const at = group === '' ? `/api/${versions[0]}` : `/apis/${group}/${versions[0]}`;
      return at === path && !this.absent.has(plural);
    });
    const known = path === '/version' || here.length > 0;
    response.writeHead(known ? 200 : 404);
    response.end(JSON.stringify({ kind: 'APIResourceList', resources: here.map(({ plural }) => ({ name: plural })) }));
  }

  #get(plural: string, key: string, response: ServerResponse, request: IncomingMessage): void {
    const object = this.#objects.get(plural)?.get(key);
    if (object === undefined) refuse(404, `${plural} "${key}" not found`)(response, request);
    else response.end(JSON.stringify(object));
  }

  #list(plural: string, query: URLSearchParams, response: ServerResponse, request: IncomingMessage): void {
    const [id = randomUUID(), from = '0'] = query.get('continue')?.split(' ') ?? [];
    const fresh = { items: [...(this.#objects.get(plural)?.values() ?? [])], version: this.version };
    const snapshot = query.has('continue') ? this.#snapshots.get(id) : fresh;
    if (snapshot === undefined) {
      refuse(410, 'The provided continue parameter is too old')(response, request);
      return;
    }
    const end = Number(from) + Number(query.get('limit') ?? Number.POSITIVE_INFINITY);
    const more = end < snapshot.items.length;
    this.#snapshots.delete(id);
    if (more) this.#snapshots.set(id, snapshot);
    // The items of built-in kinds come without kind and version.
    const isBuiltIn = /^\/api\/|\/apis\/(apps|batch|networking\.k8s\.io)\//.test(request.url ?? '');
    const bare = ({ apiVersion: _, kind: __, ...rest }: Stored) => rest;
    const page = snapshot.items.slice(Number(from), end);
    const metadata = { resourceVersion: String(snapshot.version), ...(more && { continue: `${id} ${end}` }) };
    response.end(JSON.stringify({ kind: 'List', metadata, items: isBuiltIn ? page.map(bare) : page }));
  }

  #watch(plural: string, from: number, response: ServerResponse, request: IncomingMessage): void {
    const tooOld = { kind: 'Status', code: 410, message: `too old resource version: ${from} (${this.version})` };
    const isTooOld = from < this.#compacted;
    if (isTooOld && !this.refusesInStream) {
      refuse(410, tooOld.message)(response, request);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (isTooOld) {
      response.end(`${JSON.stringify({ type: 'ERROR', object: tooOld })}\n`);
      return;
    }
    this.#watches.set(response, plural);
    response.on('close', () => this.#watches.delete(response));
    for (const { type, object, version, ...change } of this.#history) {
      if (change.plural === plural && version > from) response.write(`${JSON.stringify({ type, object })}\n`);
    }
  }
}
