import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/exit-code.ts';
import { options, serverOptions } from '../../webhook/options.ts';

const pair = ['--tls-cert=tls.crt', '--tls-key=tls.key'];

/** Each option with a value, what it becomes, and under which name. */
const given: Readonly<Record<Exclude<keyof typeof options, 'help'>, readonly [string, string, unknown]>> = {
  host: ['127.0.0.1', 'host', '127.0.0.1'],
  port: ['10250', 'port', 10250],
  'metrics-port': ['0', 'metricsPort', 0],
  'tls-cert': ['a.crt', 'cert', 'a.crt'],
  'tls-key': ['a.key', 'key', 'a.key'],
  config: ['routeproof.yaml', 'config', 'routeproof.yaml'],
  mode: ['enforce', 'mode', 'enforce'],
  'webhook-name': ['mine', 'webhookName', 'mine'],
  'audit-interval': ['60', 'auditInterval', 60_000],
  drain: ['0', 'drain', 0],
  kubeconfig: ['k', 'kubeconfig', 'k'],
  context: ['c', 'context', 'c'],
};
const variable = (name: string) => `ROUTEPROOF_${name.toUpperCase().replaceAll('-', '_')}`;

describe('the options of the webhook', () => {
  it('have their defaults', () => {
    expect(serverOptions(pair, {})).toEqual({
      host: '::',
      port: 9443,
      metricsPort: 9090,
      cert: 'tls.crt',
      key: 'tls.key',
      config: undefined,
      mode: undefined,
      webhookName: 'routeproof',
      auditInterval: 300_000,
      drain: 10_000,
      kubeconfig: undefined,
      context: undefined,
    });
  });

  it('are all tried here', () => {
    expect([...Object.keys(given), 'help'].sort()).toEqual(Object.keys(options).sort());
  });

  it.each(Object.entries(given))(
    '--%s is read from the command line, then from the environment',
    (name, [text, as, value]) => {
      const env = { [variable(name)]: text };
      expect(serverOptions([...pair, `--${name}`, text], {})).toHaveProperty(as, value);
      const without = pair.filter((word) => !word.startsWith(`--${name}=`));
      expect(serverOptions(without, env)).toHaveProperty(as, value);
      const other = name === 'mode' ? 'audit' : '7';
      expect(serverOptions([...pair, `--${name}=${other}`], env)).not.toHaveProperty(as, value);
    },
  );

  it('are not asked for where only the help is wanted', () => {
    expect(serverOptions(['--help'], { ROUTEPROOF_PORT: 'x' })).toBeNull();
    expect(serverOptions(pair, { ROUTEPROOF_HELP: 'true' })).not.toBeNull();
  });

  it('take nothing of a variable that is empty, or that Kubernetes sets for a Service called routeproof', () => {
    const env = {
      ROUTEPROOF_PORT: 'tcp://10.0.0.1:443',
      ROUTEPROOF_PORT_443_TCP: 'tcp://10.0.0.1:443',
      ROUTEPROOF_MODE: '',
    };
    expect(serverOptions(pair, env)).toMatchObject({ port: 9443, mode: undefined });
  });

  it.each([
    [[], '--tls-cert is missing'],
    [['--tls-cert=a'], '--tls-key is missing'],
    [[...pair, '--port=70000'], '--port cannot be 70000'],
    [[...pair, '--port=-1'], '--port cannot be -1'],
    [[...pair, '--port='], '--port cannot be '],
    [[...pair, '--port=1e3'], '--port cannot be 1e3'],
    [[...pair, '--drain=1.5'], '--drain cannot be 1.5'],
    [[...pair, '--audit-interval=5m'], '--audit-interval cannot be 5m'],
    [[...pair, '--port=9090'], '--port and --metrics-port are both 9090'],
    [[...pair, '--mode=block'], '--mode cannot be `block`'],
    [[...pair, '--context'], '--context needs a value'],
    [[...pair, '--prot=1'], 'there is no option `--prot=1`'],
    [[...pair, 'routes/'], 'the webhook takes no path, as routes/'],
  ])('%j are refused in one sentence', (words, message) => {
    const failure = (() => {
      try {
        return serverOptions(words, {});
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as UsageError).message).toBe(message);
    expect((failure as UsageError).hint).toMatch(/^[^\n]+[^.\n]$/);
  });
});
