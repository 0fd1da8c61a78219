import type { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../src/resource/kinds.ts';
import { watchedKinds } from '../../src/resource/watched.ts';
import { Load, post } from '../support/load.ts';
import { scrape } from '../support/scrape.ts';
import { reviewWith } from '../webhook/served.ts';
import { selfSigned } from './certificate.ts';
import { until } from './control-plane.ts';
import { definitionOf } from './crd.ts';
import { gateway, mesh, namespace, node, route, service } from './manifests.ts';
import { create, place, type Reply, rest } from './rest.ts';
import { E2e } from './world.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];

describe.skipIf(assets === undefined)('the life of the webhook beside a real API server (KUBEBUILDER_ASSETS)', () => {
  let e2e: E2e;
  beforeAll(async () => {
    e2e = await E2e.start(assets ?? '', 'webhook: { mode: enforce }\n');
    await e2e.plane.apply(['edge', 'team-a', 'team-b'].map((name) => namespace(name)));
    await e2e.plane.apply([mesh, gateway()]);
    for (const team of ['team-a', 'team-b']) {
      await e2e.plane.apply([service(team, 'cart'), node(team, 'cart')]);
    }
    await e2e.plane.apply(route('team-a', 'victim', '/victim', { priority: 100, to: 'cart' }));
    await seesAll();
  }, 120_000);
  afterAll(async () => {
    await e2e?.stop();
  });

  const metric = async (name: string) => (await scrape(e2e.metricsPort)).get(name) ?? 0;
  const ready = async () => (await fetch(`http://127.0.0.1:${e2e.metricsPort}/readyz`)).status;
  const legitimate = (name: string) => route('team-a', name, `/${name}/`, { priority: 100, to: 'cart' });
  /** A route of another team that takes all requests of the victim. */
  const theft = (name = 'thief') => route('team-b', name, '/victim', { priority: 10, to: 'cart' });
  const steal = (name?: string) => create(e2e.plane, theft(name), { dryRun: true });
  const isRefused = ({ status, body }: Reply) => status === 403 && /team-a\/victim/.test(String(body.message));

  /** True iff the webhook holds as many objects of each kind as the API server. */
  const isWhole = async () => {
    const held = await scrape(e2e.metricsPort);
    for (const { kind, group, plural, versions } of watchedKinds) {
      const base = group === '' ? `/api/${versions[0]}` : `/apis/${group}/${versions[0]}`;
      const { status, body } = await rest(e2e.plane, 'GET', `${base}/${plural}`, { as: 'admin' });
      const there = status === 404 ? 0 : body.items.length;
      if (held.get(`routeproof_view_objects{kind="${group === '' ? kind : `${kind}.${group}`}"}`) !== there)
        return false;
    }
    return true;
  };
  const seesAll = () => until('the view to equal the cluster', isWhole);
  const refusesAgain = () => until('a theft to be refused', async () => isRefused(await steal()));

  let writings = 0;
  /** Writes without pause, again where the API server or the webhook is away; nothing of it may be refused. */
  const writing = () => {
    writings += 1;
    const series = writings;
    let isOver = false;
    let count = 0;
    const refusals: string[] = [];
    // An API server that starts forbids everything until it has read who may do what: that is not ours.
    const note = (answer: Reply | null) => {
      const message = String(answer?.body.message);
      if (answer?.status === 403 && message.startsWith('admission webhook')) refusals.push(message);
    };
    const run = async (writer: number) => {
      while (!isOver) {
        const name = `w-${series}-${writer}-${count++}`;
        const answer = await create(e2e.plane, legitimate(name)).catch(() => null);
        note(answer);
        if (answer?.status === 201 && count % 3 === 0) {
          const path = place('gatewayroutes', 'team-a', name);
          const body = { spec: { priority: 200 } };
          note(await rest(e2e.plane, 'PATCH', path, { body }).catch(() => null));
          if (count % 2 === 0) await rest(e2e.plane, 'DELETE', path).catch(() => null);
        }
      }
    };
    const writers = [0, 1, 2].map(run);
    return {
      more: async (least: number) => {
        const end = count + least;
        await until('writes to go on', async () => count >= end);
      },
      stop: async () => {
        isOver = true;
        await Promise.all(writers);
        return { refusals, written: count };
      },
    };
  };

  it.each(['server', 'etcd', 'webhook'] as const)(
    'holds the cluster as it is, and refuses what it should, after a crash of %s in the middle of writes',
    async (which) => {
      const writes = writing();
      await writes.more(50);
      if (which === 'webhook') {
        await e2e.webhook.stop('SIGKILL');
        await e2e.webhook.start();
      } else {
        await e2e.plane.kill(which);
        if (which === 'etcd') await e2e.plane.startEtcd();
        else await e2e.plane.startServer();
      }
      await until('the API server to answer', async () => (await steal()).status > 0);
      await writes.more(50);
      const { refusals } = await writes.stop();
      expect(refusals).toEqual([]);
      await seesAll();
      await refusesAgain();
      expect(await ready()).toBe(200);
      const { stdout } = await e2e.plane.kubectl(['get', 'gatewayroutes', '-A', '-o', 'name']);
      expect(await metric('routeproof_view_objects{kind="GatewayRoute.appmesh.k8s.aws"}')).toBe(
        stdout.trim().split('\n').length,
      );
    },
    120_000,
  );

  it('goes on while a kind is removed and installed again', async () => {
    const router = kinds.find(({ kind }) => kind === 'VirtualRouter');
    if (router === undefined) throw new Error('no VirtualRouter');
    const name = 'VirtualRouter.appmesh.k8s.aws';
    const from = e2e.webhook.lines.length;
    const deleted = await e2e.plane.kubectl(['delete', 'crd', 'virtualrouters.appmesh.k8s.aws', '--timeout=60s']);
    expect(deleted.stderr).toBe('');
    await e2e.webhook.line(({ message, kind }) => message === 'kind absent' && kind === name, from);
    expect(await ready()).toBe(200);
    expect(isRefused(await steal())).toBe(true);
    await e2e.plane.apply(definitionOf(router));
    await e2e.plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    const listeners = [{ portMapping: { port: 8080, protocol: 'http' } }];
    const made = await rest(e2e.plane, 'POST', place('virtualrouters', 'team-a'), {
      body: {
        apiVersion: 'appmesh.k8s.aws/v1beta2',
        kind: 'VirtualRouter',
        metadata: { name: 'r' },
        spec: { listeners },
      },
    });
    expect(made.status).toBe(201);
    await until(
      'the new router to be seen',
      async () => (await metric(`routeproof_view_objects{kind="${name}"}`)) === 1,
    );
    await seesAll();
  }, 120_000);

  it('warns instead of refusing while it may not read a kind, stays ready, and refuses again when it may', async () => {
    const role = async (isWhole: boolean) => {
      const { body } = await rest(e2e.plane, 'GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles/webhook', {
        as: 'admin',
      });
      const read = (resources: readonly string[]) =>
        resources.filter((plural) => isWhole || plural !== 'gatewayroutes');
      const all = watchedKinds.filter(({ group }) => group === 'appmesh.k8s.aws').map(({ plural }) => plural);
      const rules = body.rules.map((rule: { apiGroups: string[] }) =>
        rule.apiGroups[0] === 'appmesh.k8s.aws' ? { ...rule, resources: read(all) } : rule,
      );
      const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/webhook';
      const patched = await rest(e2e.plane, 'PATCH', path, { body: { rules }, as: 'admin' });
      expect(patched.status).toBe(200);
    };
    const kind = 'GatewayRoute.appmesh.k8s.aws';
    const from = e2e.webhook.lines.length;
    await role(false);
    // A watch that is open outlives the right to open it.
    await e2e.plane.kill('server');
    await e2e.plane.startServer();
    const line = await e2e.webhook.line((one) => one.message === 'kind forbidden' && one['kind'] === kind, from);
    expect(line).toMatchObject({ level: 'warn', why: expect.stringContaining('cannot') });
    const before = await metric('routeproof_degraded_decisions_total{reason="stale"}');
    const answer = await steal();
    expect(answer.status).toBe(201);
    expect(answer.warnings.join()).toContain('team-a/victim');
    expect(await metric('routeproof_degraded_decisions_total{reason="stale"}')).toBeGreaterThan(before);
    expect(await ready()).toBe(200);
    await role(true);
    await refusesAgain();
    await seesAll();
  }, 120_000);

  /** Changes that the API server asks about, and reviews over connections that are new each time. */
  const underLoad = async (act: (load: Load) => Promise<void>) => {
    let count = 0;
    const body = JSON.stringify(reviewWith({ name: 'l', namespace: 'team-a', object: legitimate('l'), dryRun: true }));
    const load = new Load(6, async (agent: Agent) => {
      const isDirect = count++ % 2 === 0;
      const answer = isDirect
        ? await post(e2e.port, body, { agent: count % 3 === 0 ? agent : false })
        : await create(e2e.plane, legitimate(`l-${count}`), { dryRun: true });
      if (answer.status !== (isDirect ? 200 : 201)) throw new Error(JSON.stringify(answer));
    });
    await load.more(20);
    await act(load);
    await load.more(20);
    await load.stop();
    expect([...new Set(load.failures)]).toEqual([]);
  };

  it('changes its certificate under load without a failed request', async () => {
    const pems = await Promise.all([selfSigned(), selfSigned(2)]);
    await underLoad(async (load) => {
      const { cert } = e2e.certificate;
      await e2e.plane.apply(e2e.configuration([cert, ...pems.map((pem) => pem.cert)].join('\n')));
      // Until the API server has the new authorities, it would refuse the new certificate.
      await load.more(60);
      for (let round = 0; round < 6; round++) {
        const from = e2e.webhook.lines.length;
        e2e.webhook.writeCertificate(pems[round % 2] ?? e2e.certificate);
        await e2e.webhook.line(({ message }) => message === 'a certificate is served', from);
        await load.more(12);
      }
      const from = e2e.webhook.lines.length;
      e2e.webhook.writeCertificate({ cert, key: pems[0]?.key ?? '' });
      const line = await e2e.webhook.line(({ level }) => level === 'error', from);
      expect(line).toMatchObject({ why: 'the private key is not that of the certificate' });
    });
    const expires = await metric('routeproof_certificate_expiry_timestamp_seconds');
    expect(Math.abs(expires - Date.now() / 1000 - 2 * 86_400)).toBeLessThan(600);
  }, 120_000);

  it('changes its config under load without a failed request, and keeps the old where the new is bad', async () => {
    await underLoad(async (load) => {
      const change = async (text: string, message: string) => {
        const from = e2e.webhook.lines.length;
        e2e.webhook.writeConfig(text);
        const line = await e2e.webhook.line((one) => one.message === message, from);
        await load.more(20);
        return line;
      };
      await change('webhook: { mode: warn }\n', 'a config is followed');
      expect((await steal()).status).toBe(201);
      await change('webhook: { mode: enforce }\n', 'a config is followed');
      expect(isRefused(await steal())).toBe(true);
      const line = await change('webhook: { mode: off }\n', 'the config cannot be used, and the one before it stays');
      expect(line).toMatchObject({ level: 'error', why: expect.stringMatching(/^line 1: found /) });
      expect(await metric('routeproof_config_invalid')).toBe(1);
      expect(isRefused(await steal())).toBe(true);
      await change('webhook: { mode: enforce } # again\n', 'a config is followed');
      expect(await metric('routeproof_config_invalid')).toBe(0);
      expect(isRefused(await steal())).toBe(true);
    });
  }, 120_000);

  it('never refuses one of two conflicting creations for one that is not there, 100 times; the audit names what passed', async () => {
    const passed: string[] = [];
    let refused = 0;
    for (let i = 0; i < 100; i++) {
      const pair = [
        route('team-a', `c-${i}`, `/c-${i}/`, { priority: 100, to: 'cart' }),
        route('team-b', `c-${i}`, `/c-${i}/`, { priority: 10, to: 'cart' }),
      ] as const;
      const answers = await Promise.all(pair.map((one) => create(e2e.plane, one)));
      for (const [index, { status, body }] of answers.entries()) {
        if (status === 201) continue;
        refused += 1;
        expect({ status, message: body.message }).toEqual({ status: 403, message: expect.any(String) });
        const other = pair[1 - index];
        const name = `${other?.metadata.namespace}/${other?.metadata.name}`;
        expect(body.message).toContain(name);
        const there = await rest(e2e.plane, 'GET', place('gatewayroutes', other?.metadata.namespace ?? '', `c-${i}`));
        expect(there.status).toBe(200);
      }
      // Some pass, whatever the other one met.
      expect(answers.some(({ status }) => status === 201)).toBe(true);
      if (answers.every(({ status }) => status === 201)) passed.push(`c-${i}`);
    }
    expect(refused + passed.length).toBe(100);
    await seesAll();
    for (const name of passed) {
      const line = await e2e.webhook.line(
        (one) => one.message === 'found in the cluster' && one['rule'] === 'unreachable-route' && one['name'] === name,
      );
      expect(line).toMatchObject({ namespace: 'team-a', kind: 'GatewayRoute', severity: 'error' });
    }
    const counted = await metric('routeproof_findings{rule="unreachable-route",severity="error",namespace="team-a"}');
    expect(counted).toBe(passed.length);
  }, 120_000);

  it('leaves on SIGTERM with 0, its last word in the log, and nothing on standard error', async () => {
    expect(await e2e.webhook.stop()).toBe(0);
    expect(e2e.webhook.lines.at(-1)).toMatchObject({ level: 'info', message: 'left' });
    expect(e2e.webhook.errors).toBe('');
  });
});
