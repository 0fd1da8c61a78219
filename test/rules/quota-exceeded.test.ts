import { quotaExceeded } from '../../rules/quota-exceeded.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

const mesh = yaml`
  apiVersion: v1
  kind: Namespace
  metadata: { name: edge, labels: { mesh: shop } }
  ---
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: Mesh
  metadata: { name: shop }
  spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
`;
const gateway = (name: string) => yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualGateway
  metadata: { name: ${name}, namespace: edge }
  spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
`;
const node = (backends: number, replicas: number, claim = '') => yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualNode
  metadata:
    name: cart ${claim}
    namespace: shop
  spec:
    podSelector: { matchLabels: { app: cart } }
    backends: [${[...Array(backends).keys()].map((n) => `{ virtualService: { virtualServiceRef: { name: s${n} } } }`).join(', ')}]
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: cart, namespace: shop }
  spec:
    replicas: ${replicas}
    selector: { matchLabels: { app: cart } }
    template: { metadata: { labels: { app: cart } }, spec: { containers: [] } }
`;
const routes = (count: number, listener: string, claim = '') => yaml`
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualRouter
  metadata:
    name: cart ${claim}
    namespace: shop
  spec:
    listeners: [{ portMapping: { port: ${listener}, protocol: http } }]
    routes: [${[...Array(count).keys()].map((n) => `{ name: r${n}, httpRoute: { match: { prefix: /r${n}/ }, action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] } } }`).join(', ')}]
`;
const files = (...texts: readonly string[]) => texts.join('---\n');

ruleTest(quotaExceeded, {
  reports: {
    'the fourth gateway of a mesh': {
      'mesh.yaml': mesh.replace(
        'metadata: { name: shop }',
        'metadata: { name: shop } #! Mesh shop has 4 VirtualGateways, expected at most 3',
      ),
      'gateways.yaml': files(gateway('a'), gateway('b'), gateway('c'), gateway('d')),
    },
    'the fifty-first route of a router': routes(
      51,
      '8080',
      '#! VirtualRouter shop/cart has 51 routes, expected at most 50',
    ),
    'the fifty-first backend of a node': node(51, 1, '#! VirtualNode shop/cart has 51 backends, expected at most 50'),
    'the fifty-first Envoy of a node': node(1, 51, '#! VirtualNode shop/cart has 51 Envoys, expected at most 50'),
    'a limit of the account': {
      'routeproof.yaml':
        'rules:\n  quota-exceeded:\n    level: warning\n    options: { limits: { routes-per-virtual-router: 2 } }\n',
      'router.yaml': routes(3, '8080', '#! VirtualRouter shop/cart has 3 routes, expected at most 2'),
    },
  },
  silent: {
    'three gateways in a mesh': files(mesh, gateway('a'), gateway('b'), gateway('c')),
    'four gateways whose mesh is not known': files(gateway('a'), gateway('b'), gateway('c'), gateway('d')),
    'fifty routes': routes(50, '8080'),
    'fifty backends and fifty Envoys': node(50, 50),
    'an account with a higher limit': {
      'routeproof.yaml':
        'rules:\n  quota-exceeded:\n    level: warning\n    options: { limits: { routes-per-virtual-router: 100 } }\n',
      'router.yaml': routes(51, '8080'),
    },
  },
});
