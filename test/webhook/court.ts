import { rules } from '../../rules/index.ts';
import { noConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/settings.ts';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';
import type { Orders } from '../../src/engine/job.ts';
import { kindId, objectId, type Resource } from '../../src/resource/resource.ts';
import { watchedKinds } from '../../src/resource/watched.ts';
import { ClusterView } from '../../src/store/cluster-view.ts';
import { ingest } from '../../src/store/ingest.ts';
import type { AdmissionRequest } from '../../webhook/admission.ts';
import { admit, type Court, type Decision } from '../../webhook/admit.ts';
import { budgetWithin } from '../../webhook/budget.ts';
import { History } from '../../webhook/history.ts';
import { ordersOf } from '../../webhook/orders.ts';
import { Reservations } from '../../webhook/reservations.ts';
import { type AdmissionResponse, respond } from '../../webhook/respond.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of tests are edited freely
export type Manifest = any;

/** The objects of a manifest as plain data. */
export function manifests(text: string): Manifest[] {
  return parse(new SourceText('test.yaml', text)).documents.map(({ value }) => value);
}

const watched: ReadonlySet<string> = new Set(watchedKinds.map(({ group, kind }) => kindId(group, kind)));
/** True iff the webhook holds every object of the kind. */
export const isWatched = (kind: string) => watched.has(kind);

/** A cluster in memory with an admission that watches it: what is let through is stored, as an API server does. */
export class TestCluster {
  readonly stored = new Map<string, Resource>();
  readonly court: Court;
  readonly view: ClusterView;
  readonly orders: Orders;
  /** Ids of objects that were looked at once more. */
  readonly looks: string[] = [];
  now = 1_000_000;
  today = '2026-11-26';
  private versions = 0;

  constructor(config: Config = { webhook: { mode: 'enforce' } }, parts: Partial<Court> = {}) {
    const used = [...(parts.rules?.values() ?? rules)];
    const [document = null] = parse(new SourceText('routeproof.yaml', JSON.stringify(config))).documents;
    this.orders = ordersOf(
      { ...noConfig, config, document },
      { rules: used, mode: undefined, today: () => this.today },
    );
    this.view = new ClusterView(this.orders, (kind) => !isWatched(kind));
    this.court = {
      view: this.view,
      settings: () => this.orders.settings,
      rules: new Map(rules.map((rule) => [rule.id, rule])),
      isFresh: () => true,
      look: async (resource) => {
        this.looks.push(objectId(resource.key));
        return this.stored.get(objectId(resource.key)) ?? null;
      },
      history: new History(() => this.now),
      reservations: new Reservations(() => this.now),
      budget: budgetWithin,
      ...parts,
    };
  }

  /** Stores objects without asking anybody. */
  seed(text: string): this {
    for (const object of manifests(text)) this.store(object, true);
    return this;
  }

  store(object: Manifest, isSeen: boolean): Resource {
    const read = this.read(object);
    this.stored.set(objectId(read.key), read);
    if (isSeen && isWatched(read.kind)) this.view.put(read);
    return read;
  }

  /** The object as the API server would hold it. */
  read(object: Manifest): Resource {
    const read = ingest(this.stamped(object));
    if (read === null) throw new Error('the object is none that is read');
    return read;
  }

  drop(id: string): void {
    const old = this.stored.get(id);
    this.stored.delete(id);
    if (old !== undefined) this.view.remove(old.kind, old.key.namespace, old.key.name);
  }

  /** The watch catches up with all that is stored. */
  catchUp(): void {
    for (const one of this.stored.values()) if (isWatched(one.kind)) this.view.put(one);
  }

  async apply(
    object: Manifest,
    options: { readonly dryRun?: boolean; readonly isWatched?: boolean } = {},
  ): Promise<AdmissionResponse> {
    const fresh = this.stamped(object);
    const id = objectId((ingest(fresh) as Resource).key);
    const old = this.stored.get(id) ?? null;
    const { response } = await this.ask({
      operation: old === null ? 'CREATE' : 'UPDATE',
      object: fresh,
      oldObject: old?.value ?? null,
      dryRun: options.dryRun === true,
    });
    if (response.allowed && options.dryRun !== true) this.store(object, options.isWatched !== false);
    return response;
  }

  async remove(object: Manifest): Promise<AdmissionResponse> {
    const id = objectId((ingest(object) as Resource).key);
    const old = this.stored.get(id);
    const { response } = await this.ask({ operation: 'DELETE', object: null, oldObject: old?.value ?? null });
    if (response.allowed) this.drop(id);
    return response;
  }

  async ask(
    given: Pick<AdmissionRequest, 'operation' | 'object' | 'oldObject'> & Partial<AdmissionRequest>,
    within = 5000,
  ): Promise<{ readonly decision: Decision; readonly response: AdmissionResponse }> {
    const { apiVersion = 'v1', kind = 'None', metadata = {} } = (given.object ?? given.oldObject ?? {}) as Manifest;
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const request: AdmissionRequest = {
      uid: 'u1',
      group,
      version,
      kind,
      namespace: metadata.namespace ?? '',
      name: metadata.name ?? '',
      subResource: '',
      dryRun: false,
      user: 'somebody',
      ...given,
    };
    const decision = await admit(request, this.court, { timeout: within, deadline: () => AbortSignal.timeout(within) });
    const { webhook } = this.court.settings();
    const wording = { disclose: webhook.disclose ?? 'name', webhookName: 'routeproof' } as const;
    return {
      decision,
      response:
        decision.subject === null
          ? { uid: 'u1', allowed: true }
          : respond('u1', decision.subject, decision.review, wording),
    };
  }

  private stamped(object: Manifest): Manifest {
    const id = objectId((ingest(object) as Resource).key);
    const uid = this.stored.get(id)?.value['metadata'];
    const known = (uid as Manifest)?.uid ?? `uid-${id}`;
    return { ...object, metadata: { ...object.metadata, uid: known, resourceVersion: String(++this.versions) } };
  }
}
