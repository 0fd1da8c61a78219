/** Numbers from 0 to 1 that a seed determines. https://en.wikipedia.org/wiki/Xorshift */
export function seeded(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'constructor',
  '__proto__',
  '\ud800',
  'x'.repeat(70_000),
  '(a+)+$',
  '[',
  '\n',
  [],
  {},
  [[[[]]]],
  { toString: 1 },
  'CREATE',
  'DELETE',
];

/** A text near a valid JSON text: values of other types and names, bytes that are lost, doubled, or others. */
export function mutated(valid: unknown, random: () => number): Buffer {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const copy = structuredClone(valid);
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(Reflect.get(node, key));
    }
  };
  walk(copy);
  for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
    const [node, key] = pick(places);
    const [other, name] = pick(places);
    const way = Math.floor(random() * 4);
    if (way === 0) delete node[key];
    else if (way === 1) node[key] = structuredClone(other[name]);
    else if (way === 2) node[pick(['', '__proto__ ', 'spec', 'a.b', '0'])] = pick(oddValues);
    else node[key] = pick(oddValues);
  }
  let text: string;
  try {
    text = JSON.stringify(copy);
  } catch {
    text = '{"a":';
  }
  const bytes = Buffer.from(text.replace('__proto__ ', '__proto__'));
  if (random() < 0.7) return bytes;
  const at = Math.floor(random() * bytes.length);
  const way = Math.floor(random() * 4);
  if (way === 0) return bytes.subarray(0, at);
  if (way === 1) return Buffer.concat([bytes, bytes.subarray(at)]);
  if (way === 2) return Buffer.concat([bytes.subarray(0, at), Buffer.from('['.repeat(50_000)), bytes.subarray(at)]);
  for (let i = 0; i < 5; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}
