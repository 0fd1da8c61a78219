import type { Break } from './break.ts';
import { mask } from './mask.ts';
import { type Repairs, recover } from './recover.ts';
import { type TemplateFound, templateIn } from './template.ts';
import { readTree, type Tree } from './tree.ts';
import { whitespaceMisfits } from './whitespace.ts';

/** What the text of one document is. */
export type Reading =
  | {
      readonly is: 'document';
      readonly tree: Tree | null;
      readonly breaks: readonly Break[];
    }
  | ({ readonly is: 'template' } & TemplateFound);

/** Reads the text of one document; what is not YAML as far as it goes, and as far as the allowance lasts. */
export function read(text: string, allowance: Repairs): Reading {
  const masked = mask(text);
  const result = readTree(masked.text, masked.unmask);
  const broken = 'offset' in result;
  if (text.includes('{{') || text.includes('{%')) {
    const template = templateIn(text, broken ? null : result.root);
    if (template !== undefined) return { is: 'template', ...template };
  }
  if (!broken) {
    const misfits = [...result.misfits, ...whitespaceMisfits(masked.text)];
    return { is: 'document', tree: { ...result, misfits }, breaks: [] };
  }
  return { is: 'document', ...recover(masked.text, masked.unmask, result, allowance) };
}
