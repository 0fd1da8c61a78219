import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig, readInputs } from '../../src/source/files.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'routeproof-files-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const put = (path: string, content: string | Uint8Array = 'a: 1\n') => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
};
const empty = (async function* () {})();
const read = async (...words: string[]) => {
  const { texts, unreadable } = await readInputs(words, { cwd, stdin: empty });
  return { paths: texts.map(({ path }) => path), unreadable };
};

describe('folders', () => {
  it('are read whole, sorted, by the endings of manifests', async () => {
    for (const path of [
      'b.yaml',
      'a.yml',
      'c/d.json',
      'e.yaml.template',
      'f.yml.tpl',
      'g.json.tmpl',
      'h.txt',
      'i.template',
    ]) {
      put(path);
    }
    expect((await read('.')).paths).toEqual([
      'a.yml',
      'b.yaml',
      'c/d.json',
      'e.yaml.template',
      'f.yml.tpl',
      'g.json.tmpl',
    ]);
  });

  it('skip dot folders and node_modules', async () => {
    put('.hidden/a.yaml');
    put('node_modules/b.yaml');
    put('c.yaml');
    expect((await read('.')).paths).toEqual(['c.yaml']);
  });

  it('respect .gitignore files from the root of the repository down', async () => {
    mkdirSync(join(cwd, '.git'));
    put('.gitignore', 'generated/\n*.local.yaml\n');
    put('generated/a.yaml');
    put('b.local.yaml');
    put('team/.gitignore', '!b.local.yaml\nsecret.yaml\n');
    put('team/b.local.yaml');
    put('team/secret.yaml');
    put('c.yaml');
    expect((await read('.')).paths).toEqual(['c.yaml', 'team/b.local.yaml']);
    expect((await read('team')).paths).toEqual(['team/b.local.yaml']);
  });

  it('are read although git ignores them, if they are named', async () => {
    mkdirSync(join(cwd, '.git'));
    put('.gitignore', 'rendered/\n');
    put('rendered/inner/a.yaml');
    put('rendered/.gitignore', 'b.yaml\n');
    put('rendered/b.yaml');
    expect((await read('rendered')).paths).toEqual(['rendered/inner/a.yaml']);
    expect((await read('rendered/inner')).paths).toEqual(['rendered/inner/a.yaml']);
    expect((await read('.')).paths).toEqual([]);
  });

  it('end where symbolic links lead in a circle', async () => {
    put('a/b.yaml');
    symlinkSync('..', join(cwd, 'a', 'up'));
    symlinkSync(cwd, join(cwd, 'a', 'top'));
    expect((await read('.')).paths).toEqual(['a/b.yaml']);
  });

  it('read one file once, however many names lead to it', async () => {
    put('a.yaml');
    symlinkSync('a.yaml', join(cwd, 'b.yaml'));
    expect((await read('.', 'a.yaml', './a.yaml', cwd)).paths).toEqual(['a.yaml']);
  });

  it('pass over links that lead nowhere', async () => {
    put('a.yaml');
    symlinkSync('gone.yaml', join(cwd, 'b.yaml'));
    expect(await read('.')).toEqual({ paths: ['a.yaml'], unreadable: [] });
  });
});

describe('names', () => {
  it('are read whatever their ending and whatever git ignores', async () => {
    mkdirSync(join(cwd, '.git'));
    put('.gitignore', 'manifest\n');
    put('manifest');
    expect((await read('manifest')).paths).toEqual(['manifest']);
  });

  it('may be globs that the shell left alone', async () => {
    put('a/one.yaml');
    put('b/two.yaml');
    put('b/three.json');
    expect((await read('*/*.yaml')).paths).toEqual(['a/one.yaml', 'b/two.yaml']);
    expect((await read('*.nothing')).unreadable).toEqual([
      { path: '*.nothing', reason: 'the pattern matches no file' },
    ]);
  });

  it('that do not exist are told', async () => {
    expect((await read('gone/')).unreadable).toEqual([{ path: 'gone/', reason: 'there is no such file or folder' }]);
  });

  it('may be standard input', async () => {
    const stdin = (async function* () {
      yield new TextEncoder().encode('a: ');
      yield new TextEncoder().encode('1\n');
    })();
    const { texts } = await readInputs(['-'], { cwd, stdin });
    expect(texts.map(({ path, text }) => [path, text])).toEqual([['-', 'a: 1\n']]);
  });
});

