import { code } from '../../../base/wording.ts';
import { anything, integer, type Mistake, type Node, type ObjectNode, object, oneOf, text } from '../node.ts';
import { exactlyOne } from '../rules.ts';
import { aws, controllerFails, webhook } from './refusal.ts';

/** A name in App Mesh; the empty string asks for the default. */
export const awsName = text({ tighter: { most: 255, refusal: aws('MeshRef') } });

/** A reference to an object by name; without a namespace it means the namespace of the referrer. */
export const reference = object(
  {
    'name*': text({ tighter: { least: 1, refusal: aws('WeightedTarget', 'an empty name names nothing') } }),
    namespace: text(),
  },
  {
    mistakes: {
      apiVersion: { instead: 'remove it: the field says which kind is meant', explains: false },
      kind: { instead: 'remove it: the field says which kind is meant', explains: false },
    },
    shorthand: (name) => `write ${code(`{ name: ${name} }`)}`,
  },
);

/** What the system writes about an object that it chose. */
const chosen = object({ 'name*': text(), 'uid*': text(), namespace: text() });
const mesh = object({ 'name*': text(), 'uid*': text() });

/** Fields that only the system sets, by name. */
export const systemFields: Readonly<Record<'meshRef' | 'virtualGatewayRef', Node>> = {
  meshRef: mesh,
  virtualGatewayRef: chosen,
};

/** `meshRef`: who sets it by hand is refused when the object is created. */
export function meshSetBySystem(file: string): ObjectNode['system'] {
  return {
    meshRef: {
      instead: "remove it: the mesh is chosen by the Mesh's `namespaceSelector`",
      refusal: webhook(file, 'only the system sets it'),
    },
  };
}

/** Keys of the AWS CLI and of v1beta1 that no v1beta2 spec has. */
export const namesOfAws: Readonly<Record<string, Mistake>> = {
  meshName: { instead: "remove it: the mesh is chosen by the Mesh's `namespaceSelector`", explains: false },
  meshOwner: { instead: 'remove it: only the Mesh names its owner', explains: false },
  clientToken: { instead: 'remove it: it belongs to the AWS CLI', explains: false },
  tags: { instead: 'remove it: the controller sets the tags in AWS', explains: false },
};

/** `name` of the AWS CLI for the object itself. */
export function nameOfAws(name: string): Readonly<Record<string, Mistake>> {
  return {
    [name]: {
      instead: 'remove it: `metadata.name` names the object, and `awsName` names it in App Mesh',
      explains: false,
    },
  };
}

/** The object as the API server sees it: it keeps unknown keys of the root, and nobody reads them. */
export function root(spec: ObjectNode): ObjectNode {
  return object(
    { apiVersion: text(), kind: text(), metadata: anything, spec, status: anything },
    { implied: ['spec'], unknown: 'the App Mesh controller does not read it' },
  );
}

export const port = integer({ least: 1, most: 65535 });

/** A port where the definition allows any number from 0. */
export const matchedPort = integer({
  least: 0,
  tighter: { least: 1, most: 65535, refusal: aws('GatewayRouteTarget') },
});

export const duration = object(
  {
    'unit*': oneOf(['s', 'ms'], {
      millis: 'ms',
      millisecond: 'ms',
      milliseconds: 'ms',
      msec: 'ms',
      sec: 's',
      second: 's',
      seconds: 's',
    }),
    'value*': integer({ least: 0 }),
  },
  { shorthand: durationOf },
);

function durationOf(written: string): string {
  const [, value, unit] = /^(\d+)(ms|s)$/.exec(written) ?? [];
  return value === undefined || unit === undefined
    ? 'write a mapping with `unit` and `value`'
    : `write ${code(`{ unit: ${unit}, value: ${value} }`)}`;
}

/** What people write for the protocols of a listener. */
export const protocolSynonyms = { https: 'http', h2: 'http2', h2c: 'http2', tls: 'tcp' };

/** One reference to a VirtualService, VirtualNode or VirtualRouter: the field `${stem}Ref` or `${stem}ARN`. */
export function pointing(stem: string, more: Readonly<Record<string, Node>> = {}): ObjectNode {
  const ref = `${stem}Ref`;
  const arn = `${stem}ARN`;
  return object(
    { [ref]: reference, [arn]: arnOf(stem), ...more },
    {
      rules: [
        exactlyOne(
          [ref, arn],
          controllerFails(
            'apis/appmesh/v1beta2',
            'without either it names nothing and the AWS API refuses it, and of both the controller silently takes the ARN',
          ),
        ),
      ],
      mistakes: {
        name: { instead: `write ${code(`${ref}.name`)}` },
        [`${stem}Name`]: { instead: `write ${code(`${ref}.name`)}` },
        [stem]: { instead: `write ${code(`${ref}.name`)}` },
      },
      shorthand: (name) => `write ${code(`{ ${ref}: { name: ${name} } }`)}`,
    },
  );
}

function arnOf(stem: string): Node {
  const shape = new RegExp(`^arn:(?:[^:]*:){4}mesh/[^/]+/${stem}/[^/]+$`);
  return text({
    tighter: {
      form: {
        test: (arn) => shape.test(arn),
        phrase: `an ARN like ${code(`arn:aws:appmesh:REGION:ACCOUNT:mesh/MESH/${stem}/NAME`)}`,
      },
      refusal: controllerFails(
        'pkg/conversions/arns_conversion.go',
        'applying it succeeds, and the App Mesh controller cannot read it when it reconciles',
      ),
    },
  });
}
