import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import type { AdmissionResponse } from '../../webhook/respond.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { edge, route, served } from './shop.ts';

const planted = /s3cr3t|x-planted|4711|planted/i;

/** What the user sees: the audit annotation is for whoever may read the audit log. */
const seen = ({ status, warnings }: AdmissionResponse) => JSON.stringify({ status, warnings });

/** Team A's routes, full of what only team A may know. */
function shop(disclose: 'name' | 'none'): TestCluster {
  const cluster = new TestCluster({ webhook: { mode: 'enforce', disclose } }).seed(edge);
  cluster.seed(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: GatewayRoute
    metadata:
      name: cart
      namespace: team-a
      annotations: { note: planted-s3cr3t }
      labels: { planted: s3cr3t }
    spec:
      priority: 4711
      httpRoute:
        match:
          prefix: /cart
          headers: [{ name: x-canary, match: { exact: planted-s3cr3t } }]
          queryParameters: [{ name: mode, match: { exact: s3cr3t } }]
        action: { target: { virtualService: { virtualServiceRef: { name: planted-s3cr3t } }, port: 4711 } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: shared, namespace: team-a, labels: { planted: s3cr3t } }
    spec: { awsName: shared.name, provider: { virtualRouter: { virtualRouterRef: { name: planted-s3cr3t } } } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: cart, namespace: team-a }
    spec:
      listeners: [{ portMapping: { port: 4711, protocol: http } }]
      routes:
        - name: s3cr3t-route
          httpRoute:
            match: { prefix: /cart/planted }
            action: { weightedTargets: [{ virtualNodeRef: { name: planted-s3cr3t }, weight: 1 }] }
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: web, namespace: team-a, creationTimestamp: "2026-01-01T00:00:00Z" }
    spec:
      ingressClassName: nginx
      rules:
        - host: shop.test
          http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: planted-s3cr3t, port: { number: 4711 } } } }] }
  `);
  for (const object of served('team-b', 'all')) cluster.store(object, true);
  return cluster;
}

const ingress = (path: string): Manifest =>
  manifests(yaml`
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: web, namespace: team-b, creationTimestamp: "2026-02-01T00:00:00Z" }
    spec:
      ingressClassName: nginx
      rules:
        - host: shop.test
          http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
  `)[0];

const [named] = manifests(yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualService
  metadata: { name: mine, namespace: team-b }
  spec: { awsName: shared.name, provider: { virtualNode: { virtualNodeRef: { name: all } } } }
`);

const [guessing] = manifests(yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: GatewayRoute
  metadata: { name: guess, namespace: team-b }
  spec:
    httpRoute:
      match: { prefix: /guess }
      action: { target: { virtualService: { virtualServiceRef: { name: sharet, namespace: team-a } } } }
`);

const [calling] = manifests(yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: GatewayRoute
  metadata: { name: call, namespace: team-b }
  spec:
    httpRoute:
      match: { prefix: /call }
      action:
        target: { virtualService: { virtualServiceRef: { name: shared, namespace: team-a } } }
        rewrite: { prefix: { value: /nowhere/ } }
`);

const changes: readonly (readonly [string, Manifest])[] = [
  ['a theft', route('team-b', 'all', '{ prefix: /cart, method: GET }', { priority: 10 })],
  ['a route that leaves nothing', route('team-b', 'all', '{ prefix: / }', { priority: 10 })],
  ['the same priority', route('team-b', 'all', '{ prefix: /cart, method: GET }', { priority: 4711 })],
  ['a route that gets nothing', ingress('/cart')],
  ['an ingress', ingress('/cart/more')],
  ['the name of another object', named],
];

describe.each(['name', 'none'] as const)('what is disclosed of another namespace: %s', (disclose) => {
  it.each(changes)('to %s', async (_, object) => {
    const text = seen(await shop(disclose).apply(object));
    expect(text).toContain('team-b/');
    // The priority and the name are the reader's own where both have the same.
    const own = JSON.stringify(object);
    const words = [...text.matchAll(new RegExp(planted, 'gi'))]
      .map(([word]) => word)
      .filter((word) => !own.includes(word));
    expect(words).toEqual([]);
    if (disclose === 'none') expect(text.replaceAll('NAMESPACE/NAME', '')).not.toMatch(/team-a/);
  });
});

describe('a denial', () => {
  it('names the other object and the request, and the owner who can agree', async () => {
    const answer = await shop('name').apply(changes[0]?.[1] as Manifest);
    expect(answer.status?.message).toMatchInlineSnapshot(`
      "routeproof refuses GatewayRoute team-b/all for 1 reason:
      stolen-requests at spec.httpRoute.match: route \`team-b/all\` takes requests from route \`team-a/cart\` (e.g. GET example.test/cart?mode=*** with x-canary: ***)
        fix: narrow the match, or agree with namespace \`team-a\`
      if the other side agrees: its owner annotates GatewayRoute team-a/cart with routeproof.dev/yields-to: team-b/all
      in an emergency: whoever has the verb breakglass on validatingwebhookconfigurations/routeproof is not asked"
    `);
  });

  it('names nothing of it where that is asked for', async () => {
    const answer = await shop('none').apply(changes[0]?.[1] as Manifest);
    expect(answer.status?.message).toMatchInlineSnapshot(`
      "routeproof refuses GatewayRoute team-b/all for 1 reason:
      stolen-requests at spec.httpRoute.match: route \`team-b/all\` takes requests from another namespace's object (e.g. GET example.test/cart)
        fix: narrow the match, or agree with another namespace
      if the other side agrees: its owner annotates the other object with routeproof.dev/yields-to: team-b/all
      in an emergency: whoever has the verb breakglass on validatingwebhookconfigurations/routeproof is not asked"
    `);
  });

  it('is no oracle for names of another namespace', async () => {
    const answer = await shop('none').apply(guessing);
    expect(answer.warnings?.join('\n')).toContain('team-a/sharet');
    expect(seen(answer)).not.toContain('shared');
  });

  it('tells what goes on behind a service of another namespace by names alone', async () => {
    const answer = await shop('name').apply(calling);
    expect(seen(answer)).not.toMatch(/4711|s3cr3t-route|\/cart\/planted/);
  });

  it('masks secrets in the audit log', async () => {
    const cluster = shop('name');
    const secret = route(
      'team-b',
      'all',
      '{ prefix: /cart, headers: [{ name: authorization, match: { exact: Bearer abcdefgh } }] }',
    );
    const answer = await cluster.apply({ ...secret, spec: { ...secret.spec, priority: 1 } });
    expect(JSON.stringify(answer)).not.toContain('abcdefgh');
  });
});
