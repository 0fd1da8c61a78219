import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { edge, reasons } from './shop.ts';

const service = (namespace: string, name: string, awsName: string): Manifest =>
  manifests(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: ${name}, namespace: ${namespace} }
    spec: { awsName: ${awsName}, provider: { virtualNode: { virtualNodeRef: { name: ${name} } } } }
  `)[0];

describe('a name of the mesh', () => {
  it('that another team has cannot be taken, by a new object or a changed one', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(service('team-a', 'cart', 'cart.shop'));
    const answer = await cluster.apply(service('team-b', 'mine', 'cart.shop'));
    expect(reasons(answer)).toEqual(['duplicate-name']);
    await cluster.apply(service('team-b', 'mine', 'mine.shop'));
    expect(reasons(await cluster.apply(service('team-b', 'mine', 'cart.shop')))).toContain('duplicate-name');
  });

  it('may go from one object to another of the same owner', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(service('team-a', 'cart', 'cart.shop'));
    expect(reasons(await cluster.apply(service('team-a', 'basket', 'cart.shop')))).toEqual([]);
  });
});
