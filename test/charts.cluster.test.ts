import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { type ApiServer, controlPlane, startApiServer } from './support/api-server.ts';
import { chartFolder, helmBinary, type Manifest, one, rendered, type Values } from './support/chart.ts';
import { type Ended, runProgram } from './support/program.ts';

const namespace = 'edge';

/** An Ingress, a kind that every API server knows. */
const ingress = (name: string, service: string, metadata = {}) =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, ...metadata },
    spec: { defaultBackend: { service: { name: service, port: { number: 80 } } } },
  });

/** Nothing serves here: a change that the API server would have had judged fails by failurePolicy Fail, any other one passes. */
const judged = /failed calling webhook "routes\.routeproof\.dev"/;

describe.skipIf(helmBinary === undefined || controlPlane === undefined)(
  'the chart in a cluster (needs HELM_BIN and KUBEBUILDER_ASSETS)',
  () => {
    let server: ApiServer;
    const kubectl = (user: string, words: string, input?: string) => server.kubectl(user, words.split(' '), input);
    const done = async (user: string, words: string, input?: string) => {
      const { code, stderr } = await kubectl(user, words, input);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    };
    /** `helm VERB rp`, as an administrator does it. */
    const helm = (verb: string, values: Values): Promise<Ended> => {
      const place = ['--namespace', namespace, '--kubeconfig', server.kubeconfig('admin'), '--values', '-'];
      return runProgram(helmBinary ?? '', [verb, 'rp', chartFolder, ...place], JSON.stringify(values));
    };
    const upgraded = async (values: Values) => {
      const { code, stderr } = await helm('upgrade', values);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    };
    const object = async (kind: string, name: string) => {
      const { stdout } = await kubectl('admin', `get ${kind} ${name} --namespace ${namespace} --output json`);
      return JSON.parse(stdout) as Manifest;
    };
    const strict = { webhook: { failurePolicy: 'Fail', timeoutSeconds: 1 } };

    beforeAll(async () => {
      server = await startApiServer(['writer', 'breaker']);
      await done('admin', `create namespace ${namespace}`);
      const level = ['enforce', 'warn'].map((mode) => `pod-security.kubernetes.io/${mode}=restricted`).join(' ');
      await done('admin', `label namespace ${namespace} ${level}`);
      await done(
        'admin',
        'create clusterrole routes --verb=get,create,update,patch,delete --resource=ingresses.networking.k8s.io',
      );
      await done('admin', 'create clusterrolebinding routes --clusterrole=routes --user=writer --user=breaker');
      const { code, stdout, stderr } = await helm('install', strict);
      // A warning of the pod security level would stand here.
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('NOTES:\nrouteproof judges changes');
      await done('admin', 'create clusterrolebinding glass --clusterrole=rp-routeproof-break-glass --user=breaker');
      // The API server learns of configurations and bindings a moment after it has stored them.
      const asked = (user: string) => kubectl(user, 'create --dry-run=server -f -', ingress('probe', 'a'));
      await vi.waitFor(async () => expect((await asked('writer')).stderr).toMatch(judged), { timeout: 20_000 });
      await vi.waitFor(async () => expect((await asked('breaker')).stderr).toBe(''), { timeout: 20_000 });
    }, 120_000);
    afterAll(() => server?.end());

    it('judges what a user writes, an administrator too', async () => {
      for (const user of ['writer', 'admin']) {
        const { stderr } = await kubectl(user, 'create -f -', ingress(`of-${user}`, 'a'));
        expect(stderr).toMatch(judged);
      }
    });

    it('lets those pass who hold the verb that breaks the glass', async () => {
      await done('breaker', 'create -f -', ingress('shop', 'a'));
      await done('breaker', 'apply -f -', ingress('shop', 'b'));
    });

    it('judges a changed spec, annotation or label, and nothing else', async () => {
      await done('breaker', 'apply -f -', ingress('mine', 'a'));
      const patch = (body: object) =>
        kubectl('writer', `patch ingress mine --namespace ${namespace} --type merge --patch ${JSON.stringify(body)}`);
      const changed = { spec: { defaultBackend: { service: { name: 'b' } } } };
      for (const body of [changed, { metadata: { labels: { a: 'b' } } }, { metadata: { annotations: { a: 'b' } } }]) {
        expect((await patch(body)).stderr).toMatch(judged);
      }
      expect(await patch({ metadata: { finalizers: ['routeproof.dev/test'] } })).toMatchObject({ code: 0 });
      const status = { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } };
      const written = `patch ingress mine --namespace ${namespace} --subresource status --type merge --patch ${JSON.stringify(status)}`;
      await done('admin', written);
    });

    it('keeps nothing alive: deletions pass, and so does what takes a finalizer off', async () => {
      await done('breaker', 'apply -f -', ingress('going', 'a', { finalizers: ['routeproof.dev/test'] }));
      await done('writer', `delete ingress going --namespace ${namespace} --wait=false`);
      const body = { metadata: { finalizers: null, labels: { a: 'b' } } };
      await done('writer', `patch ingress going --namespace ${namespace} --type merge --patch ${JSON.stringify(body)}`);
      expect((await kubectl('writer', `get ingress going --namespace ${namespace}`)).stderr).toContain('not found');
    });

    it('judges an object as large as the API server stores: its conditions stay within their budget', async () => {
      const large = (port: number) => {
        const backend = { service: { name: 'a-service-with-a-long-name', port: { number: port } } };
        const paths = Array.from({ length: 8000 }, (_, i) => ({
          path: `/a/long/path/${i}`,
          pathType: 'Prefix',
          backend,
        }));
        const spec = { rules: [{ host: 'shop.example.com', http: { paths } }] };
        const metadata = { name: 'large', namespace };
        return JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec });
      };
      expect(large(80).length).toBeGreaterThan(1_000_000);
      await done('breaker', 'create -f -', large(80));
      expect((await kubectl('writer', 'replace -f -', large(81))).stderr).toMatch(judged);
    });

    it('has conditions that the API server can evaluate, and is asked about deletions', async () => {
      const { stdout } = await kubectl('admin', 'get --raw /metrics');
      expect(stdout).not.toContain('apiserver_admission_match_condition_evaluation_errors_total{');
      expect(stdout).toMatch(
        /^apiserver_admission_webhook_fail_open_count\{name="deletions.routeproof.dev",.*\} [1-9]/m,
      );
      expect(stdout).toMatch(
        /^apiserver_admission_webhook_rejection_count\{error_type="calling_webhook_error",name="routes/m,
      );
    });

    it('runs its test under the same level of pod security', async () => {
      const pod = one(await rendered({}), 'Pod');
      const { code, stderr } = await kubectl('admin', 'create --dry-run=server -f -', stringify(pod));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });

    it('fails its test while nothing judges', async () => {
      const [container] = one(await rendered({}), 'Pod').spec.containers;
      const [shell = '', ...words] = container?.command ?? [];
      const { code, stdout } = await runProgram(shell, words, '', {
        PATH: `${controlPlane}:${process.env['PATH']}`,
        KUBECONFIG: server.kubeconfig('writer'),
        KNOWN_BAD: container?.env?.find(({ name }) => name === 'KNOWN_BAD')?.value ?? '',
      });
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(judged) });
    });

    it('keeps a certificate over upgrades, and renews it in time without a moment in which neither is trusted', async () => {
      const before = (await object('secret', 'rp-routeproof-tls')).data;
      await upgraded({ ...strict, replicas: 3 });
      expect((await object('secret', 'rp-routeproof-tls')).data).toEqual(before);

      await upgraded({ ...strict, certificates: { helm: { validityDays: 800, renewBeforeDays: 1095 } } });
      const after = (await object('secret', 'rp-routeproof-tls')).data;
      const trusted = after['ca.crt'] ?? '';
      const { webhooks } = await object('validatingwebhookconfiguration', 'rp-routeproof');
      expect(webhooks.map(({ clientConfig }) => clientConfig.caBundle)).toEqual([trusted, trusted]);
      const authorities = Buffer.from(trusted, 'base64')
        .toString()
        .split(/(?<=-----END CERTIFICATE-----\n)/)
        .map((pem) => new X509Certificate(pem));
      expect(authorities).toHaveLength(2);
      for (const [index, { 'tls.crt': served = '' }] of [after, before].entries()) {
        const serving = new X509Certificate(Buffer.from(served, 'base64'));
        expect(authorities.map(({ publicKey }) => serving.verify(publicKey))).toEqual([index === 0, index === 1]);
      }
    });

    it('lets cluster-admin pass where it is told to', async () => {
      await upgraded({ ...strict, breakGlass: { wildcards: true } });
      await expect
        .poll(async () => (await kubectl('admin', 'apply -f -', ingress('of-admin', 'a'))).code, { timeout: 10_000 })
        .toBe(0);
      expect((await kubectl('writer', 'create -f -', ingress('of-writer', 'a'))).stderr).toMatch(judged);
    });
  },
);
