import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { type Cluster, ClusterError } from './cluster.ts';
import { faultOf, refusal } from './fault.ts';
import { type Authorise, getter } from './http-get.ts';
import { realTiming } from './timing.ts';
import { Watchdog } from './watchdog.ts';

/** Which cluster, and what of the surroundings says so. */
export interface ClusterOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly kubeconfig?: string;
  /** Without it, the current one. */
  readonly context?: string;
}

/** How long to wait for a first answer. */
const patience = 15_000;

/**
 * The cluster that a kubeconfig names (the given one, those of KUBECONFIG, ~/.kube/config), else the one in which this
 * process is a pod. Throws a {@link ClusterError} where there is none, or where it does not answer.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const cluster = await configuredCluster(options);
  const watchdog = new Watchdog(new AbortController().signal, realTiming, patience);
  try {
    const reply = await cluster.get('/version', {}, watchdog.signal);
    const fault = await refusal(reply);
    if (reply.status === 401) {
      throw new ClusterError(
        `the cluster ${cluster.name} does not accept the credentials: ${fault.message}`,
        'log in again; kubectl shows the same error',
      );
    }
    return cluster;
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    const because = watchdog.silent ? `no answer within ${patience / 1000} s` : faultOf(error).message;
    throw new ClusterError(
      `cannot reach the cluster ${cluster.name}: ${because}`,
      'check that it runs and that kubectl reaches it, or name another context',
    );
  } finally {
    watchdog.end();
  }
}

/** The same without asking whether it answers: a server waits for its cluster. */
export async function configuredCluster(options: ClusterOptions): Promise<Cluster> {
  // Loaded by whoever reads a cluster: it takes longer than to lint a folder.
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const config = load(options, () => new KubeConfig());
  const context = config.getCurrentContext();
  const named = config.getContextObject(context);
  if (named === null) {
    const known = config.getContexts().map(({ name }) => name);
    const hint = known.length === 0 ? 'the kubeconfig holds none' : `there are ${known.join(', ')}`;
    if (!context) throw new ClusterError('the kubeconfig names no current context', `name one; ${hint}`, true);
    throw new ClusterError(`there is no context \`${context}\``, hint, true);
  }
  const target = config.getCurrentCluster();
  if (target === null) {
    throw new ClusterError(`the context \`${context}\` names no cluster that is there`, 'correct the kubeconfig');
  }
  const server = serverOf(target.server, target.skipTLSVerify);
  const own = new KubeConfig();
  // The client refuses all http without that mark, and gives a context without a user no certificate authority.
  const skipTLSVerify = target.skipTLSVerify || server.protocol === 'http:';
  own.loadFromClusterAndUser({ ...target, skipTLSVerify }, config.getCurrentUser() ?? { name: 'nobody' });
  // Asked anew for each request: tokens are rotated.
  const authorise: Authorise = (request) => own.applyToHTTPSOptions(request);
  return { name: context, get: getter(server, authorise, target.proxyUrl !== undefined) };
}

/** Credentials in plain text go no further than this machine, unless the kubeconfig waives TLS. */
function serverOf(server: string, insecure: boolean): URL {
  const url = URL.canParse(server) ? new URL(server) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ClusterError(`the kubeconfig gives the server as \`${server}\``, 'write https://HOST:PORT');
  }
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isLocal && !insecure) {
    throw new ClusterError(
      `the kubeconfig gives the server as \`${url.origin}\`, which is not encrypted`,
      'write https, or set insecure-skip-tls-verify',
    );
  }
  return url;
}

function load({ env, kubeconfig, context }: ClusterOptions, empty: () => KubeConfig): KubeConfig {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  const usual = home === undefined ? [] : [join(home, '.kube', 'config')];
  const files = kubeconfig !== undefined ? [kubeconfig] : listed.length > 0 ? listed : usual;
  const config = empty();
  let found = 0;
  for (const file of files) {
    const read = empty();
    try {
      read.loadFromFile(file, { onInvalidEntry: 'filter' });
    } catch (error) {
      if (kubeconfig === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw new ClusterError(`cannot read the kubeconfig ${file}: ${reasonOf(error)}`, 'name another');
    }
    found += 1;
    merge(config, read);
  }
  if (found === 0 && env['KUBERNETES_SERVICE_HOST'] !== undefined) config.loadFromCluster();
  else if (found === 0) {
    throw new ClusterError(
      `found no kubeconfig${files.length === 0 ? '' : ` at ${files.join(' or ')}`}`,
      'name one with --kubeconfig or KUBECONFIG',
    );
  }
  if (context !== undefined) config.setCurrentContext(context);
  return config;
}

/** Only the first line of a message: the next ones show the text, and credentials stand in it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof TypeError) return 'it holds no clusters and contexts';
  return error.message.split('\n', 1)[0] ?? '';
}

/** As kubectl merges: the first to name something defines it. https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig */
function merge(config: KubeConfig, more: KubeConfig): void {
  const fresh = <T extends { name: string }>(own: T[], others: T[]) =>
    others.filter(({ name }) => own.every((known) => known.name !== name));
  config.clusters = [...config.clusters, ...fresh(config.clusters, more.clusters)];
  config.contexts = [...config.contexts, ...fresh(config.contexts, more.contexts)];
  config.users = [...config.users, ...fresh(config.users, more.users)];
  if (!config.currentContext) config.setCurrentContext(more.getCurrentContext());
}
