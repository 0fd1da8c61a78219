import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { appMeshGroup, kinds } from '../../src/resource/kinds.ts';
import { given, isRecord, type Node } from '../../src/resource/schema/node.ts';

const corpus = new URL('../../../shared/corpus/appmesh/crds/', import.meta.url);

/** Each place of a schema with its type, limits and whether it is required: one line for each. */
type Lines = Map<string, string>;

function linesOfDefinition(schema: unknown, path: string, required: boolean, lines: Lines): Lines {
  const type = given(schema, 'type');
  const properties = given(schema, 'properties');
  const items = given(schema, 'items');
  const more = given(schema, 'additionalProperties');
  const known = new Set([
    'type',
    'description',
    'format',
    'properties',
    'required',
    'items',
    'enum',
    'minimum',
    'maximum',
  ]);
  for (const word of [
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'additionalProperties',
    'x-kubernetes-map-type',
    'x-kubernetes-list-type',
  ]) {
    known.add(word);
  }
  const strange = Object.keys(isRecord(schema) ? schema : {}).filter((word) => !known.has(word));
  if (strange.length > 0) throw new Error(`${path}: the walk does not know ${strange.join()}`);
  const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'].flatMap((word) =>
    given(schema, word) === undefined ? [] : [`${word}=${String(given(schema, word))}`],
  );
  const options = given(schema, 'enum');
  if (Array.isArray(options)) limits.push(`enum=${options.map(String).sort().join('|')}`);
  const name = more === undefined ? String(type) : `map of ${String(given(more, 'type'))}`;
  lines.set(path, [name, required ? 'required' : 'optional', ...limits].join(' '));
  const demanded = given(schema, 'required');
  for (const [field, inner] of Object.entries(isRecord(properties) ? properties : {})) {
    linesOfDefinition(inner, `${path}.${field}`, Array.isArray(demanded) && demanded.includes(field), lines);
  }
  if (items !== undefined) linesOfDefinition(items, `${path}[]`, false, lines);
  return lines;
}

function linesOfNode(node: Node, path: string, required: boolean, lines: Lines): Lines {
  const limits: string[] = [];
  const limit = (word: string, value: number | undefined) => {
    if (value !== undefined) limits.push(`${word}=${value}`);
  };
  switch (node.is) {
    case 'integer':
      limit('minimum', node.least);
      limit('maximum', node.most);
      break;
    case 'text':
      limit('minLength', node.least);
      limit('maxLength', node.most);
      if (node.oneOf !== undefined) limits.push(`enum=${[...node.oneOf].sort().join('|')}`);
      break;
    case 'list':
      limit('minItems', node.least);
      limit('maxItems', node.most);
      break;
    default:
  }
  const words = { text: 'string', list: 'array', 'text-map': 'map of string', anything: 'anything' } as const;
  const name = node.is === 'object' || node.is === 'integer' || node.is === 'boolean' ? node.is : words[node.is];
  lines.set(path, [name, required ? 'required' : 'optional', ...limits].join(' '));
  if (node.is === 'object') {
    for (const [field, inner] of Object.entries(node.fields)) {
      linesOfNode(inner, `${path}.${field}`, node.required.includes(field), lines);
    }
  }
  if (node.is === 'list') linesOfNode(node.item, `${path}[]`, false, lines);
  return lines;
}

/** Where the schemas demand more than the definitions: limits of the AWS API and of the controller, beside the definition's own. */
function tighterPlaces(node: Node, path: string, places: string[]): readonly string[] {
  if ('tighter' in node && node.tighter !== undefined) {
    const { least, most } = node.tighter;
    const form = 'form' in node.tighter ? node.tighter.form?.phrase : undefined;
    places.push(`${path}: ${form ?? `${least ?? ''}..${most ?? ''}`}`);
  }
  if (node.is === 'object') {
    for (const [field, inner] of Object.entries(node.fields)) tighterPlaces(inner, `${path}.${field}`, places);
  }
  if (node.is === 'list') tighterPlaces(node.item, `${path}[]`, places);
  return places;
}

const appMesh = kinds.filter((kind) => kind.group === appMeshGroup);

