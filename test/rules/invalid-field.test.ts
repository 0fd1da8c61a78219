import { invalidField } from '../../rules/invalid-field.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(invalidField, {
  reports: {
    'a value outside of an enumeration': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: HTTP } #! spec.listeners[0].portMapping.protocol has HTTP, expected http, grpc, http2 or tcp
    `,
    'a field that only the system sets': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        meshRef: { name: shop } #! spec.meshRef has a value that only the system sets
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },
  silent: {
    'values at the edge of their ranges': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 65535, protocol: http }
        routes:
          - name: first
            priority: 1000
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 100 }] }
    `,
    'a number that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: $PORT, protocol: $PROTOCOL }
    `,
    'a field of the system on an object that was read from a cluster': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop, uid: 6f1c0a52-0c7e-4f43-8f6e-5a0d5a6a1b11 }
      spec:
        meshRef: { name: shop, uid: 0b8f9c1e-7b0a-4b8e-9d5c-3f2d1c0b9a88 }
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },
});
