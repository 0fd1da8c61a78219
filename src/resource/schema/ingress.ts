import { code } from '../../base/wording.ts';
import { hasPlaceholder, sameText } from '../../document/placeholder.ts';
import {
  anything,
  given,
  integer,
  list,
  type ObjectNode,
  type ObjectRule,
  object,
  oneOf,
  type Refusal,
  text,
} from './node.ts';
import { atLeastOne, exactlyOne } from './rules.ts';

/** The API server validates Ingresses itself. */
export const builtIn: Refusal = {
  because: 'the API server refuses the object when it is applied',
  source: 'kubernetes/kubernetes@019c5dc51786ef4d3a3c670a852267d2b087016c pkg/apis/networking/validation/validation.go',
};

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = new RegExp(`^${label}(\\.${label})*$`);
const wildcard = new RegExp(`^\\*(\\.${label})+$`);
const address = /^(0*(25[0-5]|2[0-4]\d|1?\d?\d)(\.|$)){4}$|:/;

const hostPhrase = 'a DNS name in lower case, without port, with `*` at most as its whole first label';
const isHost = (name: string) => subdomain.test(name) || wildcard.test(name);

/** A host of a rule: a DNS name, or `*.` in front of one; no address. The empty string is every host. */
const ruleHost = text({
  tighter: {
    most: 253,
    form: { test: (name) => name === '' || (!address.test(name) && isHost(name)), phrase: hostPhrase },
    refusal: builtIn,
  },
});

/** A host of a certificate. */
const certificateHost = text({ tighter: { most: 253, form: { test: isHost, phrase: hostPhrase }, refusal: builtIn } });

const name = text({
  tighter: {
    most: 253,
    form: { test: (written) => subdomain.test(written), phrase: 'a DNS name in lower case' },
    refusal: builtIn,
  },
});

/** The name of a Secret; the empty string names none. */
const secretName = text({
  tighter: {
    most: 253,
    form: { test: (written) => written === '' || subdomain.test(written), phrase: 'a DNS name in lower case' },
    refusal: builtIn,
  },
});

/** Whether the name may start with a digit depends on a feature gate of the server: it is not judged. */
const serviceName = text({
  tighter: {
    least: 1,
    most: 63,
    form: {
      test: (written) => new RegExp(`^${label}$`).test(written),
      phrase: 'the name of a Service: a DNS label in lower case',
    },
    refusal: builtIn,
  },
});

/** Port names have a letter and no two hyphens in a row. Source: kubernetes/apimachinery@v0.32.0 pkg/util/validation/validation.go IsValidPortName */
const portName = text({
  tighter: {
    most: 15,
    form: {
      test: (written) => new RegExp(`^${label}$`).test(written) && /[a-z]/.test(written) && !written.includes('--'),
      phrase: 'the name of a port: at most 15 of `a` to `z`, `0` to `9` and `-`, with a letter',
    },
    refusal: builtIn,
  },
});

const servicePort = object(
  { name: portName, number: integer({ tighter: { least: 1, most: 65535, refusal: builtIn } }) },
  {
    rules: [exactlyOne(['name', 'number'], builtIn)],
    shorthand: (written) => `write ${code(/^\d+$/.test(written) ? `{ number: ${written} }` : `{ name: ${written} }`)}`,
  },
);

const backend = object(
  {
    service: object(
      { 'name*': serviceName, 'port*': servicePort },
      { shorthand: (written) => `write \`name: ${written}\` in it, and \`port\`` },
    ),
    resource: object({ apiGroup: text(), 'kind*': text(), 'name*': text() }),
  },
  {
    rules: [exactlyOne(['resource', 'service'], builtIn)],
    mistakes: {
      serviceName: { instead: 'write it as `service.name`: v1beta1 had it here' },
      servicePort: { instead: 'write it as `service.port.number` or `service.port.name`: v1beta1 had it here' },
      name: { instead: 'write it as `service.name`' },
      port: { instead: 'write it as `service.port`' },
    },
  },
);

