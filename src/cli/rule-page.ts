import type { Rule } from '../rule/rule.ts';
import { groups } from '../rule/rule.ts';
import { exampleOutput } from './example.ts';

/** One rule for a terminal: what, harm, examples with real output, options, suppression, sources. */
export async function rulePage(rule: Rule, rules: readonly Rule[]): Promise<string> {
  const { docs } = rule;
  const parts = [
    `${rule.id}: ${docs.summary}`,
    `${rule.severity} by default, group ${rule.group}, since ${rule.since}`,
    docs.harm,
    ...(docs.bad === null
      ? []
      : ['Bad:', indented(docs.bad), 'routeproof says:', indented(await exampleOutput(rule, rules))]),
    ...(docs.good === null ? [] : ['Good:', indented(docs.good)]),
    ...optionLines(rule),
    `Turn it off: rules: { ${rule.id}: off } in routeproof.yaml, or --rule ${rule.id}=off\nSuppress one finding: # routeproof-ignore ${rule.id}: the reason`,
    `Sources:\n${indented(docs.sources.join('\n'))}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The page of all rules, as Markdown. */
export async function catalogue(rules: readonly Rule[]): Promise<string> {
  const sections: string[] = [];
  for (const group of groups) {
    const own = rules.filter((rule) => rule.group === group);
    if (own.length === 0) continue;
    sections.push(`## ${group}`);
    for (const rule of own) sections.push(await section(rule, rules));
  }
  const index = rules.map(({ id, severity, docs }) => `| [${id}](#${id}) | ${severity} | ${docs.summary} |`).join('\n');
  return [
    '# Rules',
    '<!-- Generated from the rules by `npm run generate`. -->',
    `| rule | level | a finding is |\n| --- | --- | --- |\n${index}`,
    ...sections,
    '',
  ].join('\n\n');
}

async function section(rule: Rule, rules: readonly Rule[]): Promise<string> {
  const { docs } = rule;
  const file = docs.file ?? 'example.yaml';
  const parts = [
    `### ${rule.id}`,
    `${sentence(docs.summary)} Level: ${rule.severity}; since ${rule.since}.`,
    docs.harm,
    ...(docs.bad === null
      ? []
      : [`Bad (\`${file}\`):`, fenced(docs.bad, 'yaml'), 'Output:', fenced(await exampleOutput(rule, rules), 'text')]),
    ...(docs.good === null ? [] : ['Good:', fenced(docs.good, 'yaml')]),
    ...optionLines(rule),
    `Suppress one finding with \`# routeproof-ignore ${rule.id}: reason\`; turn the rule off with \`rules: { ${rule.id}: off }\`.`,
    `Sources: ${docs.sources.map((source) => `<${source}>`).join(', ')}`,
  ];
  return parts.join('\n\n');
}

function optionLines({ options }: Rule): readonly string[] {
  const properties = options?.schema['properties'];
  if (typeof properties !== 'object' || properties === null) return [];
  const defaults = options?.defaults;
  return Object.entries(properties).map(([name, schema]: [string, { description?: string }]) => {
    const preset = typeof defaults === 'object' && defaults !== null ? Reflect.get(defaults, name) : undefined;
    return `Option \`${name}\` (default \`${JSON.stringify(preset)}\`): ${schema.description ?? ''}`;
  });
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '  ');
}

function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
