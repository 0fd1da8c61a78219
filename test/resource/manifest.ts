import { expect, it } from 'vitest';
import { complaints } from './documents.ts';

/** An object of App Mesh in a namespace, with the lines of its spec. */
export function object(kind: string, spec: string): string {
  const body = spec.replaceAll(/^/gm, '  ');
  return `apiVersion: appmesh.k8s.aws/v1beta2\nkind: ${kind}\nmetadata: { name: it, namespace: shop }\nspec:\n${body}\n`;
}

export const target = 'target: { virtualService: { virtualServiceRef: { name: cart } } }';
export const targets = 'weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }]';
export const gateway = (match: string, more = '') =>
  object('GatewayRoute', `httpRoute:\n  match: ${match}\n  action: { ${target}${more} }`);
export const grpcGateway = (match: string, more = '') =>
  object('GatewayRoute', `grpcRoute:\n  match: ${match}\n  action: { ${target}${more} }`);
export const route = (match: string, more = '') =>
  object('VirtualRouter', `routes:\n- name: all\n  httpRoute: { match: ${match}, action: { ${targets} }${more} }`);
export const grpc = (match: string, more = '') =>
  object('VirtualRouter', `routes:\n- name: all\n  grpcRoute: { match: ${match}, action: { ${targets} }${more} }`);
export const node = (listener: string) =>
  object(
    'VirtualNode',
    `serviceDiscovery: { dns: { hostname: cart } }\nlisteners:\n- portMapping: { port: 80, protocol: http }\n  ${listener}`,
  );
export const vg = (listener: string) =>
  object('VirtualGateway', `listeners:\n- portMapping: { port: 80, protocol: http }\n  ${listener}`);
export const certificate = 'certificate: { file: { certificateChain: /a, privateKey: /b }}';

export type Cases = Readonly<Record<string, readonly [text: string, ...lines: string[]]>>;

export function table(cases: Cases): void {
  for (const [name, [text, ...lines]] of Object.entries(cases)) {
    it(name, () => {
      expect(complaints(text)).toEqual(lines);
    });
  }
}
