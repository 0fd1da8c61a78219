import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameText } from '../../src/document/placeholder.ts';
import { duplicates } from '../../src/resource/duplicates.ts';
import { anyGap, type Gap } from '../../src/resource/gap.ts';
import { inNamespace } from '../../src/resource/in-namespace.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { objectName, type Resource } from '../../src/resource/resource.ts';
import { matchesWildcard } from '../../src/resource/wildcard.ts';
import { worldOf } from '../../src/resource/world-of.ts';
import { documentOf } from './documents.ts';

const kind = 'VirtualNode.appmesh.k8s.aws';

let documents = 0;
function node(namespace: string, name: string, spec: unknown = {}, more = 'VirtualNode'): Resource {
  documents += 1;
  const metadata = namespace === '' ? { name } : { name, namespace };
  const value = { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: more, metadata, spec };
  const [resource] = recognise(documentOf(value, `file.yaml#${documents}`)).resources;
  if (resource === undefined) throw new Error('the manifest of the test is none');
  return resource;
}

describe('a look-up', () => {
  const cart = node('shop', 'cart');

  it('finds an object by kind, namespace and name', () => {
    expect(worldOf([cart]).get(kind, 'shop', 'cart')).toEqual({ is: 'found', resource: cart });
  });

  it('of an object that is nowhere is certain where the kind is there', () => {
    expect(worldOf([cart]).get(kind, 'shop', 'price')).toEqual({ is: 'absent', certain: true, nearest: null });
    expect(worldOf([cart]).get(kind, 'edge', 'price')).toEqual({ is: 'absent', certain: false, nearest: null });
    expect(worldOf([cart]).get('Service', 'shop', 'cart')).toEqual({ is: 'absent', certain: false, nearest: null });
  });

  it('is not certain in a world that lacks something', () => {
    expect(worldOf([cart], { partial: true }).get(kind, 'shop', 'price')).toMatchObject({ certain: false });
    expect(worldOf([cart], { gaps: [anyGap] }).get(kind, 'shop', 'price')).toMatchObject({ certain: false });
    expect(worldOf([cart], { partial: true }).complete(kind, 'shop')).toBe(false);
    expect(worldOf([cart]).complete(kind, 'shop')).toBe(true);
    expect(worldOf([cart]).complete(kind, 'edge')).toBe(false);
  });

  it.each<[string, Partial<Gap>, boolean]>([
    ['of the kind', { kind: 'VirtualNode' }, false],
    ['of another kind', { kind: 'Service' }, true],
    ['in the namespace', { namespace: 'shop' }, false],
    ['in another namespace', { namespace: 'edge' }, true],
    ['in a namespace that is not named', { namespace: '' }, false],
    ['of another name', { name: 'other' }, true],
  ])('beside a gap %s', (_, about, certain) => {
    const world = worldOf([cart], { gaps: [{ ...anyGap, ...about }] });
    expect(world.get(kind, 'shop', 'price')).toMatchObject({ is: 'absent', certain });
    expect(world.whole).toBe(false);
  });

  it('of what was written and not read is unknown', () => {
    const gap = { kind: 'VirtualNode', namespace: 'shop', name: 'price' };
    const world = worldOf([cart], { gaps: [gap] });
    expect(world.get(kind, 'shop', 'price')).toMatchObject({ is: 'unknown' });
    expect(world.get(kind, 'shop', 'cart')).toMatchObject({ is: 'found' });
    expect([world.mayLack(kind, 'shop'), world.mayLack(kind), world.mayLack(kind, 'edge')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([world.mayLack('Service'), world.complete(kind, 'shop')]).toEqual([false, false]);
  });

  it('of a gap without namespace is in the one that the user names', () => {
    const about = { gaps: [{ kind: null, namespace: '', name: null }], namespace: 'edge' };
    expect(worldOf([cart], about).get(kind, 'shop', 'price')).toMatchObject({ certain: true });
  });

  it('names what is near: in the namespace, else the same name in another one', () => {
    expect(worldOf([cart]).get(kind, 'shop', 'crat')).toMatchObject({ nearest: 'cart' });
    expect(worldOf([cart]).get(kind, 'shop', 'cartt')).toMatchObject({ nearest: 'cart' });
    expect(worldOf([cart]).get(kind, 'shop', 'xart')).toMatchObject({ nearest: 'cart' });
    expect(worldOf([cart]).get(kind, 'edge', 'cart')).toMatchObject({ nearest: 'shop/cart' });
    expect(worldOf([cart, node('a', 'cart')]).get(kind, 'edge', 'cart')).toMatchObject({ nearest: 'a/cart' });
  });

  it('is not certain where only whoever applies the files knows the namespace', () => {
    const unnamed = node('', 'cart');
    expect(worldOf([unnamed, node('shop', 'price')]).get(kind, 'shop', 'cart')).toEqual({
      is: 'absent',
      certain: false,
      nearest: null,
    });
    expect(worldOf([node('', 'price'), cart]).get(kind, '', 'cart')).toEqual({
      is: 'absent',
      certain: false,
      nearest: 'shop/cart',
    });
  });

  it('sees what is declared external, with * for any text', () => {
    const get = (external: { kind: string; namespace?: string; name?: string }, namespace = 'shop') =>
      worldOf([cart], { external: [external] }).get(kind, namespace, 'price-v1').is;
    expect(get({ kind: 'VirtualNode' })).toBe('external');
    expect(get({ kind })).toBe('external');
    expect(get({ kind: 'VirtualService' })).toBe('absent');
    expect(get({ kind: 'VirtualNode', namespace: 'shop', name: 'price-*' })).toBe('external');
    expect(get({ kind: 'VirtualNode', namespace: 'shop', name: 'price-*' }, 'edge')).toBe('absent');
    expect(get({ kind: 'VirtualNode', namespace: '*', name: '*-v1' }, 'edge')).toBe('external');
    expect(get({ kind: 'VirtualNode', name: 'price' })).toBe('absent');
  });

  it('finds what is there although it is declared external', () => {
    expect(worldOf([cart], { external: [{ kind: 'VirtualNode' }] }).get(kind, 'shop', 'cart').is).toBe('found');
  });
});

describe('placeholders in names', () => {
  it('one variable has one value', () => {
    const world = worldOf([node(`\${NS}`, 'cart'), node(`\${NS}`, 'price')]);
    expect(world.get(kind, `\${NS}`, 'cart').is).toBe('found');
    expect(world.get(kind, `\${NS}`, 'other')).toEqual({ is: 'absent', certain: true, nearest: null });
  });

  it('may be the wanted name', () => {
    const world = worldOf([node('shop', `cart-\${V}`)]);
    expect(world.get(kind, 'shop', 'cart-v1').is).toBe('unknown');
    expect(world.get(kind, 'shop', 'price-v1').is).toBe('absent');
    expect(world.get(kind, `\${NS}`, 'cart-v1').is).toBe('unknown');
  });

  it('in what is wanted may be what is there', () => {
    const world = worldOf([node('shop', 'cart')]);
    expect(world.get(kind, 'shop', `\${NAME}`).is).toBe('unknown');
    expect(world.get(kind, 'shop', `\${NAME}-x`).is).toBe('absent');
  });

  it('in what is wanted may be what is declared external', () => {
    const world = worldOf([node('shop', 'cart')], {
      external: [{ kind: 'VirtualNode', namespace: 'edge', name: 'gw' }],
    });
    expect(world.get(kind, `\${NS}`, 'gw').is).toBe('unknown');
    expect(world.get(kind, 'shop', `\${NAME}-x`).is).toBe('absent');
  });

  it('look-ups agree with a search through all objects', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', `\${X}`, `\${Y}`), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(''));
    const name = fc.tuple(fc.constantFrom('s', 't', `\${N}`), text);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), name, (there, [namespace, wanted]) => {
        const distinct = new Map(there.map(([where, called]) => [`${where}/${called}`, node(where, called)]));
        const answer = worldOf([...distinct.values()]).get(kind, namespace, wanted);
        const verdicts = [...distinct.values()].map(({ key }) => {
          const parts = [sameText(key.namespace, namespace), sameText(key.name, wanted)];
          return parts.includes('different') ? 'different' : parts.includes('unknown') ? 'unknown' : 'same';
        });
        const expected = verdicts.includes('same') ? 'found' : verdicts.includes('unknown') ? 'unknown' : 'absent';
        expect(answer.is).toBe(expected);
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });
});

describe('the unnamed namespace', () => {
  it('gets its name before anything is looked up', () => {
    const world = worldOf([node('', 'cart'), node('', 'shop', {}, 'Mesh')], { namespace: 'shop' });
    expect(world.get(kind, 'shop', 'cart').is).toBe('found');
    expect(world.get(kind, '', 'cart').is).toBe('absent');
    expect(world.get('Mesh.appmesh.k8s.aws', '', 'shop').is).toBe('found');
  });

  it('does not rename what has a namespace', () => {
    expect(inNamespace([node('edge', 'cart')], 'shop').map(({ key }) => objectName(key))).toEqual([
      'VirtualNode edge/cart',
    ]);
  });

  it('joins the two definitions of one object that only one of them names', () => {
    const world = worldOf([node('', 'cart', { listeners: [] }), node('shop', 'cart')], { namespace: 'shop' });
    expect(world.resources.map(({ spec }) => spec)).toEqual([{}]);
  });
});

describe('of', () => {
  it('lists a kind in the order of input, in one namespace or in all', () => {
    const [b, a, c] = [node('shop', 'b'), node('shop', 'a'), node('edge', 'c')];
    const world = worldOf([b, a, c, node('shop', 'r', {}, 'VirtualRouter')]);
    expect(world.of(kind)).toEqual([b, a, c]);
    expect(world.of(kind, 'shop')).toEqual([b, a]);
    expect(world.of(kind, 'none')).toEqual([]);
    expect(world.of('Service')).toEqual([]);
  });
});

describe('duplicates', () => {
  it('the last definition counts, and each different one before it is a fault', () => {
    const [first, second, last] = [node('s', 'a', { listeners: [] }), node('s', 'b'), node('s', 'a')];
    const { resources, faults } = duplicates([first, second, last]);
    expect(resources).toEqual([second, last]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      id: 'duplicate-resource',
      at: { document: first.document, path: ['metadata', 'name'] },
    });
    expect(faults[0]?.related).toMatchObject([
      { at: { document: first.document } },
      { at: { document: last.document } },
    ]);
  });

  it('equal definitions count once without a word, whatever the order of their keys', () => {
    const [first, last] = [node('s', 'a', { x: 1, y: [2] }), node('s', 'a', { y: [2], x: 1, z: null })];
    expect(duplicates([first, last])).toEqual({ resources: [last], faults: [] });
  });

  it.each([
    [{ y: [1, 2] }, { y: [2, 1] }],
    [{ x: 1 }, { x: '1' }],
    [{ x: {} }, { x: [] }],
    [{ x: 1 }, { x: 1, y: 1 }],
    [{ x: 1 }, { y: 1 }],
  ])('%j and %j differ', (left, right) => {
    expect(duplicates([node('s', 'a', left), node('s', 'a', right)]).faults).toHaveLength(1);
  });

  it('one name in two namespaces, or of two kinds, is two objects', () => {
    const objects = [node('s', 'a'), node('t', 'a', { x: 1 }), node('s', 'a', { x: 1 }, 'VirtualRouter')];
    expect(duplicates(objects)).toEqual({ resources: objects, faults: [] });
  });

  it('a world holds only what counts', () => {
    const last = node('s', 'a');
    expect(worldOf([node('s', 'a', { x: 1 }), last]).resources).toEqual([last]);
    expect(worldOf([node('s', 'a', { x: 1 }), last]).of(kind)).toEqual([last]);
  });
});

describe('wildcards', () => {
  it('agree with the regular expression of the same meaning', () => {
    const word = (letters: readonly string[]) =>
      fc.array(fc.constantFrom(...letters), { maxLength: 6 }).map((it) => it.join(''));
    fc.assert(
      fc.property(word(['a', 'b', '*']), word(['a', 'b']), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { seed: 20261121, numRuns: 5000 },
    );
  });
});
