const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const positionOrNull = { type: ['integer', 'null'], minimum: 1 } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** An object with exactly these properties, all of them present. */
export function exactly<const P extends Readonly<Record<string, unknown>>>(properties: P) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  } as const;
}

const place = {
  path: {
    ...textOrNull,
    description: 'Relative to the working directory, with /; null where there is no text.',
  },
  line: positionOrNull,
  column: { ...positionOrNull, description: 'In UTF-16 code units, from 1.' },
  endLine: positionOrNull,
  endColumn: { ...positionOrNull, description: 'Exclusive.' },
  pointer: {
    ...textOrNull,
    description: 'RFC 6901, from the root of the document.',
  },
  resource: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/resource' }] },
} as const;

/** One request, as every answer has it. */
export const requestFields = {
  scheme: { enum: ['http', 'https'] },
  method: text,
  host: text,
  port: { type: 'integer', minimum: 0, maximum: 65535 },
  path: text,
  query: { ...text, description: 'Raw, without the question mark.' },
  headers: { type: 'array', items: exactly({ name: text, value: text }) },
} as const;

/** JSON Schema (draft 2020-12) of the json report, version 1. */
export const jsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://routeproof.dev/schema/report-v1.json',
  title: 'routeproof report',
  ...exactly({
    version: { const: 1 },
    findings: { type: 'array', items: { $ref: '#/$defs/finding' } },
    summary: { $ref: '#/$defs/summary' },
  }),
  $defs: {
    finding: exactly({
      rule: text,
      severity: { enum: ['error', 'warning', 'info'] },
      message: text,
      why: text,
      fix: text,
      ...place,
      related: { type: 'array', items: exactly({ message: text, ...place }) },
      witness: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/request' }] },
      certainty: { enum: ['proven', 'if-complete', 'unusual-requests'] },
      fingerprint: {
        ...text,
        description: 'The same in every run that finds the same; no path, line or wording is part of it.',
      },
      fixes: { type: 'array', items: { $ref: '#/$defs/fix' } },
    }),
    resource: exactly({
      apiVersion: {
        ...textOrNull,
        description: 'Null where the object has none.',
      },
      kind: text,
      namespace: {
        ...text,
        description: 'Empty for objects of the cluster and for the unnamed namespace.',
      },
      name: text,
    }),
    request: exactly(requestFields),
    fix: exactly({
      title: text,
      safe: { type: 'boolean' },
      edits: { type: 'array' },
    }),
    summary: exactly({
      files: count,
      resources: count,
      skipped: { type: 'array', items: exactly({ path: text, reason: text }) },
      errors: count,
      warnings: count,
      infos: count,
      suppressed: count,
      baselined: count,
      routes: count,
      tables: count,
      undecided: {
        type: 'array',
        items: exactly({ question: text, cap: text }),
      },
    }),
  },
} as const;
