import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matches } from '../../src/algebra/matches.ts';
import { overlap } from '../../src/algebra/overlap.ts';
import type { Request } from '../../src/algebra/request.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { winner } from '../../src/question/winner.ts';
import { remainder } from '../../src/rule/seat.ts';
import { type Envoy, each, envoyBinary, type Raw, startEnvoy } from '../support/envoy.ts';
import type { RouteMatch } from './matchers.ts';
import { isHttp1, rawOf, raws, received } from './requests.ts';
import { hostsNear, listener, modelOf, nameOf, type VirtualHost, virtualHosts } from './tables.ts';
import { weaknesses } from './weaknesses.ts';

/** Change it to try other tables; a disagreement names the listener and the request that show it. */
const seed = 20260930;
const atOnce = 16;

/** The share of regular expressions: tables that are decided to the last route, and some that may be left open. */
const shares = [...Array.from({ length: 56 }, () => 0), ...Array.from({ length: 8 }, () => 25)];
const routesEach = 24;
const requestsEach = 400;

/** One listener, and what Envoy answered to random requests on it. */
interface Trial {
  readonly name: string;
  readonly hosts: readonly VirtualHost[];
  readonly model: RoutingModel;
  readonly asked: readonly { readonly raw: Raw; readonly read: Request; readonly won: string | null }[];
  readonly dead: readonly Dead[];
}

/** A route that is said to be unreachable, and the routes that are said to take all of it. */
interface Dead {
  readonly route: string;
  readonly takers: readonly string[];
}

describe.skipIf(envoyBinary === undefined)(`random tables against Envoy (needs ENVOY_BIN; seed ${seed})`, () => {
  let trials: readonly Trial[];
  let envoy: Envoy;

  beforeAll(async () => {
    const drawn = shares.map(draw);
    envoy = await startEnvoy(drawn.flatMap((one) => [listener(one.name, one.hosts), alone(one), covered(one)]));
    trials = await Promise.all(
      drawn.map(async (one) => ({
        ...one,
        asked: await each(one.raws, 1, async (raw) => ({ raw, read: sure(raw), won: await wins(one.name, raw) })),
      })),
    );
  });
  afterAll(() => envoy?.end());

  /** The route that wins in Envoy; null: none. */
  const wins = async (name: string, raw: Raw): Promise<string | null> => {
    const answer = await (isHttp1(raw) ? envoy.send(name, raw) : envoy.sendHttp2(name, raw));
    const route = answer?.headers.get('x-route');
    if (answer?.status !== 404 && route === undefined) throw new Error(`${answer?.status} for ${text(raw)}`);
    return route ?? null;
  };
  /** Does the work for each item and gives back the first fault, in words. */
  const firstFault = async <T>(items: readonly T[], work: (item: T) => Promise<string | null>) =>
    (await each(items, atOnce, work)).find((fault) => fault !== null) ?? null;

  test('the naive evaluator names the route that wins', () => {
    const judged = [...evaluated((read) => read)];
    expect(judged.find(isWrong)).toBeUndefined();
    expect(judged.length).toBeGreaterThan(22_000);
    expect(judged.filter(({ won }) => won !== null).length).toBeGreaterThan(5_000);
  });

  test.each(Object.entries(weaknesses))('a weaker evaluator is caught: %s', (_, weakness) => {
    let caught = false;
    for (const one of evaluated(weakness)) {
      caught = isWrong(one);
      if (caught) break;
    }
    expect(caught).toBe(true);
  });

  /** The model's decided answers to the random requests, read as the weakness says, beside those of Envoy. */
  function* evaluated(as: (read: Request) => Request) {
    for (const { name, model, asked } of trials) {
      for (const { raw, read, won } of asked) {
        const said = winner(model, name, as(read));
        if (said !== null && said.is !== 'undecided') {
          yield { name, raw, said: said.is === 'entry' ? said.entry.route.name : null, won };
        }
      }
    }
  }

  test('every witness reaches the route that it was made for', async () => {
    const witnesses = trials.flatMap(({ name, hosts: all, model }) =>
      model.routes.flatMap(({ route, seats }) =>
        seats.flatMap((seat) => {
          const answer = remainder(seat);
          return answer.verdict === 'some' ? [{ name, hosts: all, route: route.name, witness: answer.witness }] : [];
        }),
      ),
    );
    const fault = await firstFault(witnesses, async (asked) => {
      const won = await wins(asked.name, rawOf(asked.witness));
      return won === asked.route ? null : text({ ...asked, won });
    });
    expect(fault).toBeNull();
    expect(witnesses.length).toBeGreaterThan(900);
  });

  test('no request reaches a route that is said to be unreachable', () => {
    const refuted = trials.flatMap(({ name, asked, dead }) => {
      const names = new Set(dead.map(({ route }) => route));
      return asked.filter(({ won }) => won !== null && names.has(won)).map(({ raw, won }) => ({ name, raw, won }));
    });
    expect(refuted).toEqual([]);
    expect(trials.flatMap(({ dead }) => dead).length).toBeGreaterThan(300);
  });

  test('what is said to take all of a route takes each request that it matches', async () => {
    const asked = trials.flatMap(({ name, model, dead, asked: all }) =>
      dead.flatMap(({ route, takers }, i) => {
        const entries = model.routes.find((one) => one.route.name === route)?.seats.map(({ entry }) => entry) ?? [];
        const matching = all.filter(({ read }) => entries.some(({ requests }) => matches(requests, read) === true));
        const dying = nameOf(i, takers.length);
        return matching.slice(0, 16).map(({ raw }) => ({ name, dying, raw: { ...raw, host: route } }));
      }),
    );
    const fault = await firstFault(asked, async ({ name, dying, raw }) => {
      const won = await wins(`${name}-covered`, raw);
      return won === null || won === dying ? text({ name, raw, won }) : null;
    });
    expect(fault).toBeNull();
    expect(asked.length).toBeGreaterThan(300);
  });

  test('every witness of an overlap matches both routes', async () => {
    const verdicts = trials.flatMap(({ name, model }) => {
      const entries = model.routes.flatMap(({ seats }) => seats.map(({ entry }) => entry));
      return entries.flatMap((left, i) =>
        [1, 4, 9, 11].flatMap((step) => {
          const right = entries[(i + step) % entries.length] ?? left;
          return [{ name, routes: [left.route.name, right.route.name], ...overlap(left.requests, right.requests) }];
        }),
      );
    });
    const witnesses = verdicts.filter((one) => one.verdict === 'overlapping');
    const fault = await firstFault(witnesses, async ({ name, routes, witness }) => {
      for (const route of routes) {
        if ((await wins(`${name}-alone`, { ...rawOf(witness), host: route })) === null)
          return text({ name, routes, witness });
      }
      return null;
    });
    expect(fault).toBeNull();
    expect(witnesses.length).toBeGreaterThan(1_100);
    expect(verdicts.filter(({ verdict }) => verdict === 'disjoint').length).toBeGreaterThan(2_000);
  });

  test('no request matches two routes that are said to be disjoint', () => {
    let asked = 0;
    const refuted: unknown[] = [];
    for (const { model, asked: all } of trials) {
      const entries = model.routes.flatMap(({ seats }) => seats.map(({ entry }) => entry));
      for (const [i, left] of entries.entries()) {
        const right = entries[(i + 2) % entries.length];
        if (right === undefined || overlap(left.requests, right.requests).verdict !== 'disjoint') continue;
        for (const { raw, read } of all.slice(0, 100)) {
          if (matches(left.requests, read) === true && matches(right.requests, read) === true) {
            refuted.push({ left: left.requests, right: right.requests, raw });
          }
          asked++;
        }
      }
    }
    expect(refuted.map(text)).toEqual([]);
    expect(asked).toBeGreaterThan(50_000);
  });
});

