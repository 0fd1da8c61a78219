import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FollowedFiles, followFiles } from '../../src/source/followed-files.ts';

describe('files that are followed', () => {
  let folder: string;
  let path: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'routeproof-followed-'));
    path = join(folder, 'file');
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const follow = (): Promise<FollowedFiles> =>
    followFiles(
      [path],
      60_000,
      ([content]) => void told.push(String(content)),
      ({ message }) => void told.push(message),
    );

  it('are told once for each content', async () => {
    writeFileSync(path, 'one');
    const followed = await follow();
    await followed.look();
    writeFileSync(path, 'two');
    await followed.look();
    await followed.look();
    followed.stop();
    expect(told).toEqual(['one', 'two']);
  });

  it.each([
    ['a change', () => writeFileSync(path, 'two')],
    ['an error', () => rmSync(path)],
  ])('are not told of %s by a look that is under way when they are stopped', async (_, act) => {
    writeFileSync(path, 'one');
    const followed = await follow();
    act();
    const look = followed.look();
    followed.stop();
    await look;
    expect(told).toEqual(['one']);
  });
});
