import { kinds } from '../../src/resource/kinds.ts';
import { admittedKinds, watchedKinds } from '../../src/resource/watched.ts';
import { type Pem, selfSigned } from './certificate.ts';
import { ControlPlane, freePort, until } from './control-plane.ts';
import { definitionOf } from './crd.ts';
import { WebhookProcess } from './webhook-process.ts';

/** A control plane with the kinds of the mesh, the webhook beside it and the configuration that joins the two. */
export class E2e {
  readonly plane: ControlPlane;
  readonly webhook: WebhookProcess;
  readonly port: number;
  readonly metricsPort: number;
  /** With which the webhook starts. */
  readonly certificate: Pem;

  private constructor(
    plane: ControlPlane,
    webhook: WebhookProcess,
    ports: readonly [number, number],
    certificate: Pem,
  ) {
    this.plane = plane;
    this.webhook = webhook;
    this.certificate = certificate;
    [this.port, this.metricsPort] = ports;
  }

  static async start(assets: string, config: string, args: readonly string[] = []): Promise<E2e> {
    const plane = new ControlPlane(assets);
    await plane.start();
    const ports = [await freePort(), await freePort()] as const;
    const webhook = new WebhookProcess(plane.folder, [
      `--kubeconfig=${plane.kubeconfig('webhook')}`,
      `--port=${ports[0]}`,
      `--metrics-port=${ports[1]}`,
      '--drain=1',
      '--audit-interval=2',
      ...args,
    ]);
    const certificate = await selfSigned();
    const e2e = new E2e(plane, webhook, ports, certificate);
    await plane.apply(kinds.filter(({ mesh }) => mesh === 'App Mesh').map(definitionOf));
    await plane.apply(rights());
    const own = await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    if (own.code !== 0) throw new Error(own.stderr);
    webhook.writeCertificate(certificate);
    webhook.writeConfig(config);
    await webhook.start();
    await e2e.register(certificate);
    return e2e;
  }

  /** The configuration, as the chart has it but for where the webhook is. */
  async register({ cert }: Pem): Promise<void> {
    await this.plane.apply(this.configuration(cert));
    await until('the webhook to be called', async () => {
      const probe = { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: 'Mesh', metadata: { name: 'probe' }, spec: {} };
      const from = this.webhook.lines.length;
      await this.plane.apply(probe, { flags: ['--dry-run=server'] });
      return this.webhook.lines.slice(from).some(({ message }) => message === 'decided');
    });
  }

  configuration(cert: string): unknown {
    const clientConfig = {
      url: `https://127.0.0.1:${this.port}/validate`,
      caBundle: Buffer.from(cert).toString('base64'),
    };
    const rules = (operations: readonly string[]) =>
      admittedKinds.map(({ group, versions, plural, scope }) => ({
        apiGroups: [group],
        apiVersions: versions,
        resources: [plural],
        scope,
        operations,
      }));
    const shared = {
      clientConfig,
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      timeoutSeconds: 5,
      matchPolicy: 'Equivalent',
    };
    return {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'routeproof' },
      webhooks: [
        { ...shared, name: 'changes.routeproof.dev', failurePolicy: 'Fail', rules: rules(['CREATE', 'UPDATE']) },
        { ...shared, name: 'deletions.routeproof.dev', failurePolicy: 'Ignore', rules: rules(['DELETE']) },
      ],
    };
  }

  async stop(): Promise<void> {
    await this.webhook.stop('SIGKILL');
    await this.plane.stop();
  }
}

/** The webhook reads what it watches and nothing else; tenants write routes. */
function rights(): readonly unknown[] {
  const groups = [...new Set(watchedKinds.map(({ group }) => group))];
  const role = (name: string, rules: readonly unknown[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  });
  const binding = (name: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
  });
  const reads = groups.map((group) => ({
    apiGroups: [group],
    resources: watchedKinds.filter((kind) => kind.group === group).map(({ plural }) => plural),
    verbs: ['get', 'list', 'watch'],
  }));
  return [
    role('webhook', reads),
    binding('webhook'),
    role('tenant', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
    binding('tenant'),
  ];
}
