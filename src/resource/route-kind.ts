import { code, list } from '../base/wording.ts';
import type { Path } from '../document/ref.ts';
import { given, isRecord } from './schema/node.ts';
import type { Unsupported } from './unsupported.ts';

const types = ['grpcRoute', 'http2Route', 'httpRoute', 'tcpRoute'];

/** What the fields of the spec are in a VirtualRouter. */
const parts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(types.map((type) => [type, `belongs into the item as ${code(type)}`])),
  priority: 'belongs into the item as `priority`',
  route: 'what is in it belongs directly into the item',
  routeSpec: 'what is in it belongs directly into the item',
  routeName: 'is the `name` of the item',
  name: 'is the `name` of the item',
  virtualRouterRef: 'goes: the item stands in that VirtualRouter',
  virtualRouterName: 'goes: the item stands in that VirtualRouter',
  meshRef: "goes: the mesh is chosen by the Mesh's `namespaceSelector`",
  meshName: "goes: the mesh is chosen by the Mesh's `namespaceSelector`",
};

/**
 * What becomes of an object of `kind: Route`: App Mesh has routes as objects in its API, and in Kubernetes only as items of
 * a VirtualRouter: aws/aws-app-mesh-controller-for-k8s@7588d122 apis/appmesh/v1beta2/virtualrouter_types.go (Route).
 */
export function asItemOfRouter(value: unknown): Pick<Unsupported, 'instead' | 'related'> {
  const spec = given(value, 'spec');
  const inner = [spec, given(spec, 'route'), given(spec, 'routeSpec')];
  const written = [given(spec, 'routeName'), given(spec, 'name'), given(given(value, 'metadata'), 'name')];
  const name = written.find((each) => typeof each === 'string');
  const routers = [given(given(spec, 'virtualRouterRef'), 'name'), given(spec, 'virtualRouterName')];
  const router = routers.find((each) => typeof each === 'string');
  const held = ['priority', ...types].filter((field) => inner.some((holder) => given(holder, field) !== undefined));
  const type = held.some((field) => types.includes(field)) ? [] : ['httpRoute'];
  const item = [`name: ${name ?? 'NAME'}`, ...held, ...type].map(code);
  return {
    instead: `write it into \`spec.routes\` of ${router === undefined ? 'the VirtualRouter' : code(`VirtualRouter ${router}`)}, as an item with ${list(item)}`,
    related: isRecord(spec) ? Object.keys(spec).flatMap((field) => notesOn(spec, field, ['spec'])) : [],
  };
}

function notesOn(
  holder: unknown,
  field: string,
  path: Path,
): readonly { readonly path: Path; readonly note: string }[] {
  const at = [...path, field];
  const note = Object.hasOwn(parts, field) ? parts[field] : undefined;
  const value = given(holder, field);
  if (field === 'route' || field === 'routeSpec') {
    const within = isRecord(value) ? Object.keys(value).flatMap((each) => notesOn(value, each, at)) : [];
    return [{ path: at, note: note ?? '' }, ...within];
  }
  const targets = given(given(value, 'action'), 'targets');
  return [
    ...(note === undefined ? [] : [{ path: at, note }]),
    ...(targets === undefined
      ? []
      : [{ path: [...at, 'action', 'targets'], note: 'is called `weightedTargets` there' }]),
  ];
}
