import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { line } from './documents.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const examples = new URL('appmesh/aws-app-mesh-examples/', corpus);

/** What is wrong in the files of a folder: `path#document fault`, and how many objects were read. */
function wrongIn(
  folder: URL,
  wanted: (path: string) => boolean,
): { readonly lines: readonly string[]; readonly objects: number } {
  const lines: string[] = [];
  let objects = 0;
  const paths = readdirSync(folder, { recursive: true }).map(String).filter(wanted);
  for (const path of paths.sort()) {
    const { documents } = parse(new SourceText(path, readFileSync(new URL(path, folder), 'utf8')));
    for (const document of documents) {
      const { faults, resources } = recognise(document);
      objects += resources.length;
      lines.push(...faults.map((fault) => `${document.id} ${line(fault)}`));
    }
  }
  return { lines, objects };
}

const isManifest = (path: string) => /\.ya?ml(\.template)?$/.test(path);

describe.skipIf(!existsSync(corpus))('the samples of AWS (needs ../shared/corpus)', () => {
  it('of v1beta2 that can be read have no faults but these', () => {
    const { lines, objects } = wrongIn(
      examples,
      (path) => isManifest(path) && !path.includes('v1beta1') && !path.endsWith('_update.yaml'),
    );
    expect(objects).toBeGreaterThan(300);
    expect(lines).toEqual([
      // Texts for the reader to replace, which are no ARNs: the controller fails to parse them.
      'walkthroughs/eks-app-mesh-cross-account-acm/mesh/yelb-ui.yaml#1 invalid-field spec.backends[0].virtualService.virtualServiceARN: `<yelb-appserver virtualServiceARN>`',
      'walkthroughs/eks-app-mesh-multi-account/mesh/yelb-ui.yaml#1 invalid-field spec.backends[0].virtualService.virtualServiceARN: `<yelb-appserver virtualServiceARN>`',
      // An Ingress of the group that Kubernetes 1.22 removed.
      'walkthroughs/howto-k8s-alb/v1beta2/manifest.yaml.template#15 unsupported-kind apiVersion: `extensions/v1beta1`',
      // As above: a text for the reader to replace.
      'walkthroughs/howto-k8s-cross-cluster/v1beta2/cluster1.yaml.template#3 invalid-field spec.backends[0].virtualService.virtualServiceARN: `colorapp-service-ARN`',
    ]);
  });

  it('of v1beta1 are of a version that is gone, and nothing else is said of them', () => {
    const { lines } = wrongIn(examples, (path) => isManifest(path) && path.includes('v1beta1'));
    const appMesh = lines.filter((one) => one.includes('`appmesh.k8s.aws/v1beta1`'));
    expect(appMesh.length).toBeGreaterThan(30);
    // One manifest has an Ingress of its time too.
    expect(lines.filter((one) => !appMesh.includes(one))).toEqual([
      'walkthroughs/howto-k8s-alb/v1beta1/manifest.yaml.template#14 unsupported-kind apiVersion: `extensions/v1beta1`',
    ]);
  });

  it('of the controller, which are scaffolds, hold a field that is none and lack what a webhook or AWS demands', () => {
    const samples = new URL('appmesh/aws-app-mesh-controller-for-k8s/config/samples/', corpus);
    expect(wrongIn(samples, isManifest).lines).toEqual([
      'appmesh_v1beta2_gatewayroute.yaml#1 unknown-field spec.foo: `foo`',
      'appmesh_v1beta2_gatewayroute.yaml#1 invalid-field spec: none of `grpcRoute`, `http2Route` or `httpRoute`',
      'appmesh_v1beta2_mesh.yaml#1 unknown-field spec.foo: `foo`',
      'appmesh_v1beta2_virtualgateway.yaml#1 unknown-field spec.foo: `foo`',
      'appmesh_v1beta2_virtualgateway.yaml#1 invalid-field spec.listeners: no value',
      'appmesh_v1beta2_virtualnode.yaml#1 unknown-field spec.foo: `foo`',
      'appmesh_v1beta2_virtualrouter.yaml#1 unknown-field spec.foo: `foo`',
      'appmesh_v1beta2_virtualservice.yaml#1 unknown-field spec.foo: `foo`',
    ]);
  });
});

