import { code, defineRule, objectId, type Workload, yaml } from '../src/rule/kit.ts';

/** A name is unresolvable iff something in the mesh calls it, it has the form of a Service's name, and the world, which holds Services of that namespace, has no such Service. */
export const unresolvableName = defineRule({
  id: 'unresolvable-name',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'a name that clients must call and no Service answers',
    harm: 'The application fails to look the name up, so that its request never reaches the proxy, let alone the mesh.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_services.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/troubleshooting-connectivity.html',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/65',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: color
        namespace: colors
      spec:
        awsName: colour.colors.svc.cluster.local
        provider:
          virtualNode: { virtualNodeRef: { name: color } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: color
        namespace: colors
      spec:
        podSelector: { matchLabels: { app: color } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: color.colors.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: colors
      spec:
        podSelector: { matchLabels: { app: front } }
        backends:
          - virtualService: { virtualServiceRef: { name: color } }
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: color
        namespace: colors
      spec:
        selector: { app: color }
        ports:
          - { name: http, port: 8080 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: color
        namespace: colors
      spec:
        awsName: color.colors.svc.cluster.local
        provider:
          virtualNode: { virtualNodeRef: { name: color } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: color
        namespace: colors
      spec:
        podSelector: { matchLabels: { app: color } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: color.colors.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: colors
      spec:
        podSelector: { matchLabels: { app: front } }
        backends:
          - virtualService: { virtualServiceRef: { name: color } }
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: color
        namespace: colors
      spec:
        selector: { app: color }
        ports:
          - { name: http, port: 8080 }
    `,
  },

  *check({ model }) {
    const pods = new Map(model.selections.map(({ by, selected }) => [objectId(by), selected]));
    for (const { place, name, at, service, resolution } of model.calledNames) {
      if (resolution.is !== 'dangling') continue;
      const callers = model.calls.filter(({ caller, to }) => {
        if (!('place' in to) || to.place !== place) return false;
        return !(pods.get(objectId(caller)) ?? []).some(({ workload }) => knows(workload, name));
      });
      if (callers.length === 0) continue;
      yield {
        at,
        what: `no Service answers the name ${code(name)}`,
        why: `its callers look it up before the proxy sees their requests, and there is no ${service}`,
        fix:
          resolution.nearest === null
            ? `create ${service}, with any selector, since only its name has to resolve, or write the name of a Service`
            : `change the name to that of ${code(resolution.nearest)}, or create ${service}`,
        related: callers.map(({ at: from, label }) => ({ at: from, note: `${label} calls it` })),
        certainty: 'if-complete',
        about: [name],
      };
    }
  },
});

/** True iff the pods have the name in a hosts file of their own. */
function knows({ pod }: Workload, name: string): boolean {
  const aliases = pod['hostAliases'];
  if (!Array.isArray(aliases)) return aliases !== undefined;
  return aliases.some((alias: unknown) => [Object(alias).hostnames].flat().includes(name));
}
