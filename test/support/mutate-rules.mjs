// Weakens each condition of each rule in turn and runs the rule's own cases, its example and the golden inputs:
// node test/support/mutate-rules.mjs [RULE...]
// Prints every mutant that none of them notices and that mutants-left.txt does not list, and every line of that file that is
// noticed by now; exit code 1 iff there is either. The file holds what no case tests yet, or no case can: it may only shrink
// (--update writes it anew). All mutants of all rules are built into one
// bundle and chosen by a number at run time, so that thousands take minutes. Left out are examples, sources and words, and
// checks that only tell the compiler that an item of a list is there.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const left = join(root, 'test/support/mutants-left.txt');
const ids = readdirSync(join(root, 'rules'))
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -3))
  .filter((id) => wanted.length === 0 || wanted.includes(id));

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
    mutants.push({ id, line: line + 1, from: node.getText(file).replace(/\s+/g, ' ').slice(0, 70), to });
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
  const names = ids.map((id) => `['${id}', () => import('${join(root, 'test/rules', `${id}.test.ts`)}')]`);
  writeFileSync(
    entry,
    `export const suites = [${names.join(',\n')}];
export { collected } from 'vitest';
export { said } from '${join(root, 'test/support/rule-test.ts')}';
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
          onResolve({ filter: /^(yaml|js-yaml|minimatch|ajv|fast-check)$/ }, ({ path }) => ({
            path: fileURLToPath(import.meta.resolve(path)),
          }));
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

async function judge({ suites, collected, said, command, exampleOutput, rules }) {
  let caught = 0;
  const survivors = [];
  const golden = ['golden', 'golden/threads', 'golden/mistakes'].map((name) => join(root, 'test', name));
  /** What other tests compare: all that a rule says in its cases, its page, its broken example and the golden inputs. */
  const printed = [
    async (id) => (await said.get(id)?.()) ?? '',
    async (id) =>
      exampleOutput(
        rules.find((rule) => rule.id === id),
        rules,
      ),
    async (id) => {
      const cwd = join(root, 'test/examples/color-app-broken', id);
      if (!existsSync(cwd)) return '';
      const { code, stdout } = await command(['--preset', 'strict', '--format', 'json'], { cwd });
      const { findings } = JSON.parse(stdout);
      return JSON.stringify([code, findings.map(({ rule, path, line }) => [rule, path, line])]);
    },
    ...golden.map((cwd) => async (id) => {
      const words = [
        '--no-config',
        '--preset',
        'all',
        '--only',
        id,
        '--format',
        cwd.endsWith('golden') ? 'oneline' : 'text',
      ];
      const files = readdirSync(cwd).filter((name) => /\.(ya?ml|json)$/.test(name));
      const outputs = await Promise.all(files.map((name) => command([...words, name], { cwd })));
      return outputs.map(({ stdout }) => stdout).join('');
    }),
  ];
  for (const [id, load] of suites) {
    collected.length = 0;
    await load();
    const cases = [];
    // What needs more of vitest than cases of rules do is no case.
    for (const one of [...collected]) if (await passes(one)) cases.push(one);
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
  const named = survivors.map(({ id, from, to }) => `${id}: ${from} → ${to}`);
  if (process.argv.includes('--update')) writeFileSync(left, `${named.join('\n')}\n`);
  const listed = readFileSync(left, 'utf8')
    .split('\n')
    .filter((line) => ids.includes(line.split(':', 1)[0]));
  const news = survivors.filter((_, index) => !listed.includes(named[index]));
  const stale = listed.filter((line) => !named.includes(line));
  for (const { id, line, from, to } of news) console.log(`rules/${id}.ts:${line}: nobody notices \`${from}\` → ${to}`);
  for (const line of stale) console.log(`no longer unnoticed, to be deleted from mutants-left.txt: ${line}`);
  console.log(`${mutants.length} mutants, ${caught} caught, ${survivors.length} not, ${news.length} of them new`);
  return news.length + stale.length === 0 ? 0 : 1;
}

async function passes(one) {
  try {
    await one();
    return true;
  } catch {
    return false;
  }
}
