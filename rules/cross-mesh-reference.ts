import { code, defineRule, objectName, yaml } from '../src/rule/kit.ts';

/** A reference crosses meshes iff what it names belongs, or is said to belong, to another mesh than what names it. */
export const crossMeshReference = defineRule({
  id: 'cross-mesh-reference',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'reference',
  reach: 'unit',
  curedElsewhere: true,
  once: true,
  docs: {
    summary: 'a reference to an object of another mesh',
    harm: 'The object that names it never becomes active: every attempt to create it in its mesh fails, and nothing but an event says so.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/pkg/references',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/conversions/arns_conversion.go',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: billing
      spec:
        namespaceSelector: { matchLabels: { mesh: billing } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: billing
        labels: { mesh: billing }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        backends:
          - virtualService:
              virtualServiceRef: { name: invoice, namespace: billing }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: invoice
        namespace: billing
      spec: {}
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: billing
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        backends:
          - virtualService:
              virtualServiceRef: { name: invoice, namespace: billing }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: invoice
        namespace: billing
      spec: {}
    `,
  },

  *check({ at, as, wanted, resolution }) {
    if (resolution.is !== 'refused' || resolution.because !== 'other-mesh') return;
    yield {
      at,
      what: `the ${as} ${code(objectName(wanted))} is of another mesh`,
      why: resolution.text,
      fix: `name a ${wanted.kind} of the mesh that names it, or put both into one mesh`,
      related: resolution.evidence,
      about: [as, objectName(wanted)],
    };
  },
});
