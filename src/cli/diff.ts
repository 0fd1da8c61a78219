import { diffAnswer } from '../answer/diff-answer.ts';
import { diffGithub } from '../answer/diff-github.ts';
import { diffJson } from '../answer/diff-json.ts';
import { diffMarkdown } from '../answer/diff-markdown.ts';
import { diffText } from '../answer/diff-text.ts';
import { code, list, plural } from '../base/wording.ts';
import type { Gathered } from '../engine/gather.ts';
import { locator } from '../engine/locate.ts';
import { diff } from '../question/diff.ts';
import { type Pairing, pairing, type Renamed } from '../question/pairing.ts';
import type { Rule } from '../rule/rule.ts';
import { readInputs } from '../source/files.ts';
import { commitOf, filesAt } from '../source/git.ts';
import { type OptionSpecs, parseArgs } from './args.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { type Files, gatherer } from './gatherer.ts';
import { helpPage } from './help.ts';
import { complain, type Io } from './io.ts';
import { kubeconfigOption, readLive } from './live.ts';
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
  const [before, after] = [await read(old, kubeconfig, io), await read(now ?? pathOf(old), kubeconfig, io)];
  for (const { name, files } of [before, after]) {
    for (const { path, reason } of files.unreadable) complain(io, `cannot read ${path} of ${name}: ${reason}`);
    if (files.texts.length === 0 && files.live === undefined) {
      complain(io, `${name} holds no YAML or JSON file; name a file or a folder that does`);
      return exitCode.input;
    }
  }
  const { gather } = await gatherer(args, io, rules);
  const [left, right] = [gather(before.files), gather(after.files)];
  const paired = pairing(modelsOf(left), modelsOf(right), renamed);
  checkPairing(paired, before.name, after.name);
  for (const name of paired.alone.before) complain(io, `${name} has no counterpart in ${after.name}`);
  for (const name of paired.alone.after) complain(io, `${name} has no counterpart in ${before.name}`);
  const found = diff(paired.pairs);
  const answer = diffAnswer(found, locateIn(left), locateIn(right));
  const color = colored(args.value('color') ?? 'auto', io);
  const print = {
    text: () => diffText(answer, color),
    json: () => diffJson(answer),
    markdown: () => diffMarkdown(answer),
    github: () => diffGithub(answer),
  };
  io.stdout.write(print[(args.value('format') ?? 'text') as (typeof formats)[number]]());
  const entrances = plural(paired.pairs.length, 'entrance');
  io.stderr.write(
    `compared ${plural(found.ways, 'way')} of requests at ${entrances}, ${found.undecided.length} undecided\n`,
  );
  if (before.files.unreadable.length + after.files.unreadable.length > 0) return exitCode.input;
  return answer.differences.length > 0 ? exitCode.findings : exitCode.clean;
}

/** `git:REVISION[:PATH]`; null for any other word. */
function revisionOf(word: string): { readonly revision: string; readonly path: string } | null {
  const parsed = /^git:([^:]*)(?::(.*))?$/.exec(word);
  return parsed === null ? null : { revision: parsed[1] || 'HEAD', path: parsed[2] || '.' };
}

/** The context in `cluster:CONTEXT`, empty for the current one; null for any other word. */
function contextOf(word: string): string | null {
  return /^cluster:(.*)$/.exec(word)?.[1] ?? null;
}

/** What of the working tree one word alone is compared with. */
function pathOf(word: string): string {
  const revision = revisionOf(word);
  if (contextOf(word) !== null) return '.';
  if (revision === null)
    throw new UsageError('diff needs two paths, or a revision', `write routeproof diff git:HEAD:${word}`);
  return revision.path;
}

async function read(
  word: string,
  kubeconfig: string | undefined,
  io: Io,
): Promise<{ readonly name: string; readonly files: Files }> {
  const context = contextOf(word);
  if (context !== null) {
    return { name: word, files: await readLive({ kubeconfig, context: context === '' ? undefined : context }, io) };
  }
  const wanted = revisionOf(word);
  if (wanted === null) return { name: word, files: await readInputs([word], { cwd: io.cwd, stdin: io.stdin }) };
  const commit = commitOf(io.cwd, wanted.revision);
  if (typeof commit !== 'string') throw new UsageError(commit.reason, commit.hint);
  const files = filesAt(io.cwd, commit, wanted.path);
  if ('reason' in files) throw new UsageError(files.reason, files.hint);
  return { name: word, files };
}

const modelsOf = ({ worlds }: Gathered) => worlds.map(({ model }) => model);

function locateIn({ library }: Gathered) {
  const places = locator(library);
  return (site: Parameters<typeof places.locate>[0]) => places.locate(site);
}

function renamedOf(word: string): Renamed {
  const [before, after, ...more] = word.split('=');
  if (!before || !after || more.length > 0) {
    throw new UsageError(`--map cannot be ${code(word)}`, 'write --map VirtualGateway/shop/edge=Ingress');
  }
  return { before, after };
}

/** An entrance alone is told as requests that are lost or gained; where all are alone, that was not meant. */
function checkPairing({ pairs, unknown, alone }: Pairing, before: string, after: string): void {
  const [first] = unknown;
  if (first !== undefined) {
    const known = [...alone.before, ...alone.after];
    throw new UsageError(
      `no entrance is called ${code(first)}`,
      known.length === 0 ? 'leave out --map' : `there are ${list(known.map(code))}`,
    );
  }
  if (pairs.length === 0) {
    throw new UsageError('neither side holds an entrance', 'name files with a gateway or an Ingress');
  }
  const isApart = pairs.every((pair) => pair.before === null || pair.after === null);
  const [old, now] = [alone.before[0], alone.after[0]];
  if (isApart && old !== undefined && now !== undefined) {
    throw new UsageError(
      `nothing tells which entrance of ${after} stands for ${list(alone.before.map(code))} of ${before}`,
      `write --map ${old}=${now}; there are ${list(alone.after.map(code))}`,
    );
  }
}
