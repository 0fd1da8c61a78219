import type { Kind } from '../../src/resource/kinds.ts';
import type { Node } from '../../src/resource/schema/node.ts';

/** The CustomResourceDefinition of a kind, from the schema that the linter judges by. */
export function definitionOf({ group, kind, plural, versions, scope, schema }: Kind): unknown {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              metadata: { type: 'object' },
              spec: schema?.fields['spec'] === undefined ? open : openApi(schema.fields['spec']),
              status: open,
            },
          },
        },
      })),
    },
  };
}

const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

function openApi(node: Node): unknown {
  const bounds = (least: string, most: string, of: { readonly least?: number; readonly most?: number }) => ({
    ...(of.least !== undefined && { [least]: of.least }),
    ...(of.most !== undefined && { [most]: of.most }),
  });
  switch (node.is) {
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, openApi(field)])),
        ...(node.required.length > 0 && { required: node.required }),
      };
    case 'text':
      return {
        type: 'string',
        ...(node.oneOf !== undefined && { enum: node.oneOf }),
        ...bounds('minLength', 'maxLength', node),
      };
    case 'integer':
      return { type: 'integer', format: 'int64', ...bounds('minimum', 'maximum', node) };
    case 'list':
      return { type: 'array', items: openApi(node.item), ...bounds('minItems', 'maxItems', node) };
    case 'boolean':
      return { type: 'boolean' };
    case 'text-map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'anything':
      return { 'x-kubernetes-preserve-unknown-fields': true };
  }
}
