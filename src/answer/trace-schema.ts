import { exactly, requestFields } from '../report/json-schema.ts';

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const flagOrNull = { type: ['boolean', 'null'] } as const;
const status = { type: 'integer', minimum: 100, maximum: 599 } as const;
const share = {
  type: ['number', 'null'],
  minimum: 0,
  description: 'Per cent; null where it is not known.',
} as const;
const milliseconds = { type: ['number', 'null'], minimum: 0 } as const;

const ref = (name: string) => ({ $ref: `#/$defs/${name}` }) as const;
const orNull = <const T>(schema: T) => ({ anyOf: [{ type: 'null' }, schema] }) as const;
const list = <const T>(items: T) => ({ type: 'array', items }) as const;

const spot = {
  path: { ...textOrNull, description: 'Relative to the working directory, with /; null where there is no text.' },
  line: { type: ['integer', 'null'], minimum: 1 },
  pointer: { ...textOrNull, description: 'RFC 6901, from the root of the document.' },
} as const;

const objectRef = { kind: text, namespace: text, name: text } as const;

/** An effective value and where it comes from. */
const setting = <const T>(value: T) =>
  exactly({
    value,
    from: { enum: ['declared', 'inherited', 'default'] },
    note: { ...textOrNull, description: 'Why it is not known, or what the default is.' },
    at: orNull(exactly(spot)),
  });

/** What JSON answers about requests are made of. */
export const answerDefs = {
  request: {
    ...exactly({
      ...requestFields,
      sni: { ...text, description: 'Server name of the TLS handshake, where it is not the host.' },
    }),
    required: Object.keys(requestFields),
  },
  route: exactly({ resource: exactly({ group: text, ...objectRef }), name: text, ...spot }),
  passed: exactly({ route: ref('route'), because: text }),
  timeout: { description: 'Milliseconds, 0 for no limit.', ...setting(milliseconds) },
  retries: setting(
    orNull(
      exactly({
        attempts: { type: ['integer', 'null'], minimum: 0 },
        perTry: { ...milliseconds, description: 'Milliseconds; null for no limit of its own.' },
        on: list(text),
      }),
    ),
  ),
  hop: exactly({
    at: text,
    share,
    request: ref('request'),
    pathBefore: { ...textOrNull, description: 'Before the proxy normalised it; null where that changed nothing.' },
    table: textOrNull,
    route: orNull(ref('route')),
    considered: { ...list(ref('passed')), description: 'Routes that were tried before, and why they did not match.' },
    rivals: { ...list(ref('route')), description: 'Routes that take the request too; nothing orders them.' },
    rewrite: orNull(exactly({ path: text, host: text })),
    timeout: orNull(ref('timeout')),
    retries: orNull(ref('retries')),
    mtls: {
      ...orNull(exactly({ accepts: { enum: ['plaintext', 'both', 'tls', 'mtls', null] } })),
      description: 'What a gateway takes from outside; null for what is no end of a connection.',
    },
  }),
  backend: exactly({
    ...objectRef,
    port: { type: ['integer', 'null'] },
    weight: share,
    workloads: list(exactly(objectRef)),
    timeout: orNull(ref('timeout')),
    mtls: list(exactly({ caller: text, mutual: flagOrNull, because: textOrNull })),
    because: { ...textOrNull, description: 'What keeps this run from following the way; null where it does.' },
  }),
  outcome: {
    oneOf: [
      exactly({ kind: { const: 'forward' }, backends: list(ref('backend')) }),
      exactly({ kind: { const: 'redirect' }, status, location: textOrNull }),
      exactly({ kind: { const: 'respond' }, status }),
      exactly({ kind: { const: 'none' }, status, at: text, nearest: orNull(ref('passed')) }),
      exactly({ kind: { const: 'error' }, message: text }),
    ],
  },
} as const;

/** JSON Schema (draft 2020-12) of one line of `trace --format json`, version 1. */
export const traceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://routeproof.dev/schema/trace-v1.json',
  title: 'routeproof trace',
  ...exactly({
    version: { const: 1 },
    request: ref('request'),
    outcome: ref('outcome'),
    hops: list(ref('hop')),
  }),
  $defs: answerDefs,
} as const;
