import type { Manifest, Plan, ServicePlan } from './correct.ts';

/** One thing that goes wrong in a correct world. */
export interface Break {
  readonly rule: string;
  /** Changes the objects in place and says where the finding belongs, `Kind ns/name /pointer`; null iff this world has nothing to break. */
  apply(world: World, pick: number): string | null;
}

/** The objects of a plan, with look-ups. */
export interface World {
  readonly plan: Plan;
  readonly manifests: Manifest[];
}

function one<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % items.length];
}

function find({ manifests }: World, kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** A service, the exposed ones first: everything about them is called by somebody. */
function called({ plan }: World, pick: number): ServicePlan {
  const found = one(
    plan.services.filter(({ name }) => plan.exposed.includes(name)),
    pick,
  );
  if (found === undefined) throw new Error('a plan exposes a service');
  return found;
}

const place = ({ kind, metadata: { namespace, name } }: Manifest, pointer: string) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} ${pointer}`;

const field = ({ protocol }: ServicePlan) => (protocol === 'http' ? 'httpRoute' : 'http2Route');

/** The router of a service with a special route, and the index of that route. */
function special(world: World, pick: number, kinds?: readonly string[]) {
  const services = world.plan.services.filter((service) =>
    service.special.some((kind) => kinds === undefined || kinds.includes(kind)),
  );
  const service = one(services, pick);
  if (service === undefined) return null;
  const router = find(world, 'VirtualRouter', service.name);
  const index = service.special.findIndex((kind) => kinds === undefined || kinds.includes(kind));
  return { service, router, index, last: router.spec.routes.length - 1, field: field(service) };
}

export const breaks: Readonly<Record<string, Break>> = {
  'the catch-all is tried first': {
    rule: 'unreachable-route',
    apply(world, pick) {
      const found = special(world, pick);
      // One route alone, so that the others do not die with it.
      if (found === null || found.service.special.length > 1 || found.service.weights.length < 2) return null;
      found.router.spec.routes[found.last].priority = 1;
      return place(found.router, `/spec/routes/0/${found.field}/match`);
    },
  },
  'a special route and the catch-all get one priority': {
    rule: 'conflicting-priority',
    apply(world, pick) {
      const found = special(world, pick, ['header', 'method', 'query']);
      if (found === null || found.service.special.length > 1 || found.service.weights.length < 2) return null;
      found.router.spec.routes[found.last].priority = 10;
      return place(found.router, `/spec/routes/${found.last}/${found.field}/match`);
    },
  },
  'weights that add up to nothing': {
    rule: 'wrong-weight-sum',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      for (const target of router.spec.routes[last][field(service)].action.weightedTargets) target.weight = 0;
      return place(router, `/spec/routes/${last}/${field(service)}/action`);
    },
  },
  'a route without a timeout': {
    rule: 'missing-timeout',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      delete router.spec.routes[last][field(service)].timeout;
      for (const [index] of service.weights.entries()) {
        delete find(world, 'VirtualNode', `${service.name}-v${index + 1}`).spec.listeners[0].timeout;
      }
      return service.special.length > 0 ? null : place(router, `/spec/routes/${last}/name`);
    },
  },
  'a route without retries': {
    rule: 'missing-retry',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      delete router.spec.routes[last][field(service)].retryPolicy;
      return place(router, `/spec/routes/${last}/name`);
    },
  },
  'a second version under the name of the first': {
    rule: 'split-to-same-backend',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.weights.length !== 2) return null;
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      const { dns } = find(world, 'VirtualNode', `${service.name}-v1`).spec.serviceDiscovery;
      find(world, 'VirtualNode', `${service.name}-v2`).spec.serviceDiscovery.dns.hostname = dns.hostname;
      return place(router, `/spec/routes/${last}/${field(service)}/action/weightedTargets/1`);
    },
  },
  'a hop that never gives up': {
    rule: 'retry-amplification',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      const { retryPolicy } = router.spec.routes[last][field(service)];
      retryPolicy.maxRetries = 10;
      retryPolicy.perRetryTimeout = { unit: 'ms', value: 100 };
      return place(router, `/spec/routes/${last}/${field(service)}/retryPolicy`);
    },
  },
  'a target that is not there': {
    rule: 'dangling-reference',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      const targets = router.spec.routes[last][field(service)].action.weightedTargets;
      if (targets.length < 2 || service.special.length > 0) return null;
      targets[0].virtualNodeRef.name = 'nobody';
      return place(router, `/spec/routes/${last}/${field(service)}/action/weightedTargets/0/virtualNodeRef/name`);
    },
  },
  'a namespace that loses the label of the mesh': {
    rule: 'outside-mesh',
    apply(world) {
      if (world.plan.policies) return null;
      for (const name of ['east', 'west']) delete find(world, 'Namespace', name).metadata.labels?.['mesh'];
      return place(find(world, 'Mesh', 'shop'), '/spec/namespaceSelector');
    },
  },
  'a gateway that no longer selects the namespace of a route': {
    rule: 'unattached-route',
    apply(world, pick) {
      const service = called(world, pick);
      const away = world.plan.services.filter(
        ({ name, namespace }) => namespace === 'west' && world.plan.exposed.includes(name),
      );
      if (service.namespace !== 'west' || away.length !== 1) return null;
      delete find(world, 'Namespace', 'west').metadata.labels?.['gateway'];
      return place(find(world, 'GatewayRoute', service.name), '/metadata/name');
    },
  },
  'a misspelt field': {
    rule: 'unknown-field',
    apply(world, pick) {
      const node = find(world, 'VirtualNode', `${called(world, pick).name}-v1`);
      node.spec.loging = node.spec.logging;
      delete node.spec.logging;
      return place(node, '/spec/loging');
    },
  },
  'a priority out of range': {
    rule: 'invalid-field',
    apply(world, pick) {
      const route = find(world, 'GatewayRoute', called(world, pick).name);
      route.spec.priority = 1001;
      return place(route, '/spec/priority');
    },
  },
  'two nodes that select one Deployment': {
    rule: 'overlapping-selectors',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.weights.length !== 2) return null;
      const second = find(world, 'VirtualNode', `${service.name}-v2`);
      second.spec.podSelector.matchLabels.version = 'v1';
      // The Deployment of the second version goes with its Service, or it would be selected by nothing.
      const gone = world.manifests.findIndex(
        ({ kind, metadata: { name } }) => kind === 'Deployment' && name === `${service.name}-v2`,
      );
      world.manifests.splice(gone, 1);
      return place(second, '/spec/podSelector');
    },
  },
  'a selector with a typing error': {
    rule: 'selector-matches-nothing',
    apply(world, pick) {
      const node = find(world, 'VirtualNode', `${called(world, pick).name}-v1`);
      node.spec.podSelector.matchLabels.app += 'x';
      return place(node, '/spec/podSelector');
    },
  },
  'a Deployment that turns its proxy off': {
    rule: 'missing-proxy',
    apply(world, pick) {
      const { metadata } = find(world, 'Deployment', `${called(world, pick).name}-v1`).spec.template;
      metadata.annotations = { ...metadata.annotations, 'appmesh.k8s.aws/sidecarInjectorWebhook': 'disabled' };
      const deployment = find(world, 'Deployment', `${called(world, pick).name}-v1`);
      return place(deployment, '/spec/template/metadata/annotations/appmesh.k8s.aws~1sidecarInjectorWebhook');
    },
  },
  'a Service that leads past the gateway': {
    rule: 'unexposed-gateway',
    apply(world) {
      find(world, 'Service', 'edge').spec.ports[0].targetPort = 8444;
      return place(find(world, 'VirtualGateway', 'edge'), '/spec/listeners/0');
    },
  },
  'a policy that lets nobody in': {
    rule: 'blocked-hop',
    apply(world, pick) {
      if (!world.plan.policies) return null;
      const policy = find(world, 'NetworkPolicy', called(world, pick).name);
      policy.spec.ingress = [];
      return place(policy, '/metadata/name');
    },
  },
  'a listener without TLS': {
    rule: 'tls-mismatch',
    apply(world, pick) {
      const node = find(world, 'VirtualNode', `${called(world, pick).name}-v1`);
      delete node.spec.listeners[0].tls;
      return place(node, '/spec/listeners/0');
    },
  },
  'a listener that takes plaintext too': {
    rule: 'missing-mtls',
    apply(world, pick) {
      const node = find(world, 'VirtualNode', `${called(world, pick).name}-v1`);
      node.spec.listeners[0].tls.mode = 'PERMISSIVE';
      return place(node, '/spec/listeners/0/tls/mode');
    },
  },
  'one object twice, with a difference': {
    rule: 'duplicate-resource',
    apply(world, pick) {
      const route = find(world, 'GatewayRoute', called(world, pick).name);
      const copy = structuredClone(route);
      copy.spec.priority += 1;
      world.manifests.push(copy);
      return place(copy, '/metadata/name');
    },
  },
  'a special route and the catch-all without priorities': {
    rule: 'ambiguous-overlap',
    apply(world, pick) {
      const found = special(world, pick, ['header', 'method', 'query']);
      if (found === null || found.service.special.length > 1 || found.service.weights.length < 2) return null;
      for (const route of found.router.spec.routes) delete route.priority;
      return place(found.router, `/spec/routes/${found.last}/${found.field}/match`);
    },
  },
  'a special route twice': {
    rule: 'duplicate-match',
    apply(world, pick) {
      const found = special(world, pick);
      if (found === null) return null;
      const copy = structuredClone(found.router.spec.routes[found.index]);
      copy.name = 'again';
      copy.priority += 1;
      found.router.spec.routes.push(copy);
      return place(found.router, `/spec/routes/${found.last + 1}/${found.field}/match`);
    },
  },
  'a header with two values at once': {
    rule: 'impossible-match',
    apply(world, pick) {
      const found = special(world, pick, ['header']);
      if (found === null) return null;
      const { match } = found.router.spec.routes[found.index][found.field];
      match.headers.push({ name: 'x-version', invert: true, match: { prefix: 'n' } });
      return place(found.router, `/spec/routes/${found.index}/${found.field}/match`);
    },
  },
  'weights that do not add up to a hundred': {
    rule: 'weights-off-100',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      const targets = router.spec.routes[last][field(service)].action.weightedTargets;
      if (targets.length !== 2) return null;
      targets[0].weight = 90;
      targets[1].weight = 5;
      return place(router, `/spec/routes/${last}/${field(service)}/action`);
    },
  },
  'a split between one node and itself': {
    rule: 'split-to-same-backend',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      const targets = router.spec.routes[last][field(service)].action.weightedTargets;
      if (targets.length !== 2 || service.special.length === 0) return null;
      targets[0].virtualNodeRef.name = targets[1].virtualNodeRef.name;
      return place(router, `/spec/routes/${last}/${field(service)}/action/weightedTargets/1`);
    },
  },
  'a route that waits longer than the listener behind it': {
    rule: 'timeout-ineffective',
    apply(world, pick) {
      const service = called(world, pick);
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      router.spec.routes[last][field(service)].timeout.perRequest.value = service.seconds + 60;
      router.spec.routes[last][field(service)].retryPolicy.maxRetries = 0;
      router.spec.routes[last][field(service)].retryPolicy.perRetryTimeout = { unit: 's', value: service.seconds + 60 };
      delete find(world, 'VirtualNode', `${service.name}-v1`).spec.listeners[0].timeout;
      return place(router, `/spec/routes/${last}/${field(service)}/timeout/perRequest`);
    },
  },
  'tries that are longer than the whole request': {
    rule: 'retry-outlives-timeout',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.calls.length > 0) return null;
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      router.spec.routes[last][field(service)].retryPolicy.perRetryTimeout = { unit: 's', value: service.seconds };
      return place(router, `/spec/routes/${last}/${field(service)}/retryPolicy`);
    },
  },
  'retries of what may have been done': {
    rule: 'unsafe-retry',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.calls.length > 0) return null;
      const router = find(world, 'VirtualRouter', service.name);
      const last = router.spec.routes.length - 1;
      router.spec.routes[last][field(service)].retryPolicy.httpRetryEvents = ['server-error'];
      return place(router, `/spec/routes/${last}/${field(service)}/retryPolicy`);
    },
  },
  'a rewrite to a path that nobody has': {
    rule: 'rewritten-to-nowhere',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.special.length > 0) return null;
      const router = find(world, 'VirtualRouter', service.name);
      router.spec.routes[0][field(service)].match.prefix = '/v1/';
      const route = find(world, 'GatewayRoute', service.name);
      route.spec.httpRoute.action.rewrite.prefix.value = '/v2/';
      return place(route, '/spec/httpRoute/match');
    },
  },
  'a route for the path that callers send': {
    rule: 'rewrite-skips-route',
    apply(world, pick) {
      const found = special(world, pick, ['prefix']);
      const service = found?.service;
      if (!found || !service || service.weights.length < 2 || !world.plan.exposed.includes(service.name)) return null;
      found.router.spec.routes[found.index][found.field].match.prefix = `/${service.name}/admin/`;
      return place(found.router, `/spec/routes/${found.index}/${found.field}/match`);
    },
  },
  'a listener that its Service does not have': {
    rule: 'port-mismatch',
    apply(world, pick) {
      const deployment = find(world, 'Deployment', `${called(world, pick).name}-v1`);
      deployment.spec.template.spec.containers[0].ports[0].containerPort = 8081;
      return place(find(world, 'VirtualNode', deployment.metadata.name), '/spec/listeners/0/portMapping/port');
    },
  },
  'a listener of another protocol than its router': {
    rule: 'protocol-mismatch',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.protocol !== 'http' || service.special.length > 0 || service.weights.length < 2) return null;
      const node = find(world, 'VirtualNode', `${service.name}-v1`);
      const [listener] = node.spec.listeners;
      listener.portMapping.protocol = 'http2';
      listener.timeout = { http2: listener.timeout.http };
      if (listener.healthCheck) listener.healthCheck.protocol = 'http2';
      const router = find(world, 'VirtualRouter', service.name);
      return place(router, '/spec/routes/0/httpRoute/action/weightedTargets/0/port');
    },
  },
  'a second listener, of which a route names none': {
    rule: 'ambiguous-port',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.special.length > 0) return null;
      const router = find(world, 'VirtualRouter', service.name);
      router.spec.listeners.push({ portMapping: { port: 8090, protocol: service.protocol } });
      find(world, 'GatewayRoute', service.name).spec.httpRoute.action.target.port = 8080;
      return place(router, `/spec/routes/0/${field(service)}/match`);
    },
  },
  'a listener twice': {
    rule: 'listener-conflict',
    apply(world, pick) {
      const router = find(world, 'VirtualRouter', called(world, pick).name);
      router.spec.listeners.push(structuredClone(router.spec.listeners[0]));
      return place(router, '/spec/listeners/1/portMapping');
    },
  },
  'a name that no Service has': {
    rule: 'unresolvable-name',
    apply(world, pick) {
      const calling = world.plan.services.filter(({ calls }) => calls.length > 0);
      const name = one(calling, pick)?.calls[0];
      if (name === undefined) return null;
      const service = find(world, 'VirtualService', name);
      service.spec.awsName = `${name}x.${service.metadata.namespace}.svc.cluster.local`;
      return place(service, '/spec/awsName');
    },
  },
  'an expression with a look-ahead': {
    rule: 'invalid-regex',
    apply(world, pick) {
      const found = special(world, pick, ['path']);
      if (found === null) return null;
      found.router.spec.routes[found.index][found.field].match = { path: { regex: '/status(?=/)' } };
      return place(found.router, `/spec/routes/${found.index}/${found.field}/match/path/regex`);
    },
  },
  'two nodes of one name in the mesh': {
    rule: 'duplicate-name',
    apply(world, pick) {
      const service = called(world, pick);
      if (service.weights.length < 2) return null;
      const [first, second] = ['v1', 'v2'].map((version) => find(world, 'VirtualNode', `${service.name}-${version}`));
      if (first === undefined || second === undefined) return null;
      first.spec.awsName = second.spec.awsName = 'node';
      return place(second, '/spec/awsName');
    },
  },
  'a prefix that the mesh keeps for itself': {
    rule: 'reserved-name',
    apply(world, pick) {
      const route = find(world, 'GatewayRoute', called(world, pick).name);
      route.spec.httpRoute.match.prefix = '/aws-appmesh/';
      return place(route, '/spec/httpRoute/match/prefix');
    },
  },
};
