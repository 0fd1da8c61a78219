// Writes a tree of App Mesh manifests: node test/bench/tree.mjs DOCUMENTS FOLDER
// A team owns a namespace with a gateway, and ten services of a router, a service, two nodes, a gateway route and the
// Services and Deployments behind them; the same numbers make the same tree.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeTree(documents, folder) {
  mkdirSync(folder, { recursive: true });
  let written = 0;
  const file = (name, parts) => {
    const taken = parts.slice(0, documents - written);
    written += taken.length;
    if (taken.length > 0) writeFileSync(join(folder, name), taken.join('---\n'));
  };
  file('mesh.yaml', [mesh]);
  for (let team = 0; written < documents; team++) {
    file(`team-${team}.yaml`, [namespace(team), gateway(team)]);
    for (let service = 0; service < 10 && written < documents; service++) {
      file(`team-${team}-service-${service}.yaml`, objects(team, service));
    }
  }
  return written;
}

const mesh = `apiVersion: appmesh.k8s.aws/v1beta2
kind: Mesh
metadata:
  name: bench
spec:
  namespaceSelector:
    matchLabels:
      mesh: bench
`;

const namespace = (team) => `apiVersion: v1
kind: Namespace
metadata:
  name: team-${team}
  labels:
    mesh: bench
    gateway: team-${team}
    appmesh.k8s.aws/sidecarInjectorWebhook: enabled
`;

const gateway = (team) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualGateway
metadata:
  name: edge
  namespace: team-${team}
spec:
  namespaceSelector:
    matchLabels:
      gateway: team-${team}
  podSelector:
    matchLabels:
      app: edge
  listeners:
    - portMapping:
        port: 8080
        protocol: http
`;

const backend = (service) => `  backends:
    - virtualService:
        virtualServiceRef:
          name: service-${service}
`;

const node = (team, service, version) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata:
  name: service-${service}-v${version}
  namespace: team-${team}
spec:
  podSelector:
    matchLabels:
      app: service-${service}
      version: v${version}
  listeners:
    - portMapping:
        port: 8080
        protocol: http
      healthCheck:
        protocol: http
        path: /health
        healthyThreshold: 2
        unhealthyThreshold: 2
        intervalMillis: 5000
        timeoutMillis: 2000
${service === 0 ? '' : backend(service - 1)}  serviceDiscovery:
    dns:
      hostname: service-${service}-v${version}.team-${team}.svc.cluster.local
`;

const kubernetesService = (team, service, version) => `apiVersion: v1
kind: Service
metadata:
  name: service-${service}${version === undefined ? '' : `-v${version}`}
  namespace: team-${team}
spec:
  selector:
    app: service-${service}
${version === undefined ? '' : `    version: v${version}\n`}  ports:
    - port: 8080
      targetPort: 8080
`;

const objects = (team, service) => [
  `apiVersion: appmesh.k8s.aws/v1beta2
kind: GatewayRoute
metadata:
  name: service-${service}
  namespace: team-${team}
spec:
  priority: ${service * 10}
  httpRoute:
    match:
      prefix: /service-${service}/
    action:
      target:
        virtualService:
          virtualServiceRef:
            name: service-${service}
`,
  `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata:
  name: service-${service}
  namespace: team-${team}
spec:
  provider:
    virtualRouter:
      virtualRouterRef:
        name: service-${service}
`,
  `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata:
  name: service-${service}
  namespace: team-${team}
spec:
  listeners:
    - portMapping:
        port: 8080
        protocol: http
  routes:
    - name: canary
      priority: 10
      httpRoute:
        match:
          prefix: /
          headers:
            - name: x-canary
              match:
                exact: "true"
        action:
          weightedTargets:
            - virtualNodeRef:
                name: service-${service}-v2
              weight: 1
    - name: split
      priority: 20
      httpRoute:
        match:
          prefix: /
        action:
          weightedTargets:
            - virtualNodeRef:
                name: service-${service}-v1
              weight: 90
            - virtualNodeRef:
                name: service-${service}-v2
              weight: 10
        timeout:
          perRequest:
            unit: s
            value: 5
`,
  node(team, service, 1),
  node(team, service, 2),
  kubernetesService(team, service),
  kubernetesService(team, service, 1),
  kubernetesService(team, service, 2),
  ...[1, 2].map(
    (version) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${service}-v${version}
  namespace: team-${team}
spec:
  selector:
    matchLabels:
      app: service-${service}
      version: v${version}
  template:
    metadata:
      labels:
        app: service-${service}
        version: v${version}
    spec:
      containers:
        - name: app
          image: example/service-${service}:v${version}
          ports:
            - containerPort: 8080
`,
  ),
];

if (process.argv[1]?.endsWith('tree.mjs')) {
  const [documents, folder] = process.argv.slice(2);
  if (!/^\d+$/.test(documents ?? '') || folder === undefined) {
    console.error('usage: node test/bench/tree.mjs DOCUMENTS FOLDER');
    process.exit(2);
  }
  console.log(`${writeTree(Number(documents), folder)} documents in ${folder}`);
}
