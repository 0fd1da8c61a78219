import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isNormalPath, normalPath } from '../../src/algebra/normal-path.ts';
import { type Envoy, each, envoyBinary, startEnvoy } from '../support/envoy.ts';

const seed = 20_261_126;

const parts = ['/', '/', '/', '.', '..', '%2e', '%2E', '\\', 'a', 'b', '%61', '%2f', '%7e', '%5F', '%5c', ';', ';x'];
const rarer = [
  '"',
  '|',
  '%',
  '%',
  '%2',
  '%4',
  '%zz',
  '4',
  'e',
  '%5B',
  '%40',
  '%60',
  '%7b',
  '%4f',
  '~',
  '^',
  '{',
  '%25',
  '%30',
  '<',
  '`',
];
const path = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...parts), weight: 5 }, fc.constantFrom(...rarer)), { maxLength: 9 })
  .map((drawn) => `/${drawn.join('')}`);

describe.skipIf(envoyBinary === undefined)(`normal paths against Envoy (needs ENVOY_BIN; seed ${seed})`, () => {
  let envoy: Envoy;
  beforeAll(async () => {
    const route = {
      match: { prefix: '/' },
      direct_response: { status: 200 },
      response_headers_to_add: [{ header: { key: 'x-path', value: '%REQ(:PATH)%' } }],
    };
    envoy = await startEnvoy([
      {
        name: 'normal',
        manager: { normalize_path: true, merge_slashes: true },
        routes: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route] }] },
      },
    ]);
  });
  afterAll(() => envoy?.end());

  /** The path that arrives, or the status of a refusal. */
  const arrived = async (target: string) => {
    const { status, headers } = await envoy.send('normal', { method: 'GET', target, host: 'a', headers: [] });
    return status === 200 ? headers.get('x-path') : status;
  };

  test('each path arrives as the product says', async () => {
    const drawn = fc.sample(path, { seed, numRuns: 4_000 });
    expect(drawn.filter((one) => !isNormalPath(one)).length).toBeGreaterThan(1_000);
    await each(drawn, 16, async (one) => {
      expect({ sent: one, arrived: normalPath(one) }).toEqual({ sent: one, arrived: await arrived(one) });
    });
  });

  test('each byte and each escape arrives as the product says', async () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte);
    const escapes = bytes.flatMap((byte) => {
      const hex = byte.toString(16).padStart(2, '0');
      return [`/x%${hex}y`, `/x%${hex.toUpperCase()}y`];
    });
    const raws = bytes.filter((byte) => byte > 0x20 && byte < 0x7f).map((byte) => `/x${String.fromCharCode(byte)}y`);
    const sendable = [...escapes, ...raws].filter((one) => !/[?#]/.test(one));
    await each(sendable, 16, async (one) => {
      const real = await arrived(one);
      expect({ sent: one, arrived: normalPath(one) }).toEqual({ sent: one, arrived: real === 400 ? null : real });
    });
  });
});
