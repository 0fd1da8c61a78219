import { describe, expect, it } from 'vitest';
import { complaints, faults } from './documents.ts';

const ingress = (spec: string, metadata = '{ name: a }') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: ${metadata}\nspec:\n  ${spec}\n`;
const backend = 'backend: { service: { name: a, port: { number: 80 } } }';
const path = (fields: string) => ingress(`rules: [{ http: { paths: [{ ${fields}, ${backend} }] } }]`);
const host = (name: string) => ingress(`rules: [{ host: "${name}" }]`);
const service = (fields: string) => ingress(`defaultBackend: { service: { ${fields} } }`);
const at = 'spec.rules[0].http.paths[0]';

describe('Ingress', () => {
  it('with rules, or with a default backend, is fine', () => {
    expect(complaints(path('path: /, pathType: Prefix'))).toEqual([]);
    expect(complaints(ingress(`default${backend.replace('b', 'B')}`))).toEqual([]);
  });

  it('with neither', () => {
    expect(complaints(ingress('ingressClassName: a'))).toEqual([
      'invalid-field spec: neither `defaultBackend` nor `rules`',
    ]);
    expect(complaints(ingress('rules: []'))).toEqual(['invalid-field spec: neither `defaultBackend` nor `rules`']);
    expect(complaints('apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\n')).toEqual([
      'invalid-field spec: neither `defaultBackend` nor `rules`',
    ]);
  });

  it('without a path type', () => {
    expect(complaints(path('path: /'))).toEqual([`invalid-field ${at}.pathType: no value`]);
    expect(complaints(path('path: /, pathType: exact'))).toEqual([`invalid-field ${at}.pathType: \`exact\``]);
    expect(faults(path('path: /, pathType: exact'))[0]?.instead).toBe('write `Exact`');
  });

  it('with a path that is not absolute', () => {
    expect(complaints(path('path: a, pathType: Prefix'))).toEqual([`invalid-field ${at}.path: \`a\``]);
    expect(complaints(path('path: a, pathType: ImplementationSpecific'))).toEqual([`invalid-field ${at}.path: \`a\``]);
    expect(complaints(path('pathType: Exact'))).toEqual([`invalid-field ${at}.path: no value`]);
    expect(complaints(path('pathType: ImplementationSpecific'))).toEqual([]);
  });

  it.each(['/a//b', '/a/./b', '/a/../b', '/a%2fb', '/a%2Fb', '/a/.', '/a/..'])(
    'with a path that is not normal: %s',
    (written) => {
      expect(complaints(path(`path: ${written}, pathType: Prefix`))).toEqual([
        `invalid-field ${at}.path: \`${written}\``,
      ]);
      expect(complaints(path(`path: ${written}, pathType: ImplementationSpecific`))).toEqual([]);
    },
  );

  it.each(['shop.example.com', '*.example.com', 'a', ''])('with the host %j is fine', (name) => {
    expect(complaints(host(name)).filter((complaint) => complaint.includes('host'))).toEqual([]);
  });

  it.each(['10.0.0.1', '::1', 'Shop.example.com', 'a.*.com', '*', '*example.com', 'a:80', 'a..b', '-a'])(
    'with the host %j',
    (name) => {
      expect(complaints(host(name))).toEqual([`invalid-field spec.rules[0].host: \`${name}\``]);
    },
  );

  it('with an empty list of paths', () => {
    expect(complaints(ingress('rules: [{ http: { paths: [] } }]'))).toEqual([
      'invalid-field spec.rules[0].http.paths: an empty list',
    ]);
  });

  it('with a backend that is neither or both', () => {
    expect(complaints(ingress('defaultBackend: {}'))).toEqual([
      'invalid-field spec.defaultBackend: neither `resource` nor `service`',
    ]);
    expect(
      complaints(
        ingress('defaultBackend: { service: { name: a, port: { number: 80 } }, resource: { kind: A, name: b } }'),
      ),
    ).toEqual(['invalid-field spec.defaultBackend.resource: both `service` and `resource`']);
  });

  it('with a port that is neither, both, or out of range', () => {
    const port = 'spec.defaultBackend.service.port';
    expect(complaints(service('name: a, port: {}'))).toEqual([
      `invalid-field ${port}: neither \`name\` nor \`number\``,
    ]);
    expect(complaints(service('name: a, port: { name: http, number: 80 }'))).toEqual([
      `invalid-field ${port}.number: both \`name\` and \`number\``,
    ]);
    expect(complaints(service('name: a, port: { number: 65536 }'))).toEqual([
      `invalid-field ${port}.number: \`65536\``,
    ]);
    expect(complaints(service('name: a, port: { number: 0 }'))).toEqual([`invalid-field ${port}.number: \`0\``]);
    expect(complaints(service('name: a, port: { name: HTTP }'))).toEqual([`invalid-field ${port}.name: \`HTTP\``]);
    expect(complaints(service('name: a, port: { name: "8080" }'))).toEqual([`invalid-field ${port}.name: \`8080\``]);
    expect(complaints(service('name: a'))).toEqual([`invalid-field ${port}: no value`]);
    expect(complaints(service('name: a, port: http'))).toEqual([`invalid-field ${port}: the string \`http\``]);
  });

  it('as v1beta1 had it', () => {
    const old = faults(ingress('backend: { serviceName: a, servicePort: 80 }'));
    expect(old.map(({ found, instead }) => [found, instead])).toEqual([
      ['`backend`', 'write `defaultBackend`: v1beta1 had it here'],
      ['`serviceName`', 'write it as `service.name`: v1beta1 had it here'],
      ['`servicePort`', 'write it as `service.port.number` or `service.port.name`: v1beta1 had it here'],
    ]);
  });

  it('with two classes that differ', () => {
    const annotated = '{ name: a, annotations: { kubernetes.io/ingress.class: nginx } }';
    const spec = (name: string) => `{ ingressClassName: ${name}, default${backend.replace('b', 'B')} }`;
    expect(complaints(ingress(spec('alb'), annotated))).toEqual([
      'invalid-field metadata.annotations["kubernetes.io/ingress.class"]: `nginx`',
    ]);
    expect(complaints(ingress(spec('nginx'), annotated))).toEqual([]);
  });
});

describe('IngressClass', () => {
  const ingressClass = (spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: a }\nspec: ${spec}\n`;

  it('names a controller with a domain', () => {
    expect(complaints(ingressClass('{ controller: example.com/a }'))).toEqual([]);
    expect(complaints(ingressClass('{ controller: a }'))).toEqual(['invalid-field spec.controller: `a`']);
    expect(complaints(ingressClass('{}'))).toEqual(['invalid-field spec.controller: no value']);
  });

  it('has parameters with a namespace iff their scope says so', () => {
    const parameters = (more: string) =>
      complaints(ingressClass(`{ controller: e.c/a, parameters: { kind: A, name: b${more} } }`));
    expect(parameters('')).toEqual([]);
    expect(parameters(', scope: Namespace, namespace: c')).toEqual([]);
    expect(parameters(', scope: Namespace')).toEqual(['invalid-field spec.parameters.namespace: no value']);
    expect(parameters(', namespace: c')).toEqual(['invalid-field spec.parameters.namespace: `namespace`']);
  });
});
