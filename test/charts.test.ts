import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../rules/index.ts';
import { loadConfig } from '../src/config/load.ts';
import { SourceText } from '../src/document/source-text.ts';
import type { Kind } from '../src/resource/kinds.ts';
import { admittedKinds, watchedKinds } from '../src/resource/watched.ts';
import { Metrics } from '../webhook/metrics.ts';
import { options, serverOptions } from '../webhook/options.ts';
import {
  chartFolder,
  helm,
  helmBinary,
  type Manifest,
  one,
  type PodSpec,
  rendered,
  type Values,
} from './support/chart.ts';
import { command } from './support/command.ts';

const read = (name: string) => readFile(join(chartFolder, name), 'utf8');
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const prometheus = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];

/** Values that must work, each by what it tries. */
const accepted: Readonly<Record<string, Values>> = {
  'the values as they are': {},
  'mode audit': { mode: 'audit' },
  'everything tightened': { mode: 'enforce', webhook: { failurePolicy: 'Fail', timeoutSeconds: 2 } },
  'cert-manager with an authority of its own': { certificates: { source: 'certManager' } },
  'cert-manager with an issuer of the cluster': {
    certificates: { source: 'certManager', certManager: { issuerRef: { name: 'company', kind: 'ClusterIssuer' } } },
  },
  'a certificate that exists': {
    certificates: { source: 'existing', existing: { secretName: 'mine', caBundle: certificate } },
  },
  'one replica': { replicas: 1, podDisruptionBudget: { enabled: false } },
  'no network policy': { networkPolicy: { enabled: false } },
  'egress closed': { networkPolicy: { egress: [] } },
  'egress to the API server alone': {
    networkPolicy: {
      egress: [{ to: [{ ipBlock: { cidr: '192.0.2.1/32' } }], ports: [{ protocol: 'TCP', port: 6443 }] }],
    },
  },
  'monitoring on': {
    networkPolicy: { metricsFrom: prometheus },
    monitoring: {
      serviceMonitor: { enabled: true, labels: { team: 'edge', 'app.kubernetes.io/name': 'other' } },
      prometheusRule: { enabled: true },
    },
  },
  'alerts without the rest': { monitoring: { prometheusRule: { enabled: true } } },
  'other ports': { ports: { webhook: 10250, metrics: 8080 } },
  'a user that the platform chooses': { runAsUser: null },
  'an account that exists': { serviceAccount: { create: false, name: 'mine' } },
  'a roll-out by namespace': {
    webhook: {
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }],
      },
    },
  },
  'glass that cluster-admin breaks with every write': { breakGlass: { wildcards: true } },
  'a config': {
    config: {
      preset: 'strict',
      rules: { 'missing-timeout': 'off', 'unreachable-route': { level: 'error', locked: true } },
      ignore: [{ rule: 'missing-retry', reason: 'a "quoted" reason:\n# no comment', namespace: 'shop' }],
    },
  },
  'an image by digest': { image: { digest: `sha256:${'a'.repeat(64)}`, repository: 'mirror/routeproof' } },
  'where pods run': {
    nodeSelector: { disk: 'fast' },
    tolerations: [{ key: 'edge', operator: 'Exists', effect: 'NoSchedule' }],
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
    priorityClassName: 'important',
    imagePullSecrets: [{ name: 'pull' }],
    podLabels: { team: 'edge', 'app.kubernetes.io/name': 'other' },
    podAnnotations: { note: 'yes' },
    topologySpread: 'DoNotSchedule',
  },
  'as a part of another chart': { global: { any: 'thing' } },
};

