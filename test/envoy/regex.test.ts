import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { checkRegex } from '../../src/algebra/check-regex.ts';
import { each, envoyBinary } from '../support/envoy.ts';

const seed = 20_261_126;
const accepted = 400;
const refused = 40;

/** Pieces that are put together at random: some make an expression, some a mistake, some a large program. */
const piece = fc.oneof(
  { arbitrary: fc.constantFrom('a', 'b/', '[a-c]', '\\d', '.', '(a|b)', '(?:ab)?', 'é', '\\.', '^', '$'), weight: 8 },
  { arbitrary: fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{20}', '{30,40}', '{50}', '{9}{9}', '*?'), weight: 3 },
  {
    arbitrary: fc.constantFrom('(', ')', '[', '(?=a)', '(?!a)', '\\1', '(?P<n>a)', '(?<=a)', '\\C', '**', '{2}{9}'),
    weight: 2,
  },
);
const expression = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

describe.skipIf(envoyBinary === undefined)(
  `expressions against Envoy --mode validate (needs ENVOY_BIN; seed ${seed})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rp-regex-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const drawn = [...new Set(fc.sample(expression, { seed, numRuns: 12_000 }))];

    /** True iff Envoy takes a configuration with these expressions. */
    const takes = (name: string, expressions: readonly string[]) => {
      const routes = expressions.map((regex) => ({
        match: { safe_regex: { regex } },
        direct_response: { status: 200 },
      }));
      const type = 'type.googleapis.com/envoy.extensions.filters';
      const manager = {
        '@type': `${type}.network.http_connection_manager.v3.HttpConnectionManager`,
        stat_prefix: 'it',
        route_config: { virtual_hosts: [{ name: 'it', domains: ['*'], routes }] },
        http_filters: [{ name: 'router', typed_config: { '@type': `${type}.http.router.v3.Router` } }],
      };
      const file = join(folder, `${name}.json`);
      const address = { socket_address: { address: '127.0.0.1', port_value: 0 } };
      const filters = [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }];
      writeFileSync(
        file,
        JSON.stringify({ static_resources: { listeners: [{ address, filter_chains: [{ filters }] }] } }),
      );
      return new Promise<boolean>((resolve) => {
        execFile(envoyBinary ?? '', ['--mode', 'validate', '-c', file, '--log-level', 'off'], (error) =>
          resolve(error === null),
        );
      });
    };

    test(`takes the ${accepted} that are said to be right`, async () => {
      const right = drawn.filter((text) => checkRegex(text).is === 'ok').slice(0, accepted);
      expect(right).toHaveLength(accepted);
      expect(await takes('right', right)).toBe(true);
    });

    test(`refuses each of the ${refused} that are said to be wrong`, async () => {
      const wrong = drawn.filter((text) => checkRegex(text).is === 'refused');
      const large = wrong.filter((text) => String(Reflect.get(checkRegex(text), 'why')).includes('program size'));
      const chosen = [
        ...large.slice(0, refused / 2),
        ...wrong.filter((text) => !large.includes(text)).slice(0, refused / 2),
      ];
      expect(chosen).toHaveLength(refused);
      const taken = await each([...chosen.entries()], 2, async ([i, text]) =>
        (await takes(`wrong-${i}`, [text])) ? text : null,
      );
      expect(taken.filter((text) => text !== null)).toEqual([]);
    });
  },
);
