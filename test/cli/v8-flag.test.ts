import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { v8Flag } from '../../src/cli/v8-flag.ts';

it('names a flag for the V8 of Node 20, 22 and 24', () => {
  expect(v8Flag('lint', '11.3.244.8-node.38')).toBe('--interrupt-budget=1000000');
  expect(v8Flag(undefined, '12.4.254.21-node.33')).toBe('--invocation-count-for-turbofan=30000');
  expect(v8Flag('lint', '13.6.233.17-node.28')).toBe('--invocation-count-for-turbofan=30000');
});

it('names another one for a server', () => {
  expect(v8Flag('webhook', '13.6.233.17-node.28')).toBe('--no-allocation-site-pretenuring');
});

it('leaves other versions alone', () => {
  expect(v8Flag('lint', '1.3.0')).toBeUndefined();
  expect(v8Flag('webhook', '113.0.1')).toBeUndefined();
});

it('names nothing that this V8 does not know', () => {
  for (const command of ['lint', 'webhook']) {
    const flag = v8Flag(command, process.versions.v8);
    const { status, stderr } = spawnSync(process.execPath, [...(flag === undefined ? [] : [flag]), '--eval', '0']);
    expect(`${status} ${stderr}`).toBe('0 ');
  }
});
