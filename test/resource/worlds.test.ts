import { describe, expect, it } from 'vitest';
import { splitWorlds } from '../../src/resource/worlds.ts';
import { documents } from './documents.ts';

const object = 'kind: VirtualNode\n';

/** Splits files given as path → text; the answer names the files of each world. */
function split(files: Readonly<Record<string, string>>, declared: Parameters<typeof splitWorlds>[1] = []) {
  const read = Object.entries(files).map(([path, text]) => ({ path, documents: documents(text, path) }));
  const { worlds, skipped, notes } = splitWorlds(read, declared);
  return {
    worlds: Object.fromEntries(
      worlds.map((world) => [world.name, world.documents.map(({ id }) => id.replace('#1', ''))]),
    ),
    skipped,
    notes,
  };
}

describe('without a kustomization', () => {
  it('all files are one world, and there is nothing to say', () => {
    expect(split({ 'a.yaml': object, 'b/c.yaml': object })).toEqual({
      worlds: { '': ['a.yaml', 'b/c.yaml'] },
      skipped: [],
      notes: [],
    });
  });

  it('no file at all is one empty world', () => {
    expect(split({})).toEqual({ worlds: { '': [] }, skipped: [], notes: [] });
  });
});

describe('kustomizations', () => {
  const tree = {
    'base/kustomization.yaml': 'resources: [node.yaml]\n',
    'base/node.yaml': object,
    'prod/kustomization.yaml': 'resources: [../base, extra.yaml]\npatches: [{ path: patch.yaml }]\n',
    'prod/extra.yaml': object,
    'prod/patch.yaml': object,
    'test/kustomization.yml': 'bases: [../base/]\n',
    'other.yaml': object,
  };

  it('each one that no other one takes is a world, with all that it takes', () => {
    expect(split(tree).worlds).toEqual({
      prod: ['base/kustomization.yaml', 'base/node.yaml', 'prod/kustomization.yaml', 'prod/extra.yaml'],
      test: ['base/kustomization.yaml', 'base/node.yaml', 'test/kustomization.yml'],
      '': ['other.yaml'],
    });
  });

  it('patches are skipped, and the reason says whose they are', () => {
    expect(split(tree).skipped).toEqual([
      { path: 'prod/patch.yaml', reason: 'a patch of prod/kustomization.yaml: it changes objects and is none' },
    ]);
  });

  it('the notes say how the files were split, and what was not built', () => {
    expect(split(tree).notes).toEqual([
      'the files are 3 worlds: `prod` (4 documents: prod/kustomization.yaml takes them), `test` (3 documents: test/kustomization.yml takes them) and the rest (1 document: nothing else names them)',
      'prod/kustomization.yaml was not built, so patches in it had no effect: build it first, as in `kustomize build prod | routeproof -`',
    ]);
  });

  it.each([
    ['patchesStrategicMerge: [p.yaml]'],
    ['patchesJson6902: [{ path: p.yaml, target: {} }]'],
    ['patches: [{ path: ./p.yaml }]'],
  ])('%s', (field) => {
    const files = { 'kustomization.yaml': `${field}\nresources: [a.yaml]\n`, 'a.yaml': object, 'p.yaml': object };
    expect(split(files).skipped.map(({ path }) => path)).toEqual(['p.yaml']);
    expect(split(files).worlds).toEqual({ '.': ['kustomization.yaml', 'a.yaml'] });
  });

  it('a file that is taken as an object is no patch', () => {
    const files = { 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: a.yaml }]\n', 'a.yaml': object };
    expect(split(files).skipped).toEqual([]);
  });

  it('inline patches, inline targets and URLs name no files', () => {
    const files = {
      'kustomization.yaml':
        'resources: [https://example.com/a.yaml, "github.com/a/b?ref=main"]\npatchesStrategicMerge: ["kind: A\\nb: c\\n"]\n',
      'a.yaml': object,
    };
    expect(split(files).worlds).toEqual({ '.': ['kustomization.yaml'], '': ['a.yaml'] });
    expect(split(files).notes[1]).toContain('patchesStrategicMerge and remote resources');
  });

  it('components belong to whoever takes them', () => {
    const files = {
      'app/kustomization.yaml': 'components: [../part]\n',
      'part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n',
      'part/a.yaml': object,
    };
    expect(Object.keys(split(files).worlds)).toEqual(['app']);
  });

  it('a circle that nobody takes is one world', () => {
    const files = { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' };
    expect(split(files).worlds).toEqual({ a: ['a/kustomization.yaml', 'b/kustomization.yaml'] });
  });

  it('a kustomization is one by its kind too, and that of Flux is none', () => {
    const ours = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n';
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {}\nresources: [a.yaml]\n';
    expect(Object.keys(split({ 'k.yaml': ours, 'a.yaml': object }).worlds)).toEqual(['.']);
    expect(Object.keys(split({ 'kustomization.yaml': flux, 'a.yaml': object }).worlds)).toEqual(['']);
  });
});

describe('worlds that the config declares', () => {
  const files = { 'prod/a.yaml': object, 'prod/deep/b.yaml': object, 'test/c.yaml': object, 'd.yaml': object };

  it('take what their globs match, and the rest stays', () => {
    const { worlds } = split(files, [
      { name: 'production', paths: ['prod'] },
      { name: 'testing', paths: ['test/*.yaml'] },
    ]);
    expect(worlds).toEqual({
      production: ['prod/a.yaml', 'prod/deep/b.yaml'],
      testing: ['test/c.yaml'],
      '': ['d.yaml'],
    });
  });

  it('may share files', () => {
    const { worlds } = split(files, [
      { name: 'one', paths: ['d.yaml', 'prod/**'] },
      { name: 'two', paths: ['./d.yaml', 'test/'] },
    ]);
    expect(worlds).toEqual({ one: ['prod/a.yaml', 'prod/deep/b.yaml', 'd.yaml'], two: ['test/c.yaml', 'd.yaml'] });
  });

  it('without a file are said to be so', () => {
    expect(split(files, [{ name: 'none', paths: ['x'] }]).notes).toContain(
      'the world `none` of the config has no file',
    );
  });

  it('a kustomization in one is no world of its own', () => {
    const tree = { 'prod/kustomization.yaml': 'resources: [a.yaml]\n', 'prod/a.yaml': object };
    expect(Object.keys(split(tree, [{ name: 'production', paths: ['prod'] }]).worlds)).toEqual(['production']);
  });
});
