import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { optimiseLate } from '../../src/cli/optimise-late.ts';

it('names a flag for the V8 of Node 20, 22 and 24', () => {
  expect(optimiseLate('11.3.244.8-node.38')).toBe('--interrupt-budget=1000000');
  expect(optimiseLate('12.4.254.21-node.33')).toBe('--invocation-count-for-turbofan=30000');
  expect(optimiseLate('13.6.233.17-node.28')).toBe('--invocation-count-for-turbofan=30000');
});

it('leaves other versions alone', () => {
  expect(optimiseLate('1.3.0')).toBeUndefined();
  expect(optimiseLate('113.0.1')).toBeUndefined();
});

it('names nothing that this V8 does not know', () => {
  const flag = optimiseLate(process.versions.v8);
  const { status, stderr } = spawnSync(process.execPath, [...(flag === undefined ? [] : [flag]), '--eval', '0']);
  expect(`${status} ${stderr}`).toBe('0 ');
});
