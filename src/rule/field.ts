import { expecting } from '../base/wording.ts';
import { dotted, type Path } from '../document/ref.ts';

/** What a field has and should have: the field is named by as much of its path as leaves room for what is expected. */
export function fieldHas(path: Path, found: string, expected: readonly string[]): string {
  const full = dotted(path);
  const shorter = [path.slice(-3), path.slice(-2), path.slice(-1)].map((end) => `…${dotted(end)}`);
  const texts = [full, ...shorter].map((field) => expecting(`\`${field}\` has ${found}`, expected));
  if (expected.length === 0) return texts.find((text) => !text.endsWith('…')) ?? texts.at(-1) ?? found;
  return texts.find((text) => text.includes(', expected ')) ?? `\`${dotted(path.slice(-1))}\` is not ${expected[0]}`;
}
