import type { Frozen } from '../node.ts';
import { editWebhook } from './refusal.ts';

/**
 * What an object of the kind is called in App Mesh where nobody says it, which the controller writes down at creation and
 * never later: aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/*_mutator.go (`defaultingAWSName`, `MutateUpdate`)
 */
export function defaultAwsName(kind: string, name: string, namespace: string): string {
  if (kind === 'Mesh') return name;
  return kind === 'VirtualService' ? `${name}.${namespace}` : `${name}_${namespace}`;
}

/** The name in App Mesh, by the validator of the kind. */
export function frozenName(kind: string): Readonly<Record<string, Frozen>> {
  return {
    awsName: {
      otherwise: (name, namespace) => defaultAwsName(kind, name, namespace),
      refusal: editWebhook(validatorOf(kind), 'nothing in App Mesh can be renamed'),
    },
  };
}

/** The mesh that the controller chose. */
export function frozenMesh(kind: string): Readonly<Record<string, Frozen>> {
  return { meshRef: { refusal: editWebhook(validatorOf(kind), 'an object stays in the mesh that it was created in') } };
}

/** The gateway that the controller chose. */
export const frozenGateway: Readonly<Record<string, Frozen>> = {
  virtualGatewayRef: {
    refusal: editWebhook(validatorOf('GatewayRoute'), 'a route stays on the gateway that it was created for'),
  },
};

/** AWS Cloud Map may be chosen later, and not be left again. */
export const frozenCloudMap: Readonly<Record<string, Frozen>> = {
  awsCloudMap: {
    later: true,
    refusal: editWebhook(validatorOf('VirtualNode'), 'pods are registered in AWS Cloud Map under what it says'),
  },
};

function validatorOf(kind: string): string {
  return `${kind.toLowerCase()}_validator`;
}
