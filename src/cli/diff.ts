import { diffAnswer } from '../answer/diff-answer.ts';
import { diffGithub } from '../answer/diff-github.ts';
import { diffJson } from '../answer/diff-json.ts';
import { diffMarkdown } from '../answer/diff-markdown.ts';
import { diffText } from '../answer/diff-text.ts';
import { plural } from '../base/wording.ts';
import type { Settings } from '../config/settings.ts';
import { shared } from '../document/source-text.ts';
import type { Gathered } from '../engine/gather.ts';
import { locator } from '../engine/locate.ts';
import { type Difference, diff } from '../question/diff.ts';
import { ownersBy } from '../question/owner.ts';
import { type Theft, theft } from '../question/theft.ts';
import type { Rule } from '../rule/rule.ts';
import { type OptionSpecs, parseArgs } from './args.ts';
import { paired, renamedOf } from './diff-pairs.ts';
import { pathOf, readSide } from './diff-side.ts';
import { unreadParts } from './diff-unread.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { gatherer } from './gatherer.ts';
import { helpPage } from './help.ts';
import { complain, type Io } from './io.ts';
import { kubeconfigOption } from './live.ts';
import { colored } from './output.ts';

const formats = ['text', 'json', 'markdown', 'github'] as const;

const options = {
  map: {
    value: 'OLD=NEW',
    repeatable: true,
    help: 'The entrance OLD is called NEW afterwards, as in VirtualGateway/shop/edge=Ingress. Not needed where there is one.',
  },
  format: {
    value: 'NAME',
    choices: formats,
    help: 'text (the default), json, markdown for a comment, or github for annotations in Actions.',
  },
  kubeconfig: kubeconfigOption,
  config: { value: 'FILE', help: 'The config, as for lint.' },
  'no-config': { help: 'Read no config.' },
  namespace: { value: 'NS', help: 'The namespace of objects that name none.' },
  color: { value: 'WHEN', choices: ['auto', 'always', 'never'], help: 'auto, always or never.' },
  help: { help: 'Print this page.' },
} as const satisfies OptionSpecs;

const help = {
  usage: 'Usage: routeproof diff [OPTION...] OLD [NEW]',
  about: [
    'Tells every way in which requests fare otherwise after a change: where they go, what they are rewritten',
    'to, shares, timeouts, retries and mTLS, each with one such request. Exit code 1 if there is any.',
    '',
    'OLD and NEW are a path, git:REVISION[:PATH], or cluster:[CONTEXT]. Without NEW, OLD is compared with the',
    'working tree.',
    'Where one side normalises paths and the other one does not, only requests with normal paths are compared.',
  ].join('\n'),
  options,
};

/** `routeproof diff`. */
export async function diffCommand(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  const args = parseArgs(words, options);
  if (args.flag('help')) {
    io.stdout.write(helpPage(help));
    return exitCode.clean;
  }
  const [old, now, ...more] = args.positionals;
  if (old === undefined || more.length > 0) {
    const told = old === undefined ? 'diff needs something to compare' : 'diff compares two things';
    throw new UsageError(told, 'write routeproof diff git:main, or routeproof diff OLD NEW');
  }
  const renamed = args.values('map').map(renamedOf);
  const kubeconfig = args.value('kubeconfig');
  const [before, after] = [await readSide(old, kubeconfig, io), await readSide(now ?? pathOf(old), kubeconfig, io)];
  for (const { name, files } of [before, after]) {
    for (const { path, reason } of files.unreadable) complain(io, `cannot read ${path} of ${name}: ${reason}`);
    if (files.texts.length === 0 && files.live === undefined) {
      complain(io, `${name} holds no YAML or JSON file; name a file or a folder that does`);
      return exitCode.input;
    }
  }
  const { gather, settings } = await gatherer(args, io, rules);
  const texts = shared(after.files.texts, before.files.texts);
  const [left, right] = [gather(before.files), gather({ ...after.files, texts })];
  const sides = [
    { side: before, gathered: left },
    { side: after, gathered: right },
  ] as const;
  const { pairs } = paired(...sides, renamed, io);
  const decided = diff(pairs);
  const found = { ...decided, undecided: [...decided.undecided, ...unreadParts(...sides)] };
  const answer = diffAnswer(found, { before: locateIn(left), after: locateIn(right), stolen: thefts(settings, rules) });
  const color = colored(args.value('color') ?? 'auto', io);
  const print = {
    text: () => diffText(answer, color),
    json: () => diffJson(answer),
    markdown: () => diffMarkdown(answer),
    github: () => diffGithub(answer),
  };
  io.stdout.write(print[(args.value('format') ?? 'text') as (typeof formats)[number]]());
  const entrances = plural(pairs.length, 'entrance');
  io.stderr.write(
    `compared ${plural(found.ways, 'way')} of requests at ${entrances}, ${found.undecided.length} undecided\n`,
  );
  if (before.files.unreadable.length + after.files.unreadable.length > 0) return exitCode.input;
  return answer.differences.length > 0 ? exitCode.findings : exitCode.clean;
}

/** Tells thefts as the rule of that name would, where it is on. */
function thefts(settings: Settings, rules: readonly Rule[]): (difference: Difference) => Theft | null {
  const rule = rules.find(({ id }) => id === 'stolen-requests');
  if (rule === undefined || !settings.runs(rule)) return () => null;
  const { catchAll } = settings.options(rule) as { readonly catchAll: boolean };
  const ownerOf = ownersBy(settings.owners);
  return (difference) => theft(difference, ownerOf, !catchAll);
}

function locateIn({ library }: Gathered) {
  const places = locator(library);
  return (site: Parameters<typeof places.locate>[0]) => places.locate(site);
}
