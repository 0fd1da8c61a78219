import type { Request } from '../algebra/request.ts';
import { request as anyRequest } from '../algebra/request.ts';
import { failedTrace, type TraceAnswer, traceAnswer } from '../answer/trace-answer.ts';
import { maskTrace, traceJson } from '../answer/trace-json.ts';
import { traceText } from '../answer/trace-text.ts';
import { code, list } from '../base/wording.ts';
import { SourceText } from '../document/source-text.ts';
import type { Gathered } from '../engine/gather.ts';
import { type Locator, locator } from '../engine/locate.ts';
import type { RoutingModel } from '../model/model.ts';
import { type Entrance, fitting, gateways, namesCalled, ofCaller, ofGateway, parseFrom } from '../question/entrance.ts';
import { trace } from '../question/trace.ts';
import type { Rule } from '../rule/rule.ts';
import { readInputs } from '../source/files.ts';
import { readText } from '../source/read-text.ts';
import { readStdin } from '../source/stdin.ts';
import { type Args, type OptionSpecs, parseArgs } from './args.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { gatherer } from './gatherer.ts';
import { helpPage } from './help.ts';
import { complain, type Io } from './io.ts';
import { colored } from './output.ts';
import { parseRequest } from './request.ts';
import { parseRequests } from './trace-requests.ts';

const formats = ['text', 'json'] as const;

const options = {
  method: { value: 'METHOD', short: 'X', help: 'The method of a REQUEST that is a URL. Default: GET.' },
  header: { value: "'NAME: VALUE'", short: 'H', repeatable: true, help: 'A header of the request.' },
  from: {
    value: 'KIND/NAMESPACE/NAME[:PORT]',
    help: 'Where the request enters: a gateway, or a workload or namespace inside the mesh. Not needed where there is one gateway.',
  },
  requests: {
    value: 'FILE',
    help: 'Trace every line of the file, `{"method","url","headers":{},"from","sni"}`; `-` is standard input. Then there is no REQUEST.',
  },
  format: {
    value: 'NAME',
    choices: formats,
    help: 'text (the default) or json, which is one line for each request.',
  },
  config: { value: 'FILE', help: 'The config, as for lint.' },
  'no-config': { help: 'Read no config.' },
  namespace: { value: 'NS', help: 'The namespace of objects that name none.' },
  color: { value: 'WHEN', choices: ['auto', 'always', 'never'], help: 'auto, always or never.' },
  help: { help: 'Print this page.' },
} as const satisfies OptionSpecs;

const help = {
  usage: 'Usage: routeproof trace REQUEST [OPTION...] [PATH...]',
  about: [
    'Follows one request through the routes: where it enters, the winning route and why those before it did',
    'not match, rewrite, split, workloads, timeout, retries and mTLS. Exit code 0 whatever becomes of it.',
    '',
    "REQUEST is 'GET https://shop.example.com/cart?x=1', a URL, or a pasted curl command in quotes.",
  ].join('\n'),
  options,
};

const example = "write routeproof trace 'GET https://shop.example.com/cart' PATH";

/** `routeproof trace`. */
export async function traceCommand(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  const args = parseArgs(words, options);
  if (args.flag('help')) {
    io.stdout.write(helpPage(help));
    return exitCode.clean;
  }
  const asked = await askedOf(args, io);
  const { config, gather } = await gatherer(args, io, rules);
  const reading = { cwd: io.cwd, stdin: io.stdin, apart: config.document?.source?.path ?? null };
  const inputs = await readInputs(asked.paths.length === 0 ? ['.'] : asked.paths, reading);
  for (const { path, reason } of inputs.unreadable) complain(io, `cannot read ${path}: ${reason}`);
  if (inputs.texts.length === 0) {
    complain(io, 'found no YAML or JSON file; name a file or a folder');
    return exitCode.input;
  }
  const world = gather(inputs);
  const answers = answering(world);
  const format = args.value('format') ?? 'text';
  const color = colored(args.value('color') ?? 'auto', io);
  for (const line of asked.lines) {
    const answer = maskTrace(
      line.request === null ? failedTrace(anyRequest(), line.error) : answers(line, asked.strict),
    );
    io.stdout.write(format === 'json' ? traceJson(answer) : traceText(answer, color));
  }
  return inputs.unreadable.length > 0 ? exitCode.input : exitCode.clean;
}

