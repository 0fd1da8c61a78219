import { code } from '../base/wording.ts';
import { isRecord } from './schema/node.ts';

/** The names in AWS CLI input, the narrowest first, and the Kubernetes kind that takes its place. */
const namesOfKinds: readonly (readonly [name: string, instead: string])[] = [
  ['gatewayRouteName', 'write `kind: GatewayRoute`'],
  ['gatewayRouteSpec', 'write `kind: GatewayRoute`'],
  ['routeName', 'write it as an item of `spec.routes` of `kind: VirtualRouter`'],
  ['routeSpec', 'write it as an item of `spec.routes` of `kind: VirtualRouter`'],
  ['virtualServiceName', 'write `kind: VirtualService`'],
  ['virtualServiceSpec', 'write `kind: VirtualService`'],
  ['virtualNodeName', 'write `kind: VirtualNode`'],
  ['virtualNodeSpec', 'write `kind: VirtualNode`'],
  ['virtualRouterName', 'write `kind: VirtualRouter`'],
  ['virtualRouterSpec', 'write `kind: VirtualRouter`'],
  ['virtualGatewayName', 'write `kind: VirtualGateway`'],
  ['virtualGatewaySpec', 'write `kind: VirtualGateway`'],
  ['meshName', 'write `kind: Mesh`'],
];

const others = ['clientToken', 'meshOwner', 'spec', 'tags'];
const all = new Set([...namesOfKinds.map(([name]) => name), ...others]);

/** What an object that no Kubernetes knows says that it is. */
export interface AwsInput {
  readonly key: string;
  readonly found: string;
  readonly instead: string;
}

/**
 * The input of an `aws appmesh create-…` command; undefined iff the object is something else. It is one iff all its keys
 * are keys of such input and it says more than a name, for a file of values may have a `meshName` too; or it has a
 * `gatewayRouteSpec`, which nothing else has.
 * Source: https://docs.aws.amazon.com/cli/latest/reference/appmesh/#available-commands
 */
export function awsInput(value: unknown): AwsInput | undefined {
  if (!isRecord(value)) return undefined;
  const keys = Object.keys(value);
  const spoken = keys.filter((key) => key !== 'apiVersion');
  const named = namesOfKinds.find(([name]) => spoken.includes(name));
  if (named === undefined) return undefined;
  const own = spoken.every((key) => all.has(key)) && spoken.length > 1;
  const [key, instead] = named;
  if (!own && !spoken.includes('gatewayRouteSpec')) return undefined;
  return {
    key,
    found: `AWS CLI input with ${code(key)}`,
    instead: `${instead}, with ${code('apiVersion: appmesh.k8s.aws/v1beta2')} and ${code('metadata.name')}`,
  };
}
