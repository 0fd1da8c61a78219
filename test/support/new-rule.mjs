// npm run new-rule ID: writes rules/ID.ts and test/rules/ID.test.ts from templates that type-check, and the index line.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [id = ''] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-rule rule-id      (names the defect, as in missing-timeout)');
  process.exit(2);
}
const file = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const name = id.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
for (const path of [`rules/${id}.ts`, `test/rules/${id}.test.ts`]) {
  if (existsSync(file(path))) {
    console.error(`${path} exists`);
    process.exit(2);
  }
}

const example = `yaml\`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    \``;

writeFileSync(
  file(`rules/${id}.ts`),
  `import { code, defineRule, yaml } from '../src/rule/kit.ts';

/** The definition of the defect, in one sentence with "iff". */
export const ${name} = defineRule({
  id: '${id}',
  group: 'routing',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'unit',
  docs: {
    summary: 'what a finding is, as a noun phrase',
    harm: 'What happens to whom if nobody looks.',
    sources: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
    bad: ${example},
    good: ${example},
  },

  *check({ route }) {
    if (route.name !== '') return;
    yield {
      at: route.at.self,
      what: \`route \${code(route.name)} has the defect\`,
      why: 'the reason',
      fix: 'change what is wrong',
      subject: route.id,
      about: [route.id],
    };
  },
});
`,
);
writeFileSync(
  file(`test/rules/${id}.test.ts`),
  `import { ${name} } from '../../rules/${id}.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(${name}, {
  reports: {
    'a manifest with the defect, claimed on its line': yaml\`
      apiVersion: v1
      kind: Namespace #! the message of the finding
      metadata:
        name: shop
    \`,
  },
  silent: {
    'its neighbour, one step across the boundary': yaml\`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    \`,
  },
});
`,
);

const index = file('rules/index.ts');
const lines = readFileSync(index, 'utf8').split('\n');
const sorted = (lines, pattern, line) => {
  const first = lines.findIndex((each) => pattern.test(each));
  const last = lines.findLastIndex((each) => pattern.test(each));
  return [...lines.slice(0, first), ...[...lines.slice(first, last + 1), line].sort(), ...lines.slice(last + 1)];
};
const imported = sorted(lines, /^import \{ .* \} from '\.\/.*';$/, `import { ${name} } from './${id}.ts';`).sort(
  (left, right) => {
    const from = (line) => /from '\.\/(.*)\.ts'/.exec(line)?.[1];
    return from(left) === undefined || from(right) === undefined ? 0 : from(left) < from(right) ? -1 : 1;
  },
);
writeFileSync(index, sorted(imported, /^ {2}\w+,$/, `  ${name},`).join('\n'));
console.log(
  `rules/${id}.ts and test/rules/${id}.test.ts: fill docs and check, write the cases, then: npm test && npm run generate`,
);
