import type { ErrorObject } from 'ajv';
import { closest, code, list, plural } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import type { KubeDocument, Template } from '../document/kube-document.ts';
import { parse } from '../document/parse.ts';
import type { Path } from '../document/ref.ts';
import type { SourceText } from '../document/source-text.ts';
import type { Rule } from '../rule/rule.ts';
import { configSchema, type JsonSchema } from './schema.ts';
import type { Config, RuleChoice, RuleChoices } from './settings.ts';

/** A config file as far as it can be used; its faults are findings in it. */
export interface LoadedConfig {
  readonly config: Config;
  readonly document: KubeDocument | null;
  readonly faults: readonly Fault[];
}

export const noConfig: LoadedConfig = {
  config: {},
  document: null,
  faults: [],
};

/** Reads a config file. Anything wrong in it becomes an `invalid-config` fault at its place, and the config stays empty. */
export async function loadConfig(source: SourceText, rules: readonly Rule[]): Promise<LoadedConfig> {
  const { documents, templates } = parse(source);
  const [document, second] = documents;
  if (document === undefined) {
    const [template] = templates;
    return template === undefined ? noConfig : unrendered(source, template);
  }
  const fault = (path: Path, about: Omit<Fault, 'id' | 'at'>, part: 'key' | 'value' = 'value'): Fault => ({
    id: 'invalid-config',
    at: { document: document.id, path, part },
    ...about,
  });
  const broken = document.faults.map((own): Fault => ({ ...own, id: 'invalid-config' }));
  if (second !== undefined) {
    broken.push(
      fault([], {
        found: 'a second document',
        expected: ['one document'],
        instead: 'write one document',
      }),
    );
  }
  if (broken.length > 0) return { config: {}, document, faults: broken };
  if (document.value === null) return { config: {}, document, faults: [] };

  // The bundle gives a CommonJS module behind a dynamic import no named exports.
  const { default: ajv } = await import('ajv/dist/2020.js');
  const schema = configSchema(rules);
  const validate = new ajv.Ajv2020({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    formats: { date: isDate },
  }).compile<WrittenConfig>(schema);
  const written = withOff(document.value);
  if (!validate(written)) {
    const faults = mostTelling(validate.errors ?? []).map((error) => {
      const told = tell(error);
      return fault([...steps(error.instancePath, document.value), ...told.below], told.about, told.part);
    });
    return { config: {}, document, faults };
  }
  return { config: filled(written), document, faults: [] };
}

/** Nothing in a template counts: to read it as no config would drop every level and every lock in it without a word. */
function unrendered(source: SourceText, { line, kind }: Template): LoadedConfig {
  const start = source.lineStarts[line - 1] ?? 0;
  const document: KubeDocument = {
    id: `${source.path}#1`,
    source,
    value: null,
    complete: false,
    faults: [],
    directives: [],
    locate: () => source.span(start, start + source.line(line).length),
    alias: () => null,
  };
  const fault: Fault = {
    id: 'invalid-config',
    at: { document: document.id, path: [], part: 'value' },
    found: `a ${kind}`,
    expected: ['a config without templates'],
    instead: 'render it first',
  };
  return { config: {}, document, faults: [fault] };
}

/** A rule's level may stand alone or in a mapping. */
interface WrittenConfig extends Omit<Config, 'rules' | 'overrides'> {
  readonly rules?: WrittenChoices;
  readonly overrides?: readonly (Omit<NonNullable<Config['overrides']>[number], 'rules'> & {
    readonly rules: WrittenChoices;
  })[];
}
type WrittenChoices = Readonly<Record<string, RuleChoice | NonNullable<RuleChoice['level']>>>;

function filled(written: WrittenConfig): Config {
  const { rules, overrides, ...rest } = written;
  return {
    ...rest,
    ...(rules && { rules: choices(rules) }),
    ...(overrides && {
      overrides: overrides.map((override) => ({
        ...override,
        rules: choices(override.rules),
      })),
    }),
  };
}

function choices(written: WrittenChoices): RuleChoices {
  return Object.fromEntries(
    Object.entries(written).map(([id, choice]) => [id, typeof choice === 'string' ? { level: choice } : choice]),
  );
}

/** The value with every `false` as `off`: Kubernetes' YAML, which reads this file, takes a bare `off` for a boolean. */
function withOff(value: unknown): unknown {
  if (value === false) return 'off';
  if (Array.isArray(value)) return value.map(withOff);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'locked' || key === 'labels' ? inner : withOff(inner)]),
  );
}

/** The alternatives of a `oneOf` explain nothing to a reader: what is wrong in the one that was meant does. */
function mostTelling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const ofKeys = ({ keyword }: ErrorObject) => keyword === 'additionalProperties' || keyword === 'required';
  const telling = errors.filter(
    (error) =>
      error.keyword !== 'oneOf' &&
      (ofKeys(error) ||
        !errors.some(
          (other) =>
            other.instancePath.startsWith(`${error.instancePath}/`) ||
            (other.instancePath === error.instancePath && ofKeys(other)),
        )),
  );
  const places = new Map<string, ErrorObject>();
  for (const error of telling) {
    const key = `${error.instancePath} ${'additionalProperty' in error.params ? error.params['additionalProperty'] : ''}`;
    if (!places.has(key)) places.set(key, error);
  }
  return [...places.values()];
}

function tell(error: ErrorObject): {
  below: Path;
  part: 'key' | 'value';
  about: Omit<Fault, 'id' | 'at'>;
} {
  const here = { below: [], part: 'value' as const };
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const names = Object.keys((error.parentSchema as { properties?: JsonSchema } | undefined)?.properties ?? {});
      const near = closest(name, names);
      return {
        below: [name],
        part: 'key',
        about: {
          found: code(name),
          expected: near === undefined ? names.map(code) : [code(near)],
        },
      };
    }
    case 'required':
      return {
        ...here,
        about: {
          found: `no ${code(String(params['missingProperty']))}`,
          expected: [],
          instead: `add ${code(String(params['missingProperty']))}`,
        },
      };
    case 'enum':
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: (params['allowedValues'] as unknown[]).map(shown),
        },
      };
    case 'format':
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: ['a day of the calendar as `YYYY-MM-DD`'],
          instead: 'write a day that there is, as in `2027-03-31`',
        },
      };
    case 'type':
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: [`a value of type ${String(params['type'])}`],
        },
      };
    case 'minProperties': {
      const names = Object.keys((error.parentSchema as { properties?: JsonSchema } | undefined)?.properties ?? {});
      const least = plural(Number(params['limit']), 'key');
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: [`at least ${least}${names.length === 0 ? '' : ` of ${list(names.map(code))}`}`],
        },
      };
    }
    case 'pattern':
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: ['a path that begins with `/`'],
          instead: 'write the whole path, as in `/cart`',
        },
      };
    default:
      return {
        ...here,
        about: {
          found: shown(error.data),
          expected: [error.message ?? 'another value'],
        },
      };
  }
}

/** True iff the calendar has the day: `2026-02-30` is none. */
function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

function shown(value: unknown): string {
  return code(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
}

function steps(instancePath: string, value: unknown): Path {
  let node = value;
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const index = Array.isArray(node) ? Number(key) : key;
      node = typeof node === 'object' && node !== null ? Reflect.get(node, index) : undefined;
      return index;
    });
}
