import { duplicateResource } from '../../rules/duplicate-resource.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(duplicateResource, {
  reports: {
    'two definitions in one file': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart #! found another definition of VirtualRouter shop/cart with different content #= severity error
        namespace: shop
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners: [{ portMapping: { port: 9090, protocol: http } }]
    `,
    'two definitions in two files': {
      'a.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata:
          name: cart #! found another definition of VirtualRouter shop/cart with different content #= severity warning
          namespace: shop
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
      `,
      'b.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata:
          name: cart
          namespace: shop
        spec:
          listeners: [{ portMapping: { port: 9090, protocol: http } }]
      `,
    },
  },
  silent: {
    'the same object as the cluster shows it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
        uid: 6f1c0a52-0c7e-4f43-8f6e-5a0d5a6a1b11
        resourceVersion: "7"
        annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      status: { conditions: [] }
    `,
    'the same content twice': {
      'a.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
      `,
      'b.yaml': yaml`
        kind: VirtualRouter
        apiVersion: appmesh.k8s.aws/v1beta2
        metadata: { namespace: shop, name: cart }
        spec:
          listeners: [{ portMapping: { protocol: http, port: 8080 } }]
      `,
    },
    'one name in two namespaces': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: other }
      spec:
        listeners: [{ portMapping: { port: 9090, protocol: http } }]
    `,
  },
});