describe('names that are easily misread', () => {
  it('standard input that breaks off is told', async () => {
    const stdin = (async function* () {
      yield new Uint8Array([97]);
      throw Object.assign(new Error('illegal operation on a directory, read'), { code: 'EISDIR' });
    })();
    const { unreadable } = await readInputs(['-'], { cwd, stdin });
    expect(unreadable).toEqual([{ path: '-', reason: 'it is a folder' }]);
  });

  it('an empty one is not the working directory', async () => {
    put('a.yaml');
    expect(await read('')).toEqual({ paths: [], unreadable: [{ path: '', reason: 'the path is empty' }] });
  });

  it('of two globs that match one file, both match', async () => {
    put('a.yaml');
    expect(await read('*.yaml', 'a.*')).toEqual({ paths: ['a.yaml'], unreadable: [] });
  });

  it('a glob may climb and may be absolute', async () => {
    put('a/b.yaml');
    put('c/d.yaml');
    expect((await read('a/../c/*.yaml', join(cwd, 'a', '*.yaml'))).paths).toEqual(['a/b.yaml', 'c/d.yaml']);
  });

  it('the file that is read apart is no input, by whatever name', async () => {
    put('routeproof.yaml');
    put('a.yaml');
    symlinkSync('routeproof.yaml', join(cwd, 'link.yaml'));
    const { texts, named } = await readInputs(['.', './routeproof.yaml'], {
      cwd,
      stdin: empty,
      apart: 'routeproof.yaml',
    });
    expect([texts.map(({ path }) => path), named]).toEqual([['a.yaml'], true]);
  });
});

describe('contents that are no text', () => {
  it.each([
    ['binary', new Uint8Array([97, 0, 98]), 'it is a binary file'],
    ['invalid UTF-8', new Uint8Array([97, 0xc3, 0x28]), 'it is not UTF-8'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 97, 0]), 'it is UTF-16; save it as UTF-8'],
  ])('%s', async (_, content, reason) => {
    put('a.yaml', content);
    put('b.yaml');
    expect(await read('.')).toEqual({ paths: ['b.yaml'], unreadable: [{ path: 'a.yaml', reason }] });
  });

  it('files of more than 16 MiB, without reading them', async () => {
    put('a.yaml');
    truncateSync(join(cwd, 'a.yaml'), 50 * 1024 * 1024);
    const { unreadable } = await read('a.yaml');
    expect(unreadable).toEqual([{ path: 'a.yaml', reason: 'larger than 16 MiB, which no manifest is' }]);
  });

  // The superuser may read everything, so there is nothing to see.
  it.skipIf(process.getuid?.() === 0)('files without permission', async () => {
    put('a.yaml');
    chmodSync(join(cwd, 'a.yaml'), 0);
    expect((await read('a.yaml')).unreadable).toEqual([{ path: 'a.yaml', reason: 'permission denied' }]);
  });

  it('a byte order mark is no part of the text', async () => {
    put('a.yaml', '\ufeffa: 1\n');
    const { texts } = await readInputs(['a.yaml'], { cwd, stdin: empty });
    expect(texts[0]?.text).toBe('a: 1\n');
  });
});

describe('the config', () => {
  it('is found in the folder or above it, up to the root of the repository', () => {
    put('routeproof.yaml');
    mkdirSync(join(cwd, 'repository/.git'), { recursive: true });
    mkdirSync(join(cwd, 'repository/team/shop'), { recursive: true });
    expect(findConfig(join(cwd, 'repository/team/shop'))).toBeNull();
    put('repository/routeproof.yaml');
    expect(findConfig(join(cwd, 'repository/team/shop'))).toBe('../../routeproof.yaml');
  });
});
