// Weakens each condition of each rule in turn and runs the rule's own cases, those of the rules that yield to it, its example
// and the golden inputs:
// node test/support/mutate-rules.mjs [--listed FILE] [RULE...]
// Mutants that say the same as the rule whatever the input are listed in equivalent-mutants.json, each with its reason.
// Prints every other mutant that nothing notices, and every entry of the list that no unnoticed mutant meets; exit code 1
// iff there is one of either. All mutants of all rules are built into one
// bundle and chosen by a number at run time, so that thousands take minutes. Left out are examples, sources and words, and
// checks that only tell the compiler that an item of a list is there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { listed: { type: 'string', default: join(root, 'test/support/equivalent-mutants.json') } },
});
/** By rule: the source of a condition, what its mutants do, and why that makes no difference. */
const listed = JSON.parse(readFileSync(values.listed, 'utf8'));
const allIds = readdirSync(join(root, 'rules'))
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -3));
const ids = allIds.filter((id) => wanted.length === 0 || wanted.includes(id));

const strange = wanted.filter((id) => !allIds.includes(id));
if (strange.length > 0) throw new Error(`no rule is called ${strange.join(' or ')}`);

/** Properties that hold words, examples and options: what they say is judged elsewhere. */
const words = new Set(['docs', 'options', 'why', 'fix', 'note', 'summary', 'fold']);
const opposite = { '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const mutants = [];

function isAbsent(node) {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** `first === undefined` in front of a jump: the compiler wants it, and no world makes it true. */
function isGuard(condition, jump) {
  const leaves = ts.isBlock(jump) ? jump.statements[0] : jump;
  return (
    ts.isBinaryExpression(condition) &&
    isAbsent(condition.right) &&
    leaves !== undefined &&
    (ts.isThrowStatement(leaves) || ts.isReturnStatement(leaves) || ts.isContinueStatement(leaves))
  );
}

/** The source of a rule with a switch at each place where a mutant differs. */
function schemata(id) {
  const text = readFileSync(join(root, 'rules', `${id}.ts`), 'utf8');
  const file = ts.createSourceFile(`${id}.ts`, text, ts.ScriptTarget.Latest, true);
  const add = (node, to) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    mutants.push({ id, line: line + 1, from: node.getText(file).replace(/\s+/g, ' '), to });
    return mutants.length;
  };
  const choose = (choices, plain) =>
    choices.reduceRight(
      (rest, [number, mutated]) => `(globalThis.__mutant === ${number} ? ${mutated} : ${rest})`,
      `(${plain})`,
    );
  /** The text of a node with its children rewritten. */
  const inner = (node) => {
    const parts = [];
    let from = node.getStart(file);
    ts.forEachChild(node, (child) => {
      parts.push(text.slice(from, child.getStart(file)), emit(child));
      from = child.getEnd();
    });
    return parts.join('') + text.slice(from, node.getEnd());
  };
  const whole = (condition) =>
    choose(
      [
        [add(condition, 'true'), 'true'],
        [add(condition, 'false'), 'false'],
      ],
      emit(condition),
    );
  const emit = (node) => {
    if (ts.isPropertyAssignment(node) && words.has(node.name.getText(file))) return node.getText(file);
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node))
      return node.getText(file);
    if (ts.isIfStatement(node)) {
      const rest = node.elseStatement === undefined ? '' : ` else ${emit(node.elseStatement)}`;
      const { expression, thenStatement } = node;
      const condition = isGuard(expression, thenStatement) ? emit(expression) : whole(expression);
      return `if (${condition}) ${emit(thenStatement)}${rest}`;
    }
    if (ts.isBinaryExpression(node)) {
      const sign = node.operatorToken.getText(file);
      const [left, right] = [emit(node.left), emit(node.right)];
      if (sign === '&&' || sign === '||') {
        return choose(
          [
            [add(node, 'only its left side'), left],
            [add(node, 'only its right side'), right],
          ],
          `${left} ${sign} ${right}`,
        );
      }
      if (opposite[sign] !== undefined && !isAbsent(node.right)) {
        return choose([[add(node, opposite[sign]), `${left} ${opposite[sign]} ${right}`]], `${left} ${sign} ${right}`);
      }
      return `${left} ${sign} ${right}`;
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      const operand = emit(node.operand);
      return choose([[add(node, 'without !'), operand]], `!${operand}`);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.arguments.length === 1) {
      const name = node.expression.name.text;
      const other = { some: 'every', every: 'some' }[name];
      if (other !== undefined || name === 'filter') {
        const [of, argument] = [emit(node.expression.expression), emit(node.arguments[0])];
        const plain = `${of}.${name}(${argument})`;
        if (other !== undefined) return choose([[add(node, other), `${of}.${other}(${argument})`]], plain);
        return choose([[add(node, 'without the filter'), of]], plain);
      }
    }
    return inner(node);
  };
  return inner(file);
}