const isWrong = ({ said, won }: { readonly said: string | null; readonly won: string | null }) => said !== won;

const text = (of: unknown): string => JSON.stringify(of, (_, value) => (value instanceof Map ? [...value] : value));

function sure(raw: Raw): Request {
  const read = received(raw);
  if (read === null) throw new Error(`no listener takes ${text(raw)}`);
  return read;
}

function draw(regex: number, i: number): Omit<Trial, 'asked'> & { readonly raws: readonly Raw[] } {
  const name = `table-${i}`;
  const [drawn] = fc.sample(
    virtualHosts(routesEach, { regex }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        raws: fc.array(raws(hostsNear(all)), { minLength: requestsEach, maxLength: requestsEach }),
      }),
    ),
    { seed: seed + i, numRuns: 1 },
  );
  if (drawn === undefined) throw new Error('nothing was drawn');
  const model = modelOf(name, drawn.all);
  return { name, hosts: drawn.all, model, raws: drawn.raws, dead: deadIn(model) };
}

function deadIn(model: RoutingModel): readonly Dead[] {
  return model.routes.flatMap(({ route, seats }) =>
    seats.length > 0 && seats.every((seat) => remainder(seat).verdict === 'empty')
      ? [
          {
            route: route.name,
            takers: seats.flatMap((seat) => {
              const answer = remainder(seat);
              const takers = answer.verdict === 'empty' ? answer.takenBy : [];
              return takers.flatMap((taking) => ('entry' in taking ? [taking.entry.route.name] : []));
            }),
          },
        ]
      : [],
  );
}

type Drawn = Pick<Trial, 'name' | 'hosts' | 'dead'>;

/** Each route alone on a host of its name, to ask whether it matches. */
function alone({ name, hosts: all }: Drawn) {
  return listener(
    `${name}-alone`,
    all.flatMap(({ routes }, host) =>
      routes.map((of, route): VirtualHost => ({ domain: nameOf(host, route), routes: [of] })),
    ),
  );
}

/** Each dead route behind those that take all of it, on a host of its name. */
function covered({ name, hosts: all, dead }: Drawn) {
  const written = new Map(
    all.flatMap(({ routes }, host) =>
      routes.map((of, route): [string, readonly RouteMatch[]] => [nameOf(host, route), of]),
    ),
  );
  const of = (route: string) => written.get(route) ?? [];
  return listener(
    `${name}-covered`,
    dead.map(({ route, takers }): VirtualHost => ({ domain: route, routes: [...takers.map(of), of(route)] })),
  );
}