/** Values that must be refused, each with a word of the message. */
const refused: readonly (readonly [string, Values, string])[] = [
  ['a mode that there is not', { mode: 'deny' }, 'mode'],
  ['a key that there is not', { replicaCount: 2 }, 'replicaCount'],
  ['a key inside that there is not', { webhook: { failurepolicy: 'Fail' } }, 'failurepolicy'],
  ['a failure policy that there is not', { webhook: { failurePolicy: 'fail' } }, 'failurePolicy'],
  ['a timeout above that of the API server', { webhook: { timeoutSeconds: 31 } }, 'timeoutSeconds'],
  ['no replica', { replicas: 0 }, 'replicas'],
  ['replicas as text', { replicas: '2' }, 'replicas'],
  ['a privileged port', { ports: { webhook: 443 } }, 'webhook'],
  ['root', { runAsUser: 0 }, 'runAsUser'],
  ['a source of certificates that there is not', { certificates: { source: 'vault' } }, 'source'],
  ['no Secret where one should exist', { certificates: { source: 'existing' } }, 'secretName'],
  [
    'an authority in base64 where PEM is read',
    { certificates: { source: 'existing', existing: { secretName: 'mine', caBundle: 'LS0tLS1CRUdJTg==' } } },
    'caBundle',
  ],
  ['a config that is no mapping', { config: 'preset: strict' }, 'config'],
  ['a digest that is none', { image: { digest: 'latest' } }, 'digest'],
  ['a peer without an address', { networkPolicy: { metricsFrom: [{}] } }, 'metricsFrom'],
  ['a memory of no unit', { resources: { limits: { memory: '1 GB' } } }, 'memory'],
  ['capabilities', { securityContext: { privileged: true } }, 'securityContext'],
];

/** Values that the schema takes one by one, and that contradict each other. */
const contradicting: readonly (readonly [string, Values, string])[] = [
  ['two modes', { config: { webhook: { mode: 'enforce' } } }, 'config.webhook.mode'],
  ['one port for both', { ports: { webhook: 9090 } }, 'two different ports'],
  ['metrics that nobody may read', { monitoring: { serviceMonitor: { enabled: true } } }, 'networkPolicy.metricsFrom'],
];

const admitted = (kinds: readonly Kind[]) =>
  new Set(
    kinds.flatMap(({ group, versions, plural, scope }) => versions.map((v) => `${group}/${v}/${plural} ${scope}`)),
  );
const watched = (kinds: readonly Kind[]) => new Set(kinds.map(({ group, plural }) => `${group}/${plural}`));

describe('the data of the chart', () => {
  it('names exactly the kinds of the code', async () => {
    const data = parse(await read('kinds.yaml')) as Record<
      'admitted' | 'watched',
      { group: string; versions: string[]; scope: string; resources: string[] }[]
    >;
    const ofChart = data.admitted.flatMap(({ group, versions, scope, resources }) =>
      versions.flatMap((version) => resources.map((plural) => `${group}/${version}/${plural} ${scope}`)),
    );
    expect(new Set(ofChart)).toEqual(admitted(admittedKinds));
    expect(ofChart).toHaveLength(new Set(ofChart).size);
    const ofRole = data.watched.flatMap(({ group, resources }) => resources.map((plural) => `${group}/${plural}`));
    expect(new Set(ofRole)).toEqual(watched(watchedKinds));
  });
});

describe('the image', () => {
  it('runs the webhook as nobody, on the ports that it has by default', async () => {
    const file = await readFile(fileURLToPath(new URL('../webhook/Dockerfile', import.meta.url)), 'utf8');
    const { port, metricsPort } = serverOptions(['--tls-cert=a', '--tls-key=b'], {}) ?? {};
    expect(file).toContain(`\nEXPOSE ${port} ${metricsPort}\n`);
    expect(file).toContain('\nUSER 65532:65532\n');
    expect(file).toMatch(
      /\nENTRYPOINT \["node", "--disable-warning=DEP0040", "dist\/routeproof.js"\]\nCMD \["webhook"\]\n$/,
    );
    for (const [, folder = ''] of file.matchAll(/^COPY ([a-z]\S*) \1$/gm)) {
      expect(existsSync(fileURLToPath(new URL(`../${folder}`, import.meta.url)))).toBe(true);
    }
  });
});

describe('values.schema.json', async () => {
  const schema = JSON.parse(await read('values.schema.json')) as Record<string, unknown>;
  const values = parse(await read('values.yaml')) as Record<string, unknown>;
  const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
    schema,
  );

  it('closes every mapping but those that others define', () => {
    const open: string[] = [];
    const walk = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      if (Reflect.get(node, 'type') === 'object' && !('additionalProperties' in node)) open.push(path);
      for (const [key, inner] of Object.entries(node)) walk(inner, `${path}/${key}`);
    };
    walk(schema, '');
    const affinity = ['nodeAffinity', 'podAffinity', 'podAntiAffinity'].map(
      (key) => `/properties/affinity/properties/${key}`,
    );
    expect(open).toEqual(['/properties/global', '/properties/config', ...affinity]);
  });

  it('describes every value, and none that there is not', () => {
    const known = Object.keys(schema['properties'] as object).filter((key) => key !== 'global');
    expect(Object.keys(values).sort()).toEqual(known.sort());
  });

  it.each(Object.entries(accepted))('takes %s', (_, given) => {
    validate(merged(values, given));
    expect(validate.errors).toBeNull();
  });

  it.each(refused)('refuses %s', (_, given, word) => {
    expect(validate(merged(values, given))).toBe(false);
    expect(JSON.stringify(validate.errors)).toContain(word);
  });
});