interface Asked {
  readonly lines: ReturnType<typeof parseRequests>;
  readonly paths: readonly string[];
  /** True iff what cannot be answered is wrong usage. */
  readonly strict: boolean;
}

async function askedOf(args: Args, io: Io): Promise<Asked> {
  const file = args.value('requests');
  const from = args.value('from');
  if (file === undefined) {
    const [text, ...paths] = args.positionals;
    if (text === undefined) throw new UsageError('trace needs a request', example);
    const request = parseRequest(text, args.value('method'), args.values('header'));
    return { lines: [{ request, from }], paths, strict: true };
  }
  if (args.value('method') !== undefined || args.values('header').length > 0) {
    throw new UsageError('--requests has methods and headers of its own', 'leave out -X and -H');
  }
  const read = file === '-' ? await readStdin(io.stdin) : readText(file, file);
  if (!(read instanceof SourceText)) throw new UsageError(`cannot read ${file}: ${read.reason}`, 'name another file');
  const lines = parseRequests(read.text).map((line) =>
    line.request === null || line.from !== undefined ? line : { ...line, from },
  );
  return { lines, paths: args.positionals, strict: false };
}

function answering(gathered: Gathered) {
  const places = locator(gathered.library);
  const models = gathered.worlds.map(({ model }) => model);
  return ({ request, from }: { readonly request: Request; readonly from: string | undefined }, strict: boolean) => {
    try {
      return answer(models, request, from, places);
    } catch (error) {
      if (strict || !(error instanceof UsageError)) throw error;
      return failedTrace(request, `${error.message}; ${error.hint}`);
    }
  };
}

function answer(
  models: readonly RoutingModel[],
  request: Request,
  from: string | undefined,
  places: Locator,
): TraceAnswer {
  const found = models.flatMap((model) => entrances(model, request, from).map((entrance) => ({ model, entrance })));
  const [first, ...others] = found;
  const known = models.flatMap((model) => gateways(model).map(({ name }) => name));
  if (first === undefined) throw none(models, request, from, known);
  if (others.length > 0) {
    const names = found.map(({ entrance: { name } }) => name);
    throw new UsageError(`the request may enter at ${list(names, 'or')}`, `add --from ${names[0]}`);
  }
  const { place, calls } = first.entrance;
  // A Service in front of a gateway maps ports: where the listener's is known, that is the port on which it arrives.
  const arriving = typeof place.port === 'number' && place.outside ? { ...request, port: place.port } : request;
  return { ...traceAnswer(trace(first.model, place.key, arriving, calls), (site) => places.locate(site)), request };
}

function entrances(model: RoutingModel, request: Request, from: string | undefined): readonly Entrance[] {
  if (from === undefined) return fitting(gateways(model), request);
  const parsed = parseFrom(from);
  if (parsed === null) {
    throw new UsageError(
      `--from cannot be ${code(from)}`,
      'write --from KIND/NAMESPACE/NAME, as in VirtualGateway/shop/edge',
    );
  }
  const named = ofGateway(model, parsed);
  if (named.length > 0) return parsed.port === null ? fitting(named, request) : named;
  return ofCaller(model, parsed, request) ?? [];
}

function none(models: readonly RoutingModel[], { host }: Request, from: string | undefined, known: readonly string[]) {
  const shown = known.length === 0 ? 'name the files that hold one' : `use --from ${list(known, 'or')}`;
  if (from === undefined)
    return new UsageError('these files hold no gateway', 'add --from with a workload of the mesh');
  const parsed = parseFrom(from);
  const request = anyRequest({ host });
  const isGateway = parsed !== null && models.some((model) => ofGateway(model, { ...parsed, port: null }).length > 0);
  if (parsed === null || isGateway || models.every((model) => ofCaller(model, parsed, request) === null)) {
    return new UsageError(`there is no gateway or caller ${code(from)}`, shown);
  }
  const names = models.flatMap((model) => namesCalled(model, parsed));
  const hint =
    names.length === 0 ? 'nothing in these files is called by it' : `it may call ${list([...names].sort(), 'or')}`;
  return new UsageError(`${code(from)} calls nothing by the name ${code(host)}`, hint);
}
