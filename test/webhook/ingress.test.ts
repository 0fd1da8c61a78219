import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { reasons } from './shop.ts';

const around = yaml`
  apiVersion: networking.k8s.io/v1
  kind: IngressClass
  metadata: { name: nginx }
  spec: { controller: k8s.io/ingress-nginx }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: team-a }
  spec: { ports: [{ port: 80 }] }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: team-b }
  spec: { ports: [{ port: 80 }] }
`;

function ingress(namespace: string, name: string, path: string, host = 'shop.test'): Manifest {
  const [object] = manifests(yaml`
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: ${name}, namespace: ${namespace} }
    spec:
      ingressClassName: nginx
      rules:
        - host: ${host}
          http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
  `);
  return object;
}

function shop(): TestCluster {
  const cluster = new TestCluster().seed(around);
  cluster.store(ingress('team-a', 'cart', '/cart'), true);
  return cluster;
}

describe('Ingresses of one class', () => {
  it('cannot take a longer path of another team', async () => {
    expect(reasons(await shop().apply(ingress('team-b', 'vip', '/cart/vip')))).toEqual(['stolen-requests']);
  });

  it('cannot take the same path of another team, which nothing orders', async () => {
    expect(reasons(await shop().apply(ingress('team-b', 'cart', '/cart')))).toEqual(['ambiguous-overlap']);
  });

  it('may take what is left, and other hosts', async () => {
    const cluster = shop();
    expect((await cluster.apply(ingress('team-b', 'all', '/'))).allowed).toBe(true);
    expect((await cluster.apply(ingress('team-b', 'cart', '/cart', 'other.test'))).allowed).toBe(true);
    expect((await cluster.apply(ingress('team-b', 'wide', '/cart', '"*.test"'))).allowed).toBe(true);
  });

  it('cannot take the hosts below a wildcard of another team', async () => {
    const cluster = shop();
    cluster.store(ingress('team-a', 'wide', '/cart', '"*.shops.test"'), true);
    const answer = await cluster.apply(ingress('team-b', 'one', '/cart', 'one.shops.test'));
    expect(reasons(answer)).toEqual(['stolen-requests']);
  });

  it('may take what only a catch-all had', async () => {
    const cluster = shop();
    cluster.store(ingress('team-a', 'wide', '/', '"*.shops.test"'), true);
    expect((await cluster.apply(ingress('team-b', 'one', '/cart', 'one.shops.test'))).allowed).toBe(true);
  });

  it('of one team may do as they like', async () => {
    expect((await shop().apply(ingress('team-a', 'vip', '/cart/vip'))).allowed).toBe(true);
  });
});
