import type { Refusal } from '../node.ts';

const controller = 'aws/aws-app-mesh-controller-for-k8s@7588d122c3c45e1f873d7d016a30922f049764bf';

/** The custom resource definitions themselves. */
export const definition: Refusal = {
  because: 'the API server refuses the object when it is applied',
  source: `${controller} config/crd/bases`,
};

/** A validator or mutator of the controller, by its file in webhooks/appmesh; `why` is a clause in front of who refuses. */
export function webhook(file: string, why?: string): Refusal {
  const refuses = 'the webhook of the App Mesh controller refuses the object when it is applied';
  return {
    because: why === undefined ? refuses : `${why}: ${refuses}`,
    source: `${controller} webhooks/appmesh/${file}.go`,
  };
}

/** A validator of the controller that compares an object with what it was; `why` is a clause behind who refuses. */
export function editWebhook(file: string, why: string): Refusal {
  return {
    because: `the webhook of the App Mesh controller refuses the whole edit: ${why}`,
    source: `${controller} webhooks/appmesh/${file}.go, enforceFieldsImmutability`,
  };
}

/** The controller itself, once it works on an object that the API server took. */
export function controllerFails(file: string, because: string): Refusal {
  return { because, source: `${controller} ${file}` };
}

/** A limit of the AWS API that nobody checks before the controller calls it; `why` is a clause in front of who refuses. */
export function aws(shape: string, why?: string): Refusal {
  const refuses = 'applying it succeeds, and the AWS API refuses it when the controller reconciles';
  return {
    because: why === undefined ? refuses : `${why}: ${refuses}`,
    source: `https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_${shape}.html`,
  };
}
