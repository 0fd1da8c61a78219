// JSON Schemas for kubeconform from a folder of CustomResourceDefinitions: node test/bench/crd-schemas.mjs CRDS FOLDER
// Unknown fields are refused, as routeproof does, so that both programs do the same work.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [crds, folder] = process.argv.slice(2);
if (crds === undefined || folder === undefined) {
  console.error('usage: node test/bench/crd-schemas.mjs CRDS FOLDER');
  process.exit(2);
}

function closed(schema, root) {
  const { properties, items, ...rest } = schema;
  if (properties === undefined) return items === undefined ? schema : { ...rest, items: closed(items, false) };
  const inner = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, closed(each, false)]));
  return { ...rest, properties: inner, ...(!root && { additionalProperties: false }) };
}

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(crds).filter((name) => name.endsWith('.yaml'))) {
  const { spec } = parse(readFileSync(join(crds, file), 'utf8'));
  const { openAPIV3Schema } = spec.versions[0].schema;
  writeFileSync(join(folder, `${spec.names.kind.toLowerCase()}.json`), JSON.stringify(closed(openAPIV3Schema, true)));
}
console.log(`kubeconform -schema-location '${folder}/{{.ResourceKind}}.json'`);
