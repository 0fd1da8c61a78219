import { code } from '../../base/wording.ts';
import type { Bounds, IntegerNode, ListNode, Node, TextNode } from './node.ts';
import { isRecord } from './node.ts';

/** What a value is, as a phrase that goes on "found …". */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'no value';
  if (typeof value === 'string') return value === '' ? 'an empty string' : `the string ${code(short(value))}`;
  if (typeof value === 'number') return `the number ${code(numeral(value))}`;
  if (typeof value === 'boolean') return `the boolean ${code(String(value))}`;
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'a mapping' : 'something else';
}

/** A number as YAML writes it. */
export function numeral(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return String(value).replace('Infinity', '.inf');
}

/** The text as it fits into a message. */
export function short(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : text;
}

/** What a schema wants, as phrases of a closed list. */
export function wanted(node: Node): readonly string[] {
  switch (node.is) {
    case 'text':
      return wantedText(node);
    case 'integer':
      return [wantedInteger(node)];
    case 'list':
      return [wantedList(node)];
    case 'boolean':
      return ['`false`', '`true`'];
    case 'object':
    case 'text-map':
      return ['a mapping'];
    case 'anything':
      return [];
  }
}

function wantedText(node: TextNode): readonly string[] {
  if (node.oneOf !== undefined) return [...node.oneOf].sort().map(code);
  if (node.tighter?.form !== undefined) return [node.tighter.form.phrase];
  const { least = 0, most } = tightest(node);
  if (most === undefined) return [least > 0 ? 'text that is not empty' : 'text'];
  if (least === most) return [`text of ${most} characters`];
  return [least > 0 ? `text of ${least} to ${most} characters` : `text of at most ${most} characters`];
}

function wantedInteger(node: IntegerNode): string {
  const { least, most } = tightest(node);
  if (least === undefined && most === undefined) return 'an integer';
  if (most === undefined) return `an integer of at least ${least}`;
  return least === undefined ? `an integer of at most ${most}` : `an integer from ${least} to ${most}`;
}

function wantedList(node: ListNode): string {
  const { least = 0, most } = tightest(node);
  if (most === undefined) return least > 0 ? `a list of at least ${items(least)}` : 'a list';
  if (least === most) return `a list of ${items(most)}`;
  return least > 0 ? `a list of ${least} to ${items(most)}` : `a list of at most ${items(most)}`;
}

function items(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

/** The bounds of a node, the tighter ones where there are two. */
export function tightest(node: Bounds & { readonly tighter?: Bounds }): Bounds {
  const least = node.tighter?.least ?? node.least;
  const most = node.tighter?.most ?? node.most;
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}
