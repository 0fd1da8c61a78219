import { profiles } from '../algebra/semantics.ts';
import { groups, type Rule } from '../rule/rule.ts';
import { presets, webhookModes } from './settings.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const text: JsonSchema = { type: 'string', minLength: 1 };
const globs: JsonSchema = { type: 'array', items: text, minItems: 1 };
const level: JsonSchema = { enum: ['off', 'info', 'warning', 'error'] };

/** The JSON Schema of `routeproof.yaml` for the rules that there are. */
export function configSchema(rules: readonly Rule[]): JsonSchema {
  const choices = closed({
    ...Object.fromEntries(
      groups.map((group) => [group, { ...level, description: `Every rule of the group ${group}.` }]),
    ),
    ...Object.fromEntries(rules.map((rule) => [rule.id, choice(rule)])),
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://routeproof.dev/schema/config-v1.json',
    title: 'routeproof.yaml',
    ...closed({
      preset: {
        enum: presets,
        description: 'Which rules are on, and how loud. Default: recommended.',
      },
      rules: {
        ...choices,
        description: 'A level for each rule or group; a rule beats its group.',
      },
      overrides: {
        type: 'array',
        description: 'Other levels for some files, namespaces or kinds (minimatch globs); the later entry wins.',
        items: closed({ paths: globs, namespaces: globs, kinds: globs, rules: choices }, ['rules']),
      },
      ignore: {
        type: 'array',
        description: 'Suppressions for objects that cannot carry a comment. Each needs a reason.',
        items: closed(
          {
            rule: text,
            reason: text,
            kind: text,
            namespace: text,
            name: text,
            path: text,
            until: {
              type: 'string',
              format: 'date',
              description: 'The last day on which it holds: `YYYY-MM-DD`.',
            },
          },
          ['rule', 'reason'],
        ),
      },
      worlds: {
        type: 'array',
        description: 'Which files make up one cluster, where they are not all one.',
        items: closed({ name: text, paths: globs }, ['name', 'paths']),
      },
      envoy: {
        enum: Object.keys(profiles),
        description: 'How the proxies match: as Envoy up to 1.38 does, which joins repeated header lines, or as 1.40.',
      },
      webhook: {
        ...closed({
          mode: {
            enum: webhookModes,
            description:
              'audit counts, warn tells whoever applies, enforce refuses what proves a change wrong. Default: warn.',
          },
          overrides: {
            type: 'array',
            description: 'Other modes for some rules (ids or groups) and namespaces (globs); the later entry wins.',
            items: closed(
              {
                rules: {
                  type: 'array',
                  items: { enum: [...groups.filter((group) => group !== 'meta'), ...admissible(rules)] },
                  minItems: 1,
                },
                namespaces: globs,
                mode: { enum: webhookModes },
              },
              ['mode'],
            ),
          },
          disclose: {
            enum: ['name', 'none'],
            description: 'What an answer says of an object in another namespace. Default: name.',
          },
        }),
        description: 'How the admission webhook answers.',
      },
      external: {
        type: 'array',
        description: 'Objects that live outside these files; `*` stands for any text.',
        items: closed(
          {
            kind: text,
            namespace: text,
            name: text,
            tlsEndsBefore: {
              type: 'boolean',
              description: 'Gateways of these files before which something else, as a load balancer, ends TLS.',
            },
          },
          ['kind'],
        ),
      },
      owners: {
        type: 'array',
        description:
          'Who owns which routes, for stolen-requests and cut-off-requests: the first entry all of whose conditions hold tells it, else the namespace of the route.',
        items: {
          ...closed(
            {
              name: text,
              namespaces: globs,
              labels: {
                type: 'object',
                minProperties: 1,
                additionalProperties: { type: 'string' },
                description: 'Of the resource that holds the route; values are globs.',
              },
              hosts: {
                ...globs,
                description: 'Every host that the route matches is one of them; `*` stands for any text.',
              },
              paths: {
                type: 'array',
                items: { type: 'string', pattern: '^/|^\\*$' },
                minItems: 1,
                description:
                  'Every path that the route matches is one of them or below it: `/cart` has /cart/1 and no /cartoon, `/cart*` has both.',
              },
            },
            ['name'],
          ),
          minProperties: 2,
        },
      },
    }),
  };
}

/** Rules of which an admission speaks. */
function admissible(rules: readonly Rule[]): readonly string[] {
  return rules.filter(({ group }) => group !== 'meta').map(({ id }) => id);
}

function choice(rule: Rule): JsonSchema {
  const detail = closed({
    level,
    locked: { type: 'boolean', description: 'Nobody may suppress it.' },
    ...(rule.options === undefined ? {} : { options: rule.options.schema }),
  });
  return {
    description: `Findings of ${rule.docs.summary}.`,
    oneOf: [level, detail],
  };
}

function closed(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}