const folder = mkdtempSync(join(tmpdir(), 'routeproof-mutants-'));
try {
  const entry = join(folder, 'entry.mjs');
  const names = allIds.map((id) => `'${id}': () => import('${join(root, 'test/rules', `${id}.test.ts`)}')`);
  writeFileSync(
    entry,
    `export const suites = { ${names.join(',\n')} };
export { collected } from 'vitest';
export { command } from '${join(root, 'test/support/command.ts')}';
export { exampleOutput } from '${join(root, 'src/cli/example.ts')}';
export { rules } from '${join(root, 'rules/index.ts')}';
`,
  );
  const bundle = join(folder, 'bundle.mjs');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [
      {
        name: 'mutants',
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^vitest$/ }, () => ({ path: join(root, 'test/support/collect.mjs') }));
          onResolve({ filter: /^(yaml|js-yaml|minimatch|ajv|fast-check)$/ }, ({ path, importer }) =>
            // A package may bring another version of its own.
            importer.includes('/node_modules/') ? undefined : { path: fileURLToPath(import.meta.resolve(path)) },
          );
          onLoad({ filter: /\/rules\/[\w-]+\.ts$/ }, ({ path }) => {
            const id = /rules\/([\w-]+)\.ts$/.exec(path)[1];
            return path.includes('/test/') || !ids.includes(id) ? undefined : { contents: schemata(id), loader: 'ts' };
          });
        },
      },
    ],
  });
  process.exitCode = await judge(await import(pathToFileURL(bundle)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function judge({ suites, collected, command, exampleOutput, rules }) {
  let caught = 0;
  const survivors = [];
  const golden = ['golden', 'golden/threads', 'golden/mistakes'].map((name) => join(root, 'test', name));
  /** What other tests compare with a file: the page of a rule, and the golden inputs. */
  const printed = [
    async (id) =>
      exampleOutput(
        rules.find((rule) => rule.id === id),
        rules,
      ),
    ...golden.map((cwd) => async (id) => {
      const words = [
        '--no-config',
        '--preset',
        'all',
        '--only',
        id,
        '--only',
        'internal-error',
        '--format',
        cwd.endsWith('golden') ? 'oneline' : 'text',
      ];
      const files = readdirSync(cwd).filter((name) => /\.(ya?ml|json)$/.test(name));
      const outputs = await Promise.all(files.map((name) => command([...words, name], { cwd })));
      return outputs.map(({ stdout }) => stdout).join('');
    }),
  ];
  const loaded = new Map();
  /** The cases in the test file of a rule. */
  const casesOf = async (id) => {
    if (loaded.has(id)) return loaded.get(id);
    collected.length = 0;
    await suites[id]();
    const cases = [];
    // What needs more of vitest than cases of rules do is no case.
    for (const one of [...collected]) if (await passes(one)) cases.push(one);
    loaded.set(id, cases);
    return cases;
  };
  for (const id of ids) {
    const cases = [];
    const weaker = rules.filter(({ yieldsTo = [] }) => yieldsTo.includes(id));
    for (const each of [id, ...weaker.map((rule) => rule.id)]) cases.push(...(await casesOf(each)));
    for (const print of printed) {
      const before = await print(id);
      cases.push(async () => {
        if ((await print(id)) !== before) throw new Error('another output');
      });
    }
    for (const [index, mutant] of mutants.entries()) {
      if (mutant.id !== id) continue;
      globalThis.__mutant = index + 1;
      let seen = false;
      for (const one of cases) {
        seen = !(await passes(one));
        if (seen) break;
      }
      globalThis.__mutant = 0;
      if (seen) caught++;
      else survivors.push(mutant);
    }
  }
  return report(caught, survivors);
}

/** The exit code. */
function report(caught, survivors) {
  const entries = Object.keys(listed).flatMap((id) =>
    (wanted.length > 0 && !wanted.includes(id) ? [] : listed[id]).flatMap(({ source, to }) =>
      to.map((each) => ({ id, from: source, to: each })),
    ),
  );
  const same = (a) => (b) => a.id === b.id && a.from === b.from && a.to === b.to;
  const unlisted = survivors.filter((mutant) => !entries.some(same(mutant)));
  const stale = entries.filter((entry) => !survivors.some(same(entry)));
  for (const { id, line, from, to } of unlisted) console.log(`rules/${id}.ts:${line}: \`${from}\` → ${to}`);
  for (const { id, from, to } of stale) console.log(`listed, and no such mutant survives: ${id}: \`${from}\` → ${to}`);
  const equivalent = survivors.length - unlisted.length;
  console.log(
    `${mutants.length} mutants, ${caught} caught, ${equivalent} equivalent (listed), ${unlisted.length} survived`,
  );
  return unlisted.length + stale.length === 0 ? 0 : 1;
}

async function passes(one) {
  try {
    await one();
    return true;
  } catch {
    return false;
  }
}
