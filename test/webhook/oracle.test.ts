import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { ordinary } from '../../src/algebra/effort.ts';
import { envoy140 } from '../../src/algebra/semantics.ts';
import { objectDocument } from '../../src/document/object-document.ts';
import { Clock } from '../../src/engine/clock.ts';
import { paired } from '../../src/engine/introduced.ts';
import { judge } from '../../src/engine/judge.ts';
import type { Library } from '../../src/engine/library.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { adapters } from '../../src/mesh/adapters.ts';
import { merge } from '../../src/mesh/merge.ts';
import { read } from '../../src/mesh/read.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { objectId, type Resource } from '../../src/resource/resource.ts';
import type { World } from '../../src/resource/world.ts';
import { ClusterWorld } from '../../src/store/cluster-world.ts';
import { ingest } from '../../src/store/ingest.ts';
import { ClusterShelves } from '../../src/store/shelves.ts';
import { edited, manifests, mesh } from '../mesh/meshes.ts';
import { appMeshObject, ingressObject } from '../mesh/objects.ts';
import { isWatched, type Manifest, TestCluster } from './court.ts';

const seed = Number(process.env['ORACLE_SEED'] ?? 20_261_126);
const runs = Number(process.env['ORACLE_RUNS'] ?? 40);

/** One object that comes, changes or goes. */
interface Step {
  readonly before: Resource | null;
  readonly after: Resource | null;
}

function resourcesOf(objects: readonly object[]): ReadonlyMap<string, Resource> {
  const known = objects.flatMap((object) => ingest(JSON.parse(JSON.stringify(object))) ?? []);
  return new Map(known.map((one) => [objectId(one.key), one]));
}

function steps(from: ReadonlyMap<string, Resource>, to: ReadonlyMap<string, Resource>): readonly Step[] {
  const same = (left: Resource | null, right: Resource | null) =>
    JSON.stringify(left?.value) === JSON.stringify(right?.value);
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((id) => ({ before: from.get(id) ?? null, after: to.get(id) ?? null }))
    .filter(({ before, after }) => !same(before, after));
}

/** What the command line says of a cluster with the objects: everything is read, built and judged at once. */
function linted(cluster: TestCluster, objects: ReadonlyMap<string, Resource>, before?: Linted): Linted {
  const shelves = new ClusterShelves();
  for (const resource of objects.values()) shelves.put(resource);
  const world = new ClusterWorld(shelves, { external: [], semantics: envoy140, lacks: (kind) => !isWatched(kind) });
  const documents = new Map([...objects].map(([id, { value }]) => [id, objectDocument(id, value)]));
  const faults = new Map([...documents].map(([id, document]) => [id, recognise(document).faults]));
  const model = merge(read(world, adapters));
  const library: Library = {
    document: (id) => documents.get(id),
    roots: (id) => {
      const resource = objects.get(id);
      return resource && new Map([['', resource]]);
    },
  };
  const gathered = {
    files: 0,
    documents: [...documents.values()],
    library,
    faults,
    resources: objects.size,
    annotated: () => [...objects.values()],
    worlds: [{ name: '', world, model }],
    skipped: [],
    onlyTemplates: false,
    notes: [],
  };
  return { model, world, run: judge(cluster.orders, gathered, new Clock(undefined), before && versionOf(before)) };
}

interface Linted {
  readonly model: RoutingModel;
  readonly world: World;
  readonly run: ReturnType<typeof judge>;
}

const versionOf = ({ model, world }: Linted) => ({ worlds: [{ name: '', world, model }], faults: new Map() });

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** What can refuse a change, or is it the change itself. */
function canRefuse({ rule: id, severity, certainty }: Finding): boolean {
  const rule = byId.get(id);
  return (severity === 'error' || rule?.on === 'change') && certainty === 'proven' && rule?.curedElsewhere !== true;
}

/** Whether manifests are well formed is judged when they are written, not in the audit. */
const isAudited = ({ rule }: Finding) => byId.get(rule)?.on !== 'document';
const wordOf = ({ rule, severity, what, at }: Finding) =>
  `${severity} ${rule} at ${at.resource === null ? '' : objectId(at.resource)}: ${what}`;