describe.skipIf(!existsSync(corpus))('a published tutorial (needs ../shared/corpus)', () => {
  it('has every mistake named at its place', () => {
    const ofRoute = (id: string) => [
      `${id} unknown-field spec.gatewayRouteName: \`gatewayRouteName\``,
      `${id} invalid-field spec.virtualGatewayRef: a value that only the system sets`,
      `${id} unknown-field spec.routeSpec: \`routeSpec\``,
      `${id} unknown-field spec.routeSpec.httpRoute.action.target.virtualServiceRef: \`virtualServiceRef\``,
    ];
    expect(wrongIn(new URL('articles/', corpus), isManifest).lines).toEqual([
      'color-app.yaml#2 invalid-field spec.meshRef: a value that only the system sets',
      'color-app.yaml#3 invalid-field spec.meshRef: a value that only the system sets',
      'color-app.yaml#4 invalid-field spec.meshRef: a value that only the system sets',
      'color-app.yaml#5 unsupported-kind kind: `kind: Route`',
      'color-app.yaml#6 invalid-field spec.meshRef: a value that only the system sets',
      'color-app.yaml#6 unknown-field spec.provider.virtualRouterRef: `virtualRouterRef`',
      'color-app.yaml#9 invalid-field spec.meshRef: a value that only the system sets',
      'color-app.yaml#10 unknown-field spec.template.spec.containers[0].env[0].name: `APPMESH_VIRTUAL_GATEWAY_NAME`',
      'color-app.yaml#10 unknown-field spec.template.spec.containers[0].env[1].name: `APPMESH_MESH_NAME`',
      // The YAML of this one breaks after the first route: what was read is judged, and nothing counts as missing.
      ...ofRoute('color-app.yaml#12'),
      ...ofRoute('simple-route.yaml#1'),
    ]);
  });
});

describe.skipIf(!existsSync(corpus))('the examples of ingress-nginx (needs ../shared/corpus)', () => {
  it('have no faults but texts for the reader to replace, and fragments', () => {
    const { lines } = wrongIn(new URL('ingress/ingress-nginx/', corpus), isManifest);
    // `__INGRESS_HOST__`, `__INGRESS_SECRET__` and `registry.<your domain>`: the API server refuses them as they stand.
    const toReplace = lines.filter((one) => /: `(__INGRESS_\w+__|registry\.<your domain>)`$/.test(one));
    expect(toReplace).toHaveLength(11);
    expect(lines.filter((one) => !toReplace.includes(one))).toEqual([
      // A variable without quotes, which the API server refuses.
      'docs__examples__auth__oauth-external-auth__vouch-proxy.yaml#1 surprising-scalar spec.template.spec.containers[0].env[0].value: the boolean `true`',
      // Excerpts of an Ingress that show annotations only.
      'docs__user-guide__nginx-configuration__annotations__0.yaml#1 invalid-field metadata.name: no value',
      'docs__user-guide__nginx-configuration__annotations__0.yaml#1 invalid-field spec: neither `defaultBackend` nor `rules`',
      'docs__user-guide__nginx-configuration__annotations__1.yaml#1 invalid-field metadata.name: no value',
      'docs__user-guide__nginx-configuration__annotations__1.yaml#1 invalid-field spec: neither `defaultBackend` nor `rules`',
      'docs__user-guide__third-party-addons__opentelemetry__0.yaml#1 unsupported-kind kind: no `apiVersion`',
      'docs__user-guide__third-party-addons__opentelemetry__1.yaml#1 unsupported-kind kind: no `apiVersion`',
    ]);
  });
});