describe.skipIf(helmBinary === undefined)('the chart (needs HELM_BIN)', () => {
  describe.each(Object.entries(accepted))('with %s', (_, values) => {
    let manifests: readonly Manifest[] = [];
    beforeAll(async () => {
      manifests = await rendered(values);
    });

    it('passes helm lint --strict', async () => {
      const { code, stdout, stderr } = await helm(['lint', '--strict', chartFolder], values);
      expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
    });

    it('may read the kinds that the webhook watches, and nothing else', () => {
      const [role] = manifests.filter(
        ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'rp-routeproof',
      );
      const granted = (role?.rules ?? []).flatMap(({ apiGroups, resources, verbs }) => {
        expect(verbs).toEqual(['get', 'list', 'watch']);
        return apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`));
      });
      expect(new Set(granted)).toEqual(watched(watchedKinds));
      const everything = JSON.stringify(manifests.filter(({ kind }) => /Role$/.test(kind)));
      expect(everything).not.toMatch(/secrets|pods|"\*"/);
      const account = values['serviceAccount'] === undefined ? 'rp-routeproof' : 'mine';
      const binding = one(manifests, 'ClusterRoleBinding');
      expect(binding.roleRef.name).toBe('rp-routeproof');
      expect(binding.subjects.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([`edge/${account}`]);
      expect(one(manifests, 'Deployment').spec.template.spec.serviceAccountName).toBe(account);
    });

    it('calls the webhook for the kinds that it admits, and for no others', () => {
      const { webhooks } = one(manifests, 'ValidatingWebhookConfiguration');
      const asked = webhooks.map(({ name, failurePolicy, rules: called, ...rest }) => {
        expect(rest).toMatchObject({ matchPolicy: 'Equivalent', sideEffects: 'None' });
        const kinds = called.flatMap(({ apiGroups, apiVersions, resources, scope }) =>
          apiGroups.flatMap((group) =>
            apiVersions.flatMap((version) => resources.map((plural) => `${group}/${version}/${plural} ${scope}`)),
          ),
        );
        expect(new Set(kinds)).toEqual(admitted(admittedKinds));
        return { name, failurePolicy, operations: [...new Set(called.map(({ operations }) => operations.join()))] };
      });
      const failurePolicy = (values['webhook'] as { failurePolicy?: string } | undefined)?.failurePolicy ?? 'Ignore';
      expect(asked).toEqual([
        { name: 'routes.routeproof.dev', failurePolicy, operations: ['CREATE,UPDATE'] },
        { name: 'deletions.routeproof.dev', failurePolicy: 'Ignore', operations: ['DELETE'] },
      ]);
    });

    it('runs every container as restricted as a cluster can ask', () => {
      const pods = manifests.flatMap(({ kind, spec }): readonly PodSpec[] =>
        kind === 'Pod' ? [spec] : kind === 'Deployment' ? [spec.template.spec] : [],
      );
      expect(pods.length).toBe(values['mode'] === 'audit' ? 1 : 2);
      for (const { securityContext, containers, volumes, ...pod } of pods) {
        expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        expect(securityContext['runAsUser']).toBe(values['runAsUser'] === null ? undefined : 65532);
        expect(Object.keys(pod).filter((key) => /^(host|init|ephemeral)/.test(key))).toEqual([]);
        for (const container of containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(container.resources.limits).not.toHaveProperty('cpu');
          expect(container.resources.limits).toHaveProperty('memory');
        }
        expect(volumes.filter((volume) => 'hostPath' in volume)).toEqual([]);
      }
      expect(one(manifests, 'Deployment').spec.template.spec.volumes.filter(({ emptyDir }) => emptyDir)).toEqual([]);
    });

    it('selects its own pods, and not that of its test', () => {
      const { matchLabels } = one(manifests, 'Deployment').spec.selector;
      expect(one(manifests, 'Deployment').spec.template.metadata.labels).toMatchObject(matchLabels);
      expect(one(manifests, 'Service').spec.selector).toEqual(matchLabels);
      expect(one(manifests, 'Service').metadata.labels).toMatchObject(matchLabels);
      for (const { kind, spec, metadata } of manifests) {
        if (kind === 'NetworkPolicy') expect(spec.podSelector.matchLabels).toEqual(matchLabels);
        if (kind === 'PodDisruptionBudget' || kind === 'ServiceMonitor')
          expect(spec.selector.matchLabels).toEqual(matchLabels);
        if (kind === 'Pod') expect(metadata.labels).not.toMatchObject(matchLabels);
      }
    });

    it('finds the server by one name and one port, from the configuration to the process', () => {
      const service = one(manifests, 'Service');
      for (const { clientConfig } of one(manifests, 'ValidatingWebhookConfiguration').webhooks) {
        expect(clientConfig.service).toMatchObject({ name: service.metadata.name, namespace: 'edge' });
        expect(clientConfig.service.port).toBe(service.spec.ports.find(({ name }) => name === 'webhook')?.port);
      }
      const [container] = one(manifests, 'Deployment').spec.template.spec.containers;
      const ports = new Map(container?.ports?.map(({ name, containerPort }) => [name, containerPort]));
      expect(container?.args).toContain(`--port=${ports.get('webhook')}`);
      expect(container?.args).toContain(`--metrics-port=${ports.get('metrics')}`);
      const named = [
        ...service.spec.ports.map(({ targetPort }) => targetPort),
        ...manifests
          .filter(({ kind }) => kind === 'NetworkPolicy')
          .flatMap(({ spec }) => spec.ingress.flatMap((rule) => rule.ports.map(({ port }) => port))),
        container?.readinessProbe?.httpGet.port,
        container?.livenessProbe?.httpGet.port,
      ];
      expect(named.filter((name) => name === undefined || !ports.has(name))).toEqual([]);
      for (const { kind, spec } of manifests) {
        if (kind === 'ServiceMonitor')
          expect(service.spec.ports.map(({ name }) => name)).toContain(spec.endpoints[0]?.port);
      }
    });

    it('gives the process flags that it has, and what it needs of them', () => {
      const [container] = one(manifests, 'Deployment').spec.template.spec.containers;
      const [word, ...flags] = container?.args ?? [];
      expect(word).toBe('webhook');
      expect(() => serverOptions(flags, {})).not.toThrow();
      const named = flags.map((flag) => /^--([\w-]+)=/.exec(flag)?.[1] ?? flag);
      expect(named.filter((name) => !Object.hasOwn(options, name))).toEqual([]);
      expect(new Set(named).size).toBe(named.length);
    });

    it('mounts what the flags name, as folders', () => {
      const { containers, volumes } = one(manifests, 'Deployment').spec.template.spec;
      const [container] = containers;
      const files = container?.args?.flatMap(
        (flag) => /^--(?:tls-cert|tls-key|config)=(.*)\/[^/]+$/.exec(flag)?.[1] ?? [],
      );
      expect(files).toHaveLength(3);
      expect(new Set(files)).toEqual(new Set(container?.volumeMounts.map(({ mountPath }) => mountPath)));
      expect(container?.volumeMounts.filter(({ subPath }) => subPath !== undefined)).toEqual([]);
      expect(volumes.map(({ name }) => name).sort()).toEqual(container?.volumeMounts.map(({ name }) => name).sort());
      expect(volumes.map(({ configMap }) => configMap?.name)).toContain(one(manifests, 'ConfigMap').metadata.name);
    });

    it('has a certificate for the name by which the API server calls', () => {
      const mounted = one(manifests, 'Deployment').spec.template.spec.volumes.flatMap(
        ({ secret }) => secret?.secretName ?? [],
      );
      const configuration = one(manifests, 'ValidatingWebhookConfiguration');
      const trusted = configuration.webhooks.map(({ clientConfig }) => clientConfig.caBundle);
      const source = (values['certificates'] as { source?: string } | undefined)?.source ?? 'helm';
      const secrets = manifests.filter(({ kind }) => kind === 'Secret');
      if (source === 'helm') {
        const secret = one(manifests, 'Secret');
        expect(mounted).toEqual([secret.metadata.name]);
        const pem = (key: string) => Buffer.from(secret.data[key] ?? '', 'base64').toString();
        const [serving, authority] = [new X509Certificate(pem('tls.crt')), new X509Certificate(pem('ca.crt'))];
        expect(serving.checkHost('rp-routeproof.edge.svc')).toBe('rp-routeproof.edge.svc');
        expect(serving.verify(authority.publicKey) && serving.checkIssued(authority)).toBe(true);
        expect(trusted).toEqual([secret.data['ca.crt'], secret.data['ca.crt']]);
        const told = Number(secret.metadata.annotations?.['routeproof.dev/expires']) * 1000;
        expect(Math.abs(told - Date.parse(serving.validTo))).toBeLessThan(60_000);
      } else if (source === 'existing') {
        expect({ mounted, secrets }).toEqual({ mounted: ['mine'], secrets: [] });
        expect(trusted).toEqual([1, 2].map(() => Buffer.from(certificate).toString('base64')));
      } else {
        const [leaf] = manifests.filter(({ kind, spec }) => kind === 'Certificate' && !spec.isCA);
        expect(leaf?.spec.dnsNames).toEqual(['rp-routeproof.edge.svc']);
        expect({ mounted, secrets }).toEqual({ mounted: [leaf?.spec.secretName], secrets: [] });
        expect(configuration.metadata.annotations?.['cert-manager.io/inject-ca-from']).toBe(
          `edge/${leaf?.metadata.name}`,
        );
        const [authority] = manifests.filter(({ kind, spec }) => kind === 'Issuer' && spec.ca !== undefined);
        const own = manifests.find(({ kind, spec }) => kind === 'Certificate' && spec.isCA);
        expect(authority?.spec.ca?.secretName).toBe(own?.spec.secretName);
        expect(leaf?.spec.issuerRef.name).toBe(authority?.metadata.name ?? 'company');
      }
    });

    it('mounts a config that routeproof takes', async () => {
      const text = one(manifests, 'ConfigMap').data['routeproof.yaml'] ?? '';
      const { faults, config } = await loadConfig(new SourceText('routeproof.yaml', text), rules);
      expect(faults).toEqual([]);
      expect(config.preset).toBe((values['config'] as { preset?: string } | undefined)?.preset);
    });

    it('gives a token to nobody who does not ask for one', () => {
      for (const { kind, automountServiceAccountToken } of manifests) {
        if (kind === 'ServiceAccount') expect(automountServiceAccountToken).toBe(false);
      }
    });
  });

  it.each([...refused, ...contradicting])('refuses %s', async (_, values, word) => {
    const { code, stderr } = await helm(['template', 'rp', chartFolder], values);
    expect(code).not.toBe(0);
    expect(stderr).toContain(word);
  });

  it('closes the metrics to everybody who is not named', async () => {
    const [closed, open] = await Promise.all([rendered({}), rendered(accepted['monitoring on'] ?? {})]);
    expect(one(closed, 'NetworkPolicy').spec.ingress).toEqual([{ ports: [{ port: 'webhook', protocol: 'TCP' }] }]);
    expect(one(open, 'NetworkPolicy').spec.ingress[1]).toEqual({
      ports: [{ port: 'metrics', protocol: 'TCP' }],
      from: prometheus,
    });
  });

  it('closes egress iff asked to', async () => {
    const types = async (egress: unknown) =>
      one(await rendered({ networkPolicy: { egress } }), 'NetworkPolicy').spec.policyTypes;
    expect(await types(null)).toEqual(['Ingress']);
    expect(await types([])).toEqual(['Ingress', 'Egress']);
  });

  it('gives a pod the time that its drain takes', async () => {
    const { spec } = one(await rendered({ drainSeconds: 40 }), 'Deployment').spec.template;
    expect(spec.terminationGracePeriodSeconds).toBe(55);
    expect(spec.containers[0]?.args).toContain('--drain=40');
  });

  it('gives nobody the verb that breaks the glass', async () => {
    const manifests = await rendered({});
    const role = one(manifests, 'ClusterRole', '-break-glass');
    expect(role.rules).toEqual([
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: [one(manifests, 'ValidatingWebhookConfiguration').metadata.name],
        verbs: ['breakglass'],
      },
    ]);
    expect(manifests.filter(({ roleRef }) => roleRef?.name === role.metadata.name)).toEqual([]);
    for (const { matchConditions } of one(manifests, 'ValidatingWebhookConfiguration').webhooks) {
      const { expression } = matchConditions.find(({ name }) => name === 'glass-not-broken') ?? {};
      expect(expression).toContain(`.name('${role.rules[0]?.resourceNames?.[0]}').check('breakglass')`);
    }
  });

  it('alerts about metrics that there are', async () => {
    const alerts = one(await rendered(accepted['monitoring on'] ?? {}), 'PrometheusRule').spec.groups.flatMap(
      (group) => group.rules,
    );
    const texts = alerts.flatMap(({ expr, annotations }) => [expr, ...Object.values(annotations)]);
    const named = texts.flatMap((text) => text.match(/routeproof_\w+/g) ?? []);
    const own = await new Metrics().names();
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !own.includes(name))).toEqual([]);
    expect(alerts.map(({ alert }) => alert)).toEqual([
      'RouteproofDown',
      'RouteproofViewStale',
      'RouteproofCertificateExpires',
      'RouteproofFailsOpen',
      'RouteproofFailsClosed',
      'RouteproofConditionsFail',
      'RouteproofDecisionsDegraded',
      'RouteproofAuditMissing',
    ]);
  });

  it('alerts about its own metrics whatever scrapes them', async () => {
    const [group] = one(await rendered(accepted['alerts without the rest'] ?? {}), 'PrometheusRule').spec.groups;
    const own = group?.rules.filter(({ expr }) => expr.includes('routeproof_')) ?? [];
    expect(own.length).toBe(4);
    expect(own.filter(({ expr }) => expr.includes('job='))).toEqual([]);
    expect(group?.rules.map(({ alert }) => alert)).not.toContain('RouteproofDown');
  });

  it('keeps every name within its limit, whatever the release is called', async () => {
    for (const values of [{}, { certificates: { source: 'certManager' } }, { fullnameOverride: 'f'.repeat(63) }]) {
      const manifests = await rendered(values, 'r'.repeat(53));
      for (const { metadata, spec } of manifests) {
        const labels = { ...metadata.labels, ...spec?.template?.metadata.labels };
        expect([metadata.name, ...Object.values(labels)].filter((text) => text.length > 63)).toEqual([]);
      }
    }
  });

  it('tests itself with an object that routeproof refuses', async () => {
    const [container] = one(await rendered({}), 'Pod').spec.containers;
    const bad = container?.env?.find(({ name }) => name === 'KNOWN_BAD')?.value ?? '';
    const { code, stdout } = await command(['-'], { cwd: '/', stdin: bad });
    expect(code).toBe(1);
    const [, wanted = ''] = /\*([\w-]+)\*\) echo/.exec(container?.command?.join('\n') ?? '') ?? [];
    expect(stdout).toContain(`[${wanted}]`);
  });

  it.each([
    ['as installed', {}, ['--set mode=enforce', 'failurePolicy=Fail', '-break-glass', 'renews it']],
    ['tightened', accepted['everything tightened'] ?? {}, ['as tight as it gets']],
    ['with one replica that may not fail', { replicas: 1, webhook: { failurePolicy: 'Fail' } }, ['Set replicas=2']],
  ])('says how to go on: %s', async (_, values, words) => {
    const notes = await notesOf(values);
    expect(words.filter((word) => !notes.includes(word))).toEqual([]);
    expect(notes).not.toMatch(/<no value>|\n\n\n/);
  });
});

/** What Helm prints after an installation; `helm template` leaves it out. */
async function notesOf(values: Values): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rp-chart-'));
  try {
    await cp(chartFolder, folder, { recursive: true });
    const notes = `{{- define "notes" }}${await read('templates/NOTES.txt')}{{ end -}}\nkind: Notes\nmetadata: {name: notes}\ndata: {notes: {{ include "notes" . | toJson }}}\n`;
    await writeFile(join(folder, 'templates/notes.yaml'), notes);
    const { stdout, stderr } = await helm(['template', 'rp', folder, '--show-only', 'templates/notes.yaml'], values);
    expect(stderr).toBe('');
    return (parse(stdout) as Manifest).data['notes'] ?? '';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Values over others, as Helm lays them. */
function merged(under: unknown, over: unknown): unknown {
  const mapping = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!mapping(under) || !mapping(over)) return over;
  const entries = Object.entries(over as object).map(([key, value]) => [
    key,
    merged(Reflect.get(under as object, key), value),
  ]);
  return { ...(under as object), ...Object.fromEntries(entries) };
}
