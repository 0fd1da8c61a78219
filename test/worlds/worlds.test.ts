import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { settingsOf } from '../../src/config/levels.ts';
import { noConfig } from '../../src/config/load.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { lint } from '../../src/engine/lint.ts';
import { adapters } from '../../src/mesh/adapters.ts';
import { objectName } from '../../src/resource/resource.ts';
import { breaks } from './breaks.ts';
import { type Manifest, manifestsOf, plan } from './correct.ts';

const seed = 20_261_126;
const correct = 500;
const broken = 60;

/** `rule: Kind ns/name /pointer` of each finding with `recommended`, sorted. */
function told(manifests: readonly Manifest[]): readonly string[] {
  const texts = [new SourceText('world.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }))];
  const settings = settingsOf({ preset: 'recommended' });
  const { run } = lint({ texts, skipped: [], config: noConfig, settings, rules, adapters, today: '2026-06-01' });
  return run.findings
    .map(
      ({ rule, at, what }) =>
        `${rule}: ${at.resource === null ? '' : objectName(at.resource)} ${at.pointer?.replace(/^\/items\/\d+/, '')} > ${what}`,
    )
    .sort();
}

describe(`seeded worlds (seed ${seed})`, () => {
  it(`${correct} correct meshes are silent with recommended`, () => {
    fc.assert(
      fc.property(plan, (given) => {
        expect(told(manifestsOf(given))).toEqual([]);
      }),
      { seed, numRuns: correct },
    );
  });
});

describe(`broken worlds (seed ${seed}, ${broken} for each break)`, () => {
  it.each(Object.entries(breaks))('%s', (_, { rule, apply }) => {
    let applied = 0;
    fc.assert(
      fc.property(plan, fc.nat(), (given, pick) => {
        const world = { plan: given, manifests: manifestsOf(given) };
        const place = apply(world, pick);
        fc.pre(place !== null);
        applied += 1;
        const found = told(world.manifests);
        expect(
          found.map((line) => line.split(' > ')[0]),
          found.join('\n'),
        ).toEqual([`${rule}: ${place}`]);
      }),
      { seed, numRuns: broken, maxSkipsPerRun: 1000 },
    );
    expect(applied).toBeGreaterThanOrEqual(broken);
  });
});