/** The path of an `Exact` or `Prefix` entry is absolute and normal; any other one is absolute if it is there. */
const wellFormedPath: ObjectRule = (entry) => {
  const type = given(entry, 'pathType');
  const path = given(entry, 'path') ?? '';
  if (typeof path !== 'string' || hasPlaceholder(path) || typeof type !== 'string') return [];
  const strict = type === 'Exact' || type === 'Prefix';
  if (!strict && (path === '' || type !== 'ImplementationSpecific')) return [];
  const found = path === '' ? 'no value' : code(path);
  const wrong = (expected: string) => [
    { path: ['path'], part: 'value' as const, found, expected: [expected], refusal: builtIn },
  ];
  if (!path.startsWith('/')) {
    return wrong('text that starts with `/`').map((it) => (path === '' ? { ...it, missing: ['path'] } : it));
  }
  const bad = ['//', '/./', '/../', '%2f', '%2F'].find((part) => path.includes(part));
  const end = ['/..', '/.'].find((part) => path.endsWith(part));
  return strict && (bad ?? end) !== undefined ? wrong(`a path without ${code(bad ?? end ?? '')}`) : [];
};

const entry = object(
  {
    path: text(),
    'pathType*': oneOf(['Exact', 'ImplementationSpecific', 'Prefix'], { regex: 'ImplementationSpecific' }),
    'backend*': backend,
  },
  {
    rules: [wellFormedPath],
    mistakes: {
      serviceName: { instead: 'write it as `backend.service.name`' },
      servicePort: { instead: 'write it as `backend.service.port.number`' },
      prefix: { instead: 'write `path` and `pathType: Prefix`' },
    },
  },
);

/** An Ingress without a default backend has rules. */
const routesSomething: ObjectRule = (spec, surroundings) => {
  const rules = given(spec, 'rules');
  const none = Array.isArray(rules) && rules.length === 0;
  return atLeastOne(['defaultBackend', 'rules'], builtIn)(none ? { ...spec, rules: null } : spec, surroundings);
};

const classAnnotation = 'kubernetes.io/ingress.class';

/** The class of the old annotation and the class of the field are the same where both are written. */
const oneClass: ObjectRule = (value) => {
  const annotated = given(given(given(value, 'metadata'), 'annotations'), classAnnotation);
  const named = given(given(value, 'spec'), 'ingressClassName');
  if (typeof annotated !== 'string' || typeof named !== 'string' || sameText(annotated, named) !== 'different')
    return [];
  return [
    {
      path: ['metadata', 'annotations', classAnnotation],
      part: 'value',
      found: code(annotated),
      expected: [code(named)],
      instead: 'remove the annotation: `ingressClassName` took its place',
      refusal: builtIn,
      related: [{ path: ['spec', 'ingressClassName'], note: `the class is ${code(named)} here` }],
    },
  ];
};

/** Ingress, networking.k8s.io/v1. */
export const ingress: ObjectNode = object(
  {
    apiVersion: text(),
    kind: text(),
    metadata: anything,
    spec: object(
      {
        ingressClassName: name,
        defaultBackend: backend,
        tls: list(object({ hosts: list(certificateHost), secretName })),
        rules: list(
          object({
            host: ruleHost,
            http: object({ 'paths*': list(entry, { tighter: { least: 1, refusal: builtIn } }) }),
          }),
        ),
      },
      {
        rules: [routesSomething],
        mistakes: {
          backend: { instead: 'write `defaultBackend`: v1beta1 had it here', readAs: backend },
          ingressClass: { instead: 'write `ingressClassName`', explains: false },
          className: { instead: 'write `ingressClassName`', explains: false },
          paths: { instead: 'write it as `http.paths` in an item of `rules`' },
          host: { instead: 'move it into an item of `rules`', explains: false },
        },
      },
    ),
    status: anything,
  },
  { implied: ['spec'], rules: [oneClass] },
);