describe.skipIf(!existsSync(corpus))('the schemas of App Mesh (needs ../shared/corpus)', () => {
  const definitions = existsSync(corpus)
    ? readdirSync(corpus)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name): unknown => parse(readFileSync(new URL(name, corpus), 'utf8')))
    : [];

  it('are the kinds that have a definition, and no others', () => {
    const defined = definitions.map((definition) => String(given(given(given(definition, 'spec'), 'names'), 'kind')));
    expect(appMesh.map(({ kind }) => kind)).toEqual(defined.sort());
  });

  for (const definition of definitions) {
    const spec = given(definition, 'spec');
    const name = String(given(given(spec, 'names'), 'kind'));
    const kind = appMesh.find((candidate) => candidate.kind === name);
    const versions = given(spec, 'versions');
    const [version] = Array.isArray(versions) ? versions : [];

    it(`${name} has the scope and the versions of its definition`, () => {
      expect(kind?.scope).toBe(given(spec, 'scope'));
      expect(kind?.versions).toEqual(Array.isArray(versions) ? versions.map((one) => given(one, 'name')) : []);
    });

    it(`${name} has every field, type and limit of its definition, and no other`, () => {
      const schema = given(given(version, 'schema'), 'openAPIV3Schema');
      const wanted = linesOfDefinition(given(given(schema, 'properties'), 'spec'), 'spec', false, new Map());
      const field = kind?.schema?.fields['spec'];
      const ours: Lines = field === undefined ? new Map() : linesOfNode(field, 'spec', false, new Map());
      expect(wanted.size).toBeGreaterThan(2);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(wanted));
    });

    it(`${name} has the root of its definition`, () => {
      const schema = given(given(version, 'schema'), 'openAPIV3Schema');
      const properties = given(schema, 'properties');
      expect(Object.keys(kind?.schema?.fields ?? {}).sort()).toEqual(
        Object.keys(isRecord(properties) ? properties : {}).sort(),
      );
    });
  }
});

describe('limits tighter than the definitions', () => {
  // The same match, target and TLS blocks stand in many places; each distinct one is named once, by the end of its path.
  const ends = new Set<string>();
  for (const { kind, schema } of appMesh) {
    for (const place of tighterPlaces(schema ?? { is: 'anything' }, kind, [])) {
      const [path = '', limit = ''] = place.split(/: (.*)/s);
      ends.add(`${path.split('.').slice(-2).join('.')}: ${limit}`);
    }
  }

  it('are these, and no others', () => {
    expect([...ends].sort()).toEqual([
      'backendGroups[].name: 1..', // an empty name names nothing: AWS API, ResourceName
      'format.text: 1..1000', // AWS API, TextFormat
      'headers[].name: a header name of visible ASCII characters without `:`', // aws-app-mesh-roadmap#261
      'json[].key: ..100', // AWS API, JsonKey
      'json[].value: ..100', // AWS API, JsonValue
      'match.exact[]: 1..254', // AWS API, SubjectAlternativeName
      'match.port: 1..65535', // AWS API, ListenerPort; the definition has 0 and no maximum
      'match.prefix: text that starts with `/`', // AWS API, "must always start with /"
      'prefix.value: text that starts and ends with `/`', // webhook of GatewayRoute
      'routes[].name: 1..255', // AWS API, ResourceName
      'spec.awsName: ..255', // AWS API, ResourceName; empty asks for the default
      'spec.listeners: 1..', // the controller sends no list for an empty one, and the AWS API demands one
      'spec.meshOwner: an AWS account id of 12 digits', // AWS API, AccountId
      'target.port: 1..65535',
      'virtualNode.virtualNodeARN: an ARN like `arn:aws:appmesh:REGION:ACCOUNT:mesh/MESH/virtualNode/NAME`', // controller, arns_conversion.go
      'virtualNodeRef.name: 1..',
      'virtualRouter.virtualRouterARN: an ARN like `arn:aws:appmesh:REGION:ACCOUNT:mesh/MESH/virtualRouter/NAME`',
      'virtualRouterRef.name: 1..',
      'virtualService.virtualServiceARN: an ARN like `arn:aws:appmesh:REGION:ACCOUNT:mesh/MESH/virtualService/NAME`',
      'virtualServiceRef.name: 1..',
      'virtualservices[].name: 1..',
      'weightedTargets[].port: 1..65535',
      'weightedTargets[].virtualNodeARN: an ARN like `arn:aws:appmesh:REGION:ACCOUNT:mesh/MESH/virtualNode/NAME`',
    ]);
  });
});
