import { type Args, type OptionSpecs, parseArgs } from '../src/cli/args.ts';
import { UsageError } from '../src/cli/exit-code.ts';
import { type WebhookMode, webhookModes } from '../src/config/settings.ts';

export const options = {
  host: { value: 'ADDRESS', help: 'Where to listen. Default: every address of the host.' },
  port: { value: 'PORT', help: 'HTTPS: POST /validate, GET /healthz and /readyz. Default: 9443; 0 takes a free one.' },
  'metrics-port': { value: 'PORT', help: 'Plain HTTP: GET /metrics, /healthz and /readyz. Default: 9090.' },
  'tls-cert': { value: 'FILE', help: 'The certificate chain in PEM. Read again when it changes.' },
  'tls-key': { value: 'FILE', help: 'Its private key in PEM.' },
  config: {
    value: 'FILE',
    help: 'The config, as for lint. Read again when it changes; one with errors keeps the old.',
  },
  mode: {
    value: 'MODE',
    choices: webhookModes,
    help: 'audit, warn or enforce, where the config does not say. Default: warn.',
  },
  'webhook-name': {
    value: 'NAME',
    help: 'Name of the ValidatingWebhookConfiguration, told in refusals. Default: routeproof.',
  },
  'audit-interval': {
    value: 'SECONDS',
    help: 'Time between audits of the whole cluster. Default: 300; 0 audits never.',
  },
  drain: {
    value: 'SECONDS',
    help: 'How long to go on serving after SIGTERM, until nobody asks any more. Default: 10.',
  },
  kubeconfig: { value: 'FILE', help: 'The cluster to watch, outside of one. Default: as for kubectl, then the pod.' },
  context: { value: 'NAME', help: 'The context of the kubeconfig.' },
  help: { help: 'Print this page.' },
} as const satisfies OptionSpecs;

export const help = {
  usage: 'Usage: routeproof webhook --tls-cert FILE --tls-key FILE [OPTION...]',
  about: [
    'Serves a validating admission webhook: it judges every change of a route by what the change does to',
    'the routes of the cluster. Each option may also be given as an environment variable, as in',
    'ROUTEPROOF_METRICS_PORT=9090.',
    '',
    'Exit codes: 0 told to leave, 2 bad usage or config, 3 no cluster or certificate that can be used,',
    '70 could not start or go on.',
  ].join('\n'),
  options,
};

/** What the server is told when it starts. */
export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly cert: string;
  readonly key: string;
  readonly config: string | undefined;
  readonly mode: WebhookMode | undefined;
  readonly webhookName: string;
  /** Milliseconds; 0: never. */
  readonly auditInterval: number;
  /** Milliseconds. */
  readonly drain: number;
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}

/** Null iff only the help is wanted. Throws a {@link UsageError}. The command line wins over the environment. */
export function serverOptions(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ServerOptions | null {
  const given = parseArgs(words, options);
  if (given.flag('help')) return null;
  const [stray] = given.positionals;
  if (stray !== undefined)
    throw new UsageError(`the webhook takes no path, as ${stray}`, 'see routeproof webhook --help');
  const args = parseArgs([...fromEnvironment(env), ...words], options);
  const file = (name: 'tls-cert' | 'tls-key') => {
    const path = args.value(name);
    if (path === undefined) throw new UsageError(`--${name} is missing`, 'an API server calls webhooks over TLS alone');
    return path;
  };
  const [cert, key] = [file('tls-cert'), file('tls-key')];
  const port = number(args, 'port', 9443, 65_535);
  const metricsPort = number(args, 'metrics-port', 9090, 65_535);
  if (port === metricsPort && port !== 0) {
    throw new UsageError(`--port and --metrics-port are both ${port}`, 'each needs its own');
  }
  return {
    host: args.value('host') ?? '::',
    port,
    metricsPort,
    cert,
    key,
    config: args.value('config'),
    mode: args.value('mode') as WebhookMode | undefined,
    webhookName: args.value('webhook-name') ?? 'routeproof',
    auditInterval: number(args, 'audit-interval', 300, 86_400) * 1000,
    drain: number(args, 'drain', 10, 600) * 1000,
    kubeconfig: args.value('kubeconfig'),
    context: args.value('context'),
  };
}

function fromEnvironment(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(options).flatMap((name) => {
    const value = env[`ROUTEPROOF_${name.toUpperCase().replaceAll('-', '_')}`];
    // Kubernetes sets ROUTEPROOF_PORT=tcp://… in every pod beside a Service called routeproof.
    const isForeign = value === undefined || value === '' || (name === 'port' && value.startsWith('tcp://'));
    return isForeign || name === 'help' ? [] : [`--${name}=${value}`];
  });
}

function number(args: Args, name: keyof typeof options, otherwise: number, most: number): number {
  const text = args.value(name);
  if (text === undefined) return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new UsageError(`--${name} cannot be ${text}`, `write a whole number up to ${most}`);
  return value;
}
