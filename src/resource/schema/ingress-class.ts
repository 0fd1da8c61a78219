import { builtIn } from './ingress.ts';
import { anything, given, type ObjectNode, type ObjectRule, object, oneOf, type Refusal, text } from './node.ts';
import { mustHave } from './rules.ts';

const controller = text({
  tighter: {
    most: 250,
    form: {
      test: (written) => /^[^/]+\/.+$/.test(written),
      phrase: 'a name with a domain in front, like `example.com/controller`',
    },
    refusal: builtIn,
  },
});

const edit: Refusal = {
  because: 'the API server refuses the whole edit',
  source: 'kubernetes/kubernetes@v1.34.0 pkg/apis/networking/validation/validation.go, validateIngressClassSpecUpdate',
};

/** Parameters in a namespace name it, and parameters of the cluster, which is the default, name none. */
const scoped: ObjectRule = (parameters) => {
  const scope = given(parameters, 'scope') ?? 'Cluster';
  const namespace = given(parameters, 'namespace');
  if (scope === 'Namespace' && namespace === undefined) {
    return [
      {
        path: ['namespace'],
        part: 'key',
        found: 'no value',
        expected: ['a namespace for `scope: Namespace`'],
        refusal: builtIn,
        missing: ['namespace'],
      },
    ];
  }
  if (scope !== 'Cluster' || namespace === undefined) return [];
  return [
    {
      path: ['namespace'],
      part: 'key',
      found: '`namespace`',
      expected: ['no namespace for `scope: Cluster`'],
      refusal: builtIn,
    },
  ];
};

/** IngressClass, networking.k8s.io/v1. */
export const ingressClass: ObjectNode = object(
  {
    apiVersion: text(),
    kind: text(),
    metadata: anything,
    spec: object(
      {
        controller,
        parameters: object(
          {
            apiGroup: text(),
            'kind*': text(),
            'name*': text(),
            scope: oneOf(['Cluster', 'Namespace']),
            namespace: text(),
          },
          { rules: [scoped] },
        ),
      },
      {
        frozen: { controller: { refusal: edit } },
        rules: [
          mustHave(
            'controller',
            'add `controller`, as the controller that is to serve the class calls itself',
            builtIn,
          ),
        ],
      },
    ),
  },
  { implied: ['spec'] },
);
