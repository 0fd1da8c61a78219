import type { Identity } from './kube-document.ts';
import type { Node, Range } from './node.ts';
import { outline } from './outline.ts';

/** What has to be rendered before it is a Kubernetes object. */
export interface TemplateFound {
  /** Of the first part that says so. */
  readonly offset: number;
  /** `Helm template`, `Go template` … */
  readonly kind: string;
}

/** A part between `{{` and `}}`, or `{%` and `%}`. */
interface Action extends Range {
  readonly inside: string;
  readonly jinja: boolean;
}

/**
 * Finds that a document is a template. In valid YAML an action in a comment or a block scalar belongs to the text there,
 * as in the rules file of a ConfigMap, and one in quotes belongs to Prometheus if it speaks of alerts. `root` is null iff
 * the text is not YAML.
 */
export function templateIn(text: string, root: Node | null): TemplateFound | undefined {
  const actions = actionsIn(text);
  if (actions.length === 0) return undefined;
  const scalars = root === null ? undefined : scalarsOf(root);
  const { asides } = outline(hideActions(text, actions));
  let aside = 0;
  let scalar = 0;
  const own = actions.filter((action) => {
    while ((asides[aside]?.[1] ?? Number.POSITIVE_INFINITY) <= action.start) aside++;
    const [from = Number.POSITIVE_INFINITY] = asides[aside] ?? [];
    if (from <= action.start) return false;
    while ((scalars?.[scalar]?.end ?? Number.POSITIVE_INFINITY) <= action.start) scalar++;
    const holder = scalars?.[scalar];
    const held = holder !== undefined && holder.start <= action.start ? text[holder.start] : undefined;
    if (held === '|' || held === '>') return false;
    return (scalars !== undefined && held !== '"' && held !== "'") || !speaksOfAlerts(action.inside);
  });
  const [first] = own;
  return (
    first && {
      offset: first.start,
      kind: own.map(kindOf).sort(byRank)[0] ?? 'template',
    }
  );
}

/** What the text of a template says plainly of the object that it will be. */
export function identityIn(text: string): Identity {
  const kinds = [...text.matchAll(/^kind:[ \t]*(\S.*?)[ \t]*\r?$/gm)].map(([, kind = '']) => kind);
  const [, block = ''] = /^metadata:[ \t]*\r?\n((?:[ \t{].*(?:\n|$)|\r?\n)*)/m.exec(text) ?? [];
  const indent = /^[ \t]+(?=[\w"'])/m.exec(block)?.[0] ?? '';
  // What stands between actions may be left out, or be there in another wording.
  const isPlain = !/^[ \t]*\{[{%]/m.test(block);
  const only = (found: readonly string[], form: RegExp) => {
    const [first, ...others] = found;
    return first !== undefined && others.length === 0 && form.test(first) ? first : null;
  };
  const entry = (name: string) => {
    const line = new RegExp(`^${indent}${name}:[ \\t]*["']?(.*?)["']?[ \\t]*\\r?$`, 'gm');
    return isPlain
      ? only(
          [...block.matchAll(line)].map(([, value = '']) => value),
          /^[a-z0-9][a-z0-9.-]*$/,
        )
      : null;
  };
  return { kind: only(kinds, /^[A-Za-z]+$/), namespace: entry('namespace'), name: entry('name') };
}

function actionsIn(text: string): readonly Action[] {
  const actions: Action[] = [];
  for (const [open, close] of [
    ['{{', '}}'],
    ['{%', '%}'],
  ] as const) {
    for (let start = text.indexOf(open); start !== -1; ) {
      const end = text.indexOf(close, start + 2);
      if (end === -1) break;
      actions.push({
        start,
        end: end + 2,
        inside: text.slice(start + 2, end),
        jinja: open === '{%',
      });
      start = text.indexOf(open, end + 2);
    }
  }
  return actions.sort((left, right) => left.start - right.start);
}

/** The text with actions as plain words, so that their quotes and braces open nothing. */
function hideActions(text: string, actions: readonly Action[]): string {
  let hidden = '';
  let last = 0;
  for (const { start, end } of actions) {
    if (start < last) continue;
    hidden += text.slice(last, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, 'x');
    last = end;
  }
  return hidden + text.slice(last);
}

/** Prometheus and Alertmanager expand these themselves: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
function speaksOfAlerts(inside: string): boolean {
  return /\$(?:labels|value|externalLabels|externalURL)\b|\.(?:Labels|CommonLabels|GroupLabels|Annotations|CommonAnnotations|Alerts|Status|ExternalURL|StartsAt|Value)\b/.test(
    inside,
  );
}

const kinds = ['Helm template', 'Go template', 'Jinja template', 'Mustache template'];

function byRank(left: string, right: string): number {
  return kinds.indexOf(left) - kinds.indexOf(right);
}

function kindOf({ inside, jinja }: Action): string {
  if (
    /\.(?:Values|Release|Chart|Capabilities|Files|Subcharts|Template)\b|\b(?:include|tpl|toYaml|nindent)\b/.test(inside)
  ) {
    return 'Helm template';
  }
  if (jinja) return 'Jinja template';
  return /^-?\s*(?:[.$("`/]|(?:if|range|with|end|else|define|template|block|printf|print|quote|default)\b)/.test(inside)
    ? 'Go template'
    : 'Mustache template';
}

/** All scalars, keys included, in the order of the text. */
export function scalarsOf(root: Node): readonly Range[] {
  const scalars: Range[] = [];
  const visit = (node: Node): void => {
    if (node.is === 'scalar') scalars.push(node);
    else if (node.is === 'sequence') node.items.forEach(visit);
    else if (node.is === 'mapping') {
      for (const entry of node.entries) {
        scalars.push(entry);
        visit(entry.node);
      }
    }
  };
  visit(root);
  return scalars.filter(({ start, end }) => start < end);
}
