import { Ajv2020 } from 'ajv/dist/2020.js';
import { diffSchema } from '../../src/answer/diff-schema.ts';
import { traceSchema } from '../../src/answer/trace-schema.ts';
import { jsonSchema } from '../../src/report/json-schema.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
const schemas = { trace: traceSchema, diff: diffSchema };

/** What is wrong with the JSON that a command line printed, by the schema that is published for it. */
export function schemaErrors(words: readonly string[], stdout: string): readonly string[] {
  if (words[words.indexOf('--format') + 1] !== 'json' || words.indexOf('--format') < 0) return [];
  const [command] = words;
  const validate = ajv.getSchema(idOf(command)) ?? ajv.compile(schemaOf(command));
  const answers = command === 'trace' ? stdout.split('\n') : [stdout];
  return answers
    .filter((text) => text !== '')
    .flatMap((text) => (validate(JSON.parse(text)) ? [] : [ajv.errorsText(validate.errors)]));
}

const schemaOf = (command: string | undefined) =>
  command === 'trace' || command === 'diff' ? schemas[command] : jsonSchema;

const idOf = (command: string | undefined): string => schemaOf(command).$id;
