import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Orders } from '../../src/engine/job.ts';
import { type Followed, followConfig, ordersOf } from '../../webhook/orders.ts';

describe('a config that is followed', () => {
  let path: string;
  let folder: string;
  let today: string;
  let followed: Followed | null;
  let orders: Orders[];
  let valid: boolean[];
  let lines: string[];
  const standing = { rules, mode: 'audit' as const, today: () => today };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'routeproof-config-'));
    path = join(folder, 'routeproof.yaml');
    [today, followed, orders, valid, lines] = ['2026-11-26', null, [], [], []];
  });
  afterEach(() => {
    followed?.stop();
    rmSync(folder, { recursive: true });
  });
  const write = (text: string) => writeFileSync(path, text);
  const follow = async () => {
    followed = await followConfig(
      path,
      standing,
      (level, message, about) => void lines.push(`${level} ${message} ${about?.['why'] ?? ''}`.trim()),
      (next) => void orders.push(next),
      (isValid) => void valid.push(isValid),
      20,
    );
  };
  const modes = () => orders.map(({ settings }) => settings.webhook.mode);

  it('counts from its change on; a mode of the command line counts where it names none', async () => {
    write('rules: { missing-retry: off }\n');
    await follow();
    write('webhook: { mode: enforce }\n');
    await vi.waitFor(() => expect(modes()).toEqual(['audit', 'enforce']));
    expect(valid).toEqual([true, true]);
  });

  it('keeps the old where the new has errors or is away, says so once, and tells when it is well again', async () => {
    write('webhook: { mode: enforce }\n');
    await follow();
    write('webhook: { mode: block }\n');
    await vi.waitFor(() => expect(valid).toEqual([true, false]));
    rmSync(path);
    await vi.waitFor(() => expect(valid).toEqual([true, false, false]));
    write('webhook: { mode: enforce }\n');
    await vi.waitFor(() => expect(valid).toEqual([true, false, false, true]));
    expect(modes()).toEqual(['enforce', 'enforce']);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringMatching(/the one before it stays line 1: found .block.; expected .*`enforce`/),
      expect.stringContaining('ENOENT'),
    ]);
  });

  it.each([
    ['rules: [', /^line \d+: found /],
    ['nothing: 1\n', /^line 1: found /],
    ['a: 1\n---\nb: 1\n', /a second document/],
  ])('must have no errors at the start: %j', async (text, why) => {
    write(text);
    await expect(follow()).rejects.toThrow(why);
  });

  it('is read by the day: what ends on a date ends', async () => {
    write('webhook: { mode: enforce }\n');
    await follow();
    expect(orders[0]?.today).toBe('2026-11-26');
    today = '2026-11-27';
    expect(orders[0]?.today).toBe('2026-11-27');
  });

  it('hears nothing of suppressions that one decision cannot judge', () => {
    const ids = ordersOf({ config: {}, document: null, faults: [] }, standing).rules.map(({ id }) => id);
    expect(ids.length).toBe(rules.length - 2);
    expect(ids).not.toContain('unused-suppression');
  });
});