function difference(left: readonly Finding[], right: readonly Finding[]) {
  const has = (some: readonly Finding[]) => new Set(some.map(({ fingerprint }) => fingerprint));
  const [one, other] = [has(left), has(right)];
  return {
    webhookOnly: left.filter(({ fingerprint }) => !other.has(fingerprint)).map(wordOf),
    lintOnly: right.filter(({ fingerprint }) => !one.has(fingerprint)).map(wordOf),
  };
}

const equal = { webhookOnly: [], lintOnly: [] };

/** Goes through the steps; what the webhook and the command line say differently, at each of them and at the end. */
function compared(from: ReadonlyMap<string, Resource>, to: ReadonlyMap<string, Resource>, isWellFormed: boolean) {
  const cluster = new TestCluster();
  for (const { value } of from.values()) cluster.store(value as Manifest, true);
  let world = new Map(cluster.stored);
  let before = linted(cluster, world);
  for (const step of steps(from, to)) {
    const id = objectId(((step.after ?? step.before) as Resource).key);
    const old = world.get(id) ?? null;
    const next = step.after === null ? null : cluster.read(step.after.value as Manifest);
    world = new Map(world);
    if (next === null) world.delete(id);
    else world.set(id, next);
    const judged = cluster.view.judge([{ before: old, after: next }], { steps: 100_000, effort: ordinary });
    const after = linted(cluster, world, before);
    if (judged === null) throw new Error('the budget was spent');
    const webhook = paired(judged.after.findings, judged.before.findings).fresh.filter(canRefuse);
    const command = paired(after.run.findings, before.run.findings).fresh.filter(canRefuse);
    const found = difference(webhook, command);
    if (found.webhookOnly.length + found.lintOnly.length > 0) return { at: id, deleted: next === null, ...found };
    if (next === null) cluster.drop(id);
    else cluster.store(next.value as Manifest, true);
    before = linted(cluster, world);
  }
  // A mistake in a manifest explains findings, and the audit reads no manifests.
  if (!isWellFormed) return equal;
  const audited = [...cluster.view.audit()].flatMap(({ findings }) => findings).filter(isAudited);
  const found = difference(audited, before.run.findings.filter(isAudited));
  return found.webhookOnly.length + found.lintOnly.length > 0 ? { at: 'the audit', ...found } : equal;
}

const twoTeams = (objects: readonly object[]): readonly object[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-b', labels: { gateway: 'edge' } } },
  { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: 'Mesh', metadata: { name: 'mesh' }, spec: { namespaceSelector: {} } },
  ...objects.flatMap((object) => {
    const copy = structuredClone(object) as Manifest;
    if (copy.kind === 'Deployment') return [];
    if (copy.kind !== 'GatewayRoute' || Number(copy.metadata.name.replaceAll(/\D/g, '')) % 2 === 0) return [copy];
    copy.metadata.namespace = 'team-b';
    copy.spec.httpRoute.action.target.virtualService.virtualServiceRef.namespace = 'shop';
    return [copy];
  }),
];

describe(`the webhook and the command line say the same (seed ${seed})`, () => {
  it('of changes of a mesh with two teams', () => {
    const change = mesh.chain((from) => edited(from).map(({ word, to }) => ({ word, from, to })));
    fc.assert(
      fc.property(change, ({ from, to }) => {
        expect(compared(resourcesOf(twoTeams(manifests(from))), resourcesOf(twoTeams(manifests(to))), true)).toEqual(
          equal,
        );
      }),
      { seed, numRuns: runs },
    );
  });

  it.each([
    ['App Mesh', appMeshObject],
    ['Ingress', ingressObject],
  ])('of a change of random objects: %s', (_, object) => {
    const isRead = (one: object) => !/\$\{|"Deployment"|"StatefulSet"|"DaemonSet"|"Pod"/.test(JSON.stringify(one));
    const world = fc.array(object.filter(isRead), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(world, object.filter(isRead), (objects, changed) => {
        const from = resourcesOf(objects);
        expect(compared(from, new Map([...from, ...resourcesOf([changed])]), false)).toEqual(equal);
      }),
      { seed, numRuns: 4 * runs },
    );
  });
});
