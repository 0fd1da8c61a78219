import type { Rule } from './rule.ts';
import type { UnitKind } from './units.ts';

/** The rule itself: what it adds is inference, so that `check` sees the unit that `on` names. */
export function defineRule<const K extends UnitKind, Options = undefined>(rule: Rule<K, Options>): Rule<K, Options> {
  return rule;
}

/** A manifest in a rule: its common indentation and the line breaks around it removed. */
export function yaml(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const text = String.raw({ raw: strings }, ...values).replace(/^\s*\n|\n\s*$/g, '');
  const indents = text
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const indent = Math.min(...indents);
  return `${text
    .split('\n')
    .map((line) => line.slice(indent))
    .join('\n')}\n`;
}
