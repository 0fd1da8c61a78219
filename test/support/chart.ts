import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { type Ended, runProgram } from './program.ts';

/** The real Helm, by the variable that turns its tests on. */
export const helmBinary = process.env['HELM_BIN'] || undefined;

export const chartFolder = fileURLToPath(new URL('../../charts/routeproof', import.meta.url));

/** Values that a user writes, over the chart's own. */
export type Values = Readonly<Record<string, unknown>>;

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly args?: readonly string[];
    readonly command?: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value: string }[];
    readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
    readonly securityContext: Readonly<Record<string, unknown>>;
    readonly resources: { readonly limits?: Readonly<Record<string, string>> };
    readonly readinessProbe?: { readonly httpGet: { readonly port: string } };
    readonly livenessProbe?: { readonly httpGet: { readonly port: string } };
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
  }[];
  readonly volumes: readonly {
    readonly name: string;
    readonly secret?: { readonly secretName: string };
    readonly configMap?: { readonly name: string };
    readonly emptyDir?: object;
  }[];
}

export type Labels = Readonly<Record<string, string>>;

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Labels;
}

export interface Webhook {
  readonly name: string;
  readonly clientConfig: {
    readonly caBundle?: string;
    readonly service: { readonly name: string; readonly namespace: string; readonly port: number };
  };
  readonly failurePolicy: string;
  readonly matchPolicy: string;
  readonly sideEffects: string;
  readonly timeoutSeconds: number;
  readonly namespaceSelector?: object;
  readonly matchConditions: readonly { readonly name: string; readonly expression: string }[];
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly apiVersions: readonly string[];
    readonly resources: readonly string[];
    readonly scope: string;
    readonly operations: readonly string[];
  }[];
}

/** What the tests read of the manifests that the chart makes; a field stands only on the kinds that have it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Labels;
    readonly annotations?: Labels;
  };
  readonly data: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly name: string; readonly namespace: string }[];
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
  readonly webhooks: readonly Webhook[];
  readonly spec: PodSpec & {
    readonly replicas: number;
    readonly maxUnavailable: number | string;
    readonly selector: Labels & { readonly matchLabels: Labels };
    readonly podSelector: { readonly matchLabels: Labels };
    readonly policyTypes: readonly string[];
    readonly ingress: readonly { readonly ports: readonly { readonly port: string }[]; readonly from?: unknown[] }[];
    readonly egress?: unknown;
    readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
    readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
    readonly endpoints: readonly { readonly port: string }[];
    readonly groups: readonly { readonly rules: readonly Alert[] }[];
    readonly dnsNames: readonly string[];
    readonly secretName: string;
    readonly isCA?: boolean;
    readonly issuerRef: { readonly name: string };
    readonly ca?: { readonly secretName: string };
  };
}

/** The oldest minor version that the chart takes: this Helm takes itself for a much older one. */
const kubernetes = ['--kube-version', '1.30.0'];

/** Runs `helm VERB`, with the values, as far as Helm needs no cluster for it. */
export function helm(words: readonly string[], values: Values = {}): Promise<Ended> {
  if (helmBinary === undefined) throw new Error('HELM_BIN names no Helm');
  return runProgram(helmBinary, [...words, ...kubernetes, '--values', '-'], JSON.stringify(values));
}

/** All manifests of a release, the test's among them. */
export async function rendered(values: Values, release = 'rp'): Promise<readonly Manifest[]> {
  const { code, stdout, stderr } = await helm(['template', release, chartFolder, '--namespace', 'edge'], values);
  if (code !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

/** The only manifest of its kind with such a name. */
export function one(manifests: readonly Manifest[], kind: string, ending = ''): Manifest {
  const [found, second] = manifests.filter((each) => each.kind === kind && each.metadata.name.endsWith(ending));
  if (found === undefined || second !== undefined) throw new Error(`not one ${kind} *${ending}`);
  return found;
}
