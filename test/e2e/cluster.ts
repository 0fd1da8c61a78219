import { gateway, mesh, namespace, node, service } from './manifests.ts';
import type { E2e } from './world.ts';

/** The verdict of a write, and what kubectl printed of it. */
export interface Verdict {
  readonly passed: boolean;
  readonly text: string;
}

/** Makes kubectl one whom the webhook never asks about anything: what is written so may be wrong. */
export const sweeper = '--as=system:serviceaccount:kube-system:namespace-controller';

const sweepers = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'sweepers' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'tenant' },
  subjects: ['namespace-controller', 'generic-garbage-collector'].map((name) => ({
    kind: 'ServiceAccount',
    name,
    namespace: 'kube-system',
  })),
};

/** A cluster with a gateway and two teams, each with services that its routes may name. */
export async function furnish(e2e: E2e): Promise<void> {
  await e2e.plane.apply(sweepers);
  await e2e.plane.apply(['edge', 'team-a', 'team-b'].map((name) => namespace(name)));
  await e2e.plane.apply([mesh, gateway()]);
  for (const [team, name] of [
    ['team-a', 'cart'],
    ['team-a', 'other'],
    ['team-b', 'all'],
  ] as const) {
    await e2e.plane.apply([service(team, name), node(team, name)]);
  }
}

/** Writes as a tenant does. */
export async function write(e2e: E2e, manifest: unknown, ...flags: string[]): Promise<Verdict> {
  const { code, stderr } = await e2e.plane.tryApply(manifest, { as: 'tenant', flags });
  return { passed: code === 0, text: stderr };
}

/** Removes every route, so that each case begins with none. */
export async function clear(e2e: E2e): Promise<void> {
  for (const kind of ['gatewayroutes', 'virtualrouters']) {
    await e2e.plane.kubectl(['delete', kind, '--all', '--all-namespaces', '--wait=false']);
  }
}

/** A field of a stored object; empty where there is none. */
export async function stored(e2e: E2e, kind: string, path: string, field: string): Promise<string> {
  const [ns = '', name = ''] = path.split('/');
  const { stdout } = await e2e.plane.kubectl([
    'get',
    kind,
    name,
    '-n',
    ns,
    '-o',
    `jsonpath={${field}}`,
    '--ignore-not-found',
  ]);
  return stdout;
}
