import { describe } from 'vitest';
import { table } from './manifest.ts';

describe('settings of workloads and namespaces that nothing reads', () => {
  table({
    'annotations of pods are fine where no VirtualNode is: the injector of v1beta1 reads them': [
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata:
      labels: { app: cart }
      annotations: { appmesh.k8s.aws/ports: "8080", appmesh.k8s.aws/mesh: shop, appmesh.k8s.aws/virtualNode: cart }
    spec: { containers: [] }
`,
    ],
    'the mesh in a variable of Envoy': [
      `apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: shop }
spec:
  containers:
    - name: envoy
      env: [{ name: APPMESH_MESH_NAME, value: shop }]
`,
      'unknown-field spec.containers[0].env[0].name: `APPMESH_MESH_NAME`',
    ],
    'a variable of that name that an application may read is fine': [
      `apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  containers:
    - name: app
      env: [{ name: APPMESH_MESH_NAME, value: shop }]
`,
    ],
    'the variable that tells Envoy who it is is fine': [
      `apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: shop }
spec:
  containers:
    - name: envoy
      env: [{ name: APPMESH_RESOURCE_ARN, value: mesh/shop/virtualGateway/edge }]
`,
    ],
  });
});
