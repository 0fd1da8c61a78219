import { expect, it } from 'vitest';
import { settingsOf } from '../../src/config/levels.ts';
import { noConfig } from '../../src/config/load.ts';
import { SourceText, shared } from '../../src/document/source-text.ts';
import { Clock } from '../../src/engine/clock.ts';
import { gather } from '../../src/engine/gather.ts';
import { adapters } from '../../src/mesh/adapters.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n';

it('a text is the known one iff it has its path and says the same', () => {
  const known = [new SourceText('a.yaml', service), new SourceText('b.yaml', '')];
  const [same, changed, moved] = [
    new SourceText('a.yaml', service),
    new SourceText('b.yaml', service),
    new SourceText('c.yaml', service),
  ];
  const texts = shared([same, changed, moved], known);
  expect(texts[0]).toBe(known[0]);
  expect([texts[1], texts[2]]).toEqual([changed, moved]);
  expect(texts[1]).toBe(changed);
  expect(texts[2]).toBe(moved);
});

it('what two versions of the files have is read once, and makes two worlds', () => {
  const text = new SourceText('a.yaml', service);
  const job = { skipped: [], config: noConfig, settings: settingsOf({}), rules: [], adapters, today: '2026-06-01' };
  const before = gather({ ...job, texts: [text] }, new Clock());
  const after = gather({ ...job, texts: [text, new SourceText('b.yaml', service.replace('a }', 'b }'))] }, new Clock());
  expect(after.documents[0]).toBe(before.documents[0]);
  expect(after.annotated(new Set())[0]).toBe(before.annotated(new Set())[0]);
  expect([before, after].map(({ worlds }) => worlds[0]?.world.resources.length)).toEqual([1, 2]);
});
