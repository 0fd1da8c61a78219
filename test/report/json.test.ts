import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { Run } from '../../src/finding/run.ts';
import { json } from '../../src/report/json.ts';
import { jsonSchema } from '../../src/report/json-schema.ts';
import { findingWith, gatewayRoute, placeless, placeOf, plain, runWith, SourceText, witness } from './run.ts';

const validate = new Ajv2020({
  strict: true,
  strictTypes: false,
  allErrors: true,
}).compile(jsonSchema);

/** The report as data, checked against its schema. */
function report(run: Run, options = plain) {
  const value: unknown = JSON.parse(json(run, options));
  validate(value);
  expect(validate.errors).toBeNull();
  return value;
}

const source = new SourceText('routes/shop.yaml', 'kind: GatewayRoute\nspec:\n  priority: 10\n');
const full = runWith(
  [
    findingWith({
      at: {
        ...placeOf(source, 'priority'),
        resource: gatewayRoute('canary'),
        version: 'v1beta2',
        pointer: '/spec/priority',
      },
      related: [{ ...placeless(gatewayRoute('all')), note: 'is tried first' }],
      witness,
      certainty: 'if-complete',
    }),
  ],
  [source],
  {
    skipped: [{ path: 'b.yaml', reason: 'Helm template' }],
    undecided: [
      {
        question: 'whether a request reaches route shop/cart',
        cap: '10000 states',
      },
    ],
    routes: 2,
    tables: 1,
    reachable: 1,
    notes: ['a note'],
  },
);

describe('json', () => {
  it('has the shape of the contract', () => {
    expect(report(full)).toEqual({
      version: 1,
      findings: [
        {
          rule: 'unreachable-route',
          severity: 'error',
          message: 'no request can reach route `canary`',
          why: 'every request it matches goes to `all` first',
          fix: 'give `canary` precedence',
          path: 'routes/shop.yaml',
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 11,
          pointer: '/spec/priority',
          resource: {
            apiVersion: 'appmesh.k8s.aws/v1beta2',
            kind: 'GatewayRoute',
            namespace: 'shop',
            name: 'canary',
          },
          related: [
            {
              message: 'is tried first',
              path: null,
              line: null,
              column: null,
              endLine: null,
              endColumn: null,
              pointer: null,
              resource: {
                apiVersion: null,
                kind: 'GatewayRoute',
                namespace: 'shop',
                name: 'all',
              },
            },
          ],
          witness: {
            scheme: 'http',
            method: 'POST',
            host: 'shop.example.com',
            port: 80,
            path: '/cart',
            query: 'x=1',
            headers: [{ name: 'x-canary', value: 'true' }],
          },
          certainty: 'if-complete',
          fingerprint: '0123456789abcdef01234567',
          fixes: [],
        },
      ],
      summary: {
        files: 1,
        resources: 1,
        skipped: [{ path: 'b.yaml', reason: 'Helm template' }],
        errors: 1,
        warnings: 0,
        infos: 0,
        suppressed: 0,
        baselined: 0,
        routes: 2,
        tables: 1,
        undecided: [
          {
            question: 'whether a request reaches route shop/cart',
            cap: '10000 states',
          },
        ],
      },
    });
  });

  it('is valid for an empty run and ends with a line feed', () => {
    expect(report(runWith([]))).toMatchObject({ version: 1, findings: [] });
    expect(json(runWith([]), plain)).toMatch(/\}\n$/);
  });

  it('has null for what is not there', () => {
    expect(report(runWith([findingWith({ at: placeless() })]))).toMatchObject({
      findings: [
        {
          path: null,
          line: null,
          pointer: null,
          resource: null,
          witness: null,
          related: [],
        },
      ],
    });
  });

  it('names the version alone for the core group', () => {
    const service = {
      group: '',
      kind: 'Service',
      namespace: 'shop',
      name: 'cart',
    };
    const at = { ...placeless(service), version: 'v1' };
    expect(report(runWith([findingWith({ at })]))).toMatchObject({
      findings: [{ resource: { apiVersion: 'v1' } }],
    });
  });

  it('leaves out what the shape of a witness does not have', () => {
    const caller = { namespace: 'shop', labels: new Map<string, string>() };
    const finding = findingWith({
      at: placeless(),
      witness: request({ sni: 'a.test', caller }),
    });
    expect(json(runWith([finding]), plain)).not.toMatch(/sni|caller/);
    report(runWith([finding]));
  });

  it('keeps errors only when quiet, and the counts of all', () => {
    const run = runWith([findingWith({ at: placeless(), severity: 'warning' })]);
    expect(report(run, { ...plain, quiet: true })).toMatchObject({
      findings: [],
      summary: { warnings: 1 },
    });
  });

  it('has no colours', () => {
    expect(json(full, { ...plain, color: true })).toBe(json(full, plain));
  });

  it('keeps strings exact where they are no secret', () => {
    const finding = findingWith({
      at: placeless(),
      what: 'a\u001b[31m\u202Eb ##[x] 日本',
    });
    expect(report(runWith([finding]))).toMatchObject({
      findings: [{ message: finding.what }],
    });
  });
});

describe('jsonSchema', () => {
  it('names a place of our own', () => {
    expect(jsonSchema.$id).toBe('https://routeproof.dev/schema/report-v1.json');
  });

  it.each([
    ['another version', { ...Object(report(full)), version: 2 }],
    ['an unknown property', { ...Object(report(full)), more: 1 }],
    ['a missing property', { version: 1, findings: [] }],
  ])('rejects %s', (_, value) => {
    expect(validate(value)).toBe(false);
  });
});
