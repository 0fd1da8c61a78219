import type { PlaceKey } from '../../model/place.ts';
import type { PoolKey } from '../../model/pool.ts';
import { type KindId, kindId, type ObjectKey, objectName, type Resource } from '../../resource/resource.ts';
import { defaultAwsName } from '../../resource/schema/appmesh/frozen.ts';
import type { Filing, World } from '../../resource/world.ts';
import { field, spec, text } from '../fields.ts';

export const group = 'appmesh.k8s.aws';

/** The kinds that App Mesh defines in Kubernetes, all but Mesh in a namespace. */
export const kinds = {
  backendGroup: kindId(group, 'BackendGroup'),
  gatewayRoute: kindId(group, 'GatewayRoute'),
  mesh: kindId(group, 'Mesh'),
  virtualGateway: kindId(group, 'VirtualGateway'),
  virtualNode: kindId(group, 'VirtualNode'),
  virtualRouter: kindId(group, 'VirtualRouter'),
  virtualService: kindId(group, 'VirtualService'),
} as const;

/**
 * Name of the object in App Mesh itself; of a VirtualService it is also the host name that clients call.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/virtualservice_mutator.go and its neighbours (`defaultingAWSName`)
 */
export function awsName(resource: Resource): string {
  const written = text(field(spec(resource), 'awsName'));
  return typeof written === 'string' && written !== '' ? written : defaultName(resource);
}

/** Objects that say their name themselves; all others have it from their own. */
const written: Filing = (resource) => {
  const name = text(field(spec(resource), 'awsName'));
  return typeof name === 'string' && name !== '' ? [name] : [];
};

/** Every index of names. */
export const nameFilings: readonly (readonly [KindId, Filing])[] = Object.values(kinds).map(
  (kind) => [kind, written] as const,
);

/** Other objects of the kind with the same name in App Mesh, whatever mesh they are in. */
export function* namesakes(world: World, resource: Resource): Iterable<Resource> {
  const { kind, key } = resource;
  const name = awsName(resource);
  for (const other of world.filed(kind, written, name)) {
    if (other.key.name !== key.name || other.key.namespace !== key.namespace) yield other;
  }
  if (name === defaultName(resource)) return;
  const cut = key.namespace === '' ? name.length : Math.max(name.lastIndexOf('_'), name.lastIndexOf('.'));
  const lookup = world.get(kind, name.slice(cut + 1), name.slice(0, Math.max(cut, 0)));
  if (lookup.is === 'found' && awsName(lookup.resource) === name) yield lookup.resource;
}

function defaultName({ key }: Resource): string {
  return key.namespace === '' ? key.name : defaultAwsName(key.kind, key.name, key.namespace);
}

/** A router or a service, which have one place whatever their ports. */
export function placeKey(key: ObjectKey): PlaceKey {
  return objectName(key);
}

/** One listener of a gateway or a node. */
export function listenerKey(key: ObjectKey, port: string): PlaceKey & PoolKey {
  return `${objectName(key)}:${port}`;
}

/** An object's name for people: `shop/cart`, `cart` in the unnamed namespace. */
export function shortName({ namespace, name }: ObjectKey): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
