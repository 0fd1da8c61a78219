import { plural } from '../base/wording.ts';
import { settingsOf } from '../config/levels.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Job } from '../engine/job.ts';
import { type Linted, lint } from '../engine/lint.ts';
import type { Run } from '../finding/run.ts';
import { adapters } from '../mesh/adapters.ts';
import { statsTable } from '../report/stats.ts';
import { summaryText } from '../report/summary.ts';
import type { Rule } from '../rule/rule.ts';
import { type Inputs, readInputs } from '../source/files.ts';
import { explain } from '../source/read-text.ts';
import { type Args, parseArgs } from './args.ts';
import { configOf } from './config-of.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { helpPage } from './help.ts';
import { complain, type Io } from './io.ts';
import { lintHelp } from './lint-options.ts';
import { type LiveFiles, liveWanted, readLive } from './live.ts';
import { type Output, outputsOf } from './output.ts';
import { printedConfig } from './print-config.ts';
import { progress } from './progress.ts';
import { commandLineOf } from './settings.ts';
import { lintSince, sinceOf, stagedInputs } from './since.ts';
import { version } from './version.ts';

/** `routeproof lint`: reads, checks, reports; returns the exit code. */
export async function lintCommand(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  const args = parseArgs(words, lintHelp.options);
  if (args.flag('help')) {
    io.stdout.write(helpPage(lintHelp));
    return exitCode.clean;
  }
  if (args.flag('version')) {
    io.stdout.write(`${version}\n`);
    return exitCode.clean;
  }
  const outputs = outputsOf(args, io);
  const commandLine = commandLineOf(args, rules);
  const most = maxWarnings(args);
  const config = await configOf(args, io, rules);
  const settings = settingsOf(config.config, commandLine);
  if (args.flag('print-config') && config.faults.length === 0) {
    io.stdout.write(printedConfig(settings, config, rules));
    return exitCode.clean;
  }
  const wanted = liveWanted(args);
  const since = sinceOf(args, io);
  const apart = config.document?.source?.path ?? null;
  const live = wanted === null || args.flag('print-config') ? null : await readLive(wanted, io);
  const inputs = live ?? (since?.staged ? stagedInputs(since, apart, io) : await inputsOf(args, config, io));
  for (const { path, reason } of inputs.unreadable) complain(io, `cannot read ${path}: ${reason}`);
  const line = progress(io);
  const job: Job = {
    ...inputOf(inputs, live),
    config,
    settings: live === null ? settings : { ...settings, worlds: [] },
    rules,
    adapters,
    today: io.today,
    onPhase: line.phase,
  };
  const linted = since === null ? lint(job) : lintSince(job, since, apart, io);
  line.clear();
  let written = true;
  for (const output of outputs) written = (await write(output, linted.run, io)) && written;
  io.stderr.write(summaryText(linted.run.summary));
  if (args.flag('stats')) io.stderr.write(statsTable(linted.run));
  const code = verdict(inputs, config, linted, args.value('fail-on') ?? 'error', most, io);
  return written ? code : exitCode.broken;
}

function inputOf({ texts, unreadable }: Inputs, live: LiveFiles | null) {
  return live === null ? { texts, skipped: unreadable } : { texts, skipped: [], live: live.live };
}

/** Config errors are shown without reading anything else where only the config was asked for. */
async function inputsOf(args: Args, config: LoadedConfig, io: Io): Promise<Inputs> {
  if (args.flag('print-config')) return { texts: [], unreadable: [], named: true };
  const words = args.positionals.length === 0 ? ['.'] : args.positionals;
  return readInputs(words, { cwd: io.cwd, stdin: io.stdin, apart: config.document?.source?.path ?? null });
}

/** False iff the report could not be written; the others are written all the same. */
async function write({ reporter, options, file }: Output, run: Run, io: Io): Promise<boolean> {
  const text = reporter(run, options);
  if (file === null) {
    io.stdout.write(text);
    return true;
  }
  try {
    await io.writeFile(file, text);
    return true;
  } catch (error) {
    complain(io, `cannot write ${file}: ${explain(error)}`);
    return false;
  }
}

function maxWarnings(args: Args): number {
  const written = args.value('max-warnings');
  if (written === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(written)) throw new UsageError(`--max-warnings cannot be \`${written}\``, 'write a whole number');
  return Number(written);
}

function verdict(
  inputs: Inputs,
  config: LoadedConfig,
  { run: { summary } }: Linted,
  failOn: string,
  most: number,
  io: Io,
): number {
  if (config.faults.length > 0) {
    const path = config.document?.source?.path ?? 'the config';
    complain(io, `${path} has ${plural(config.faults.length, 'error')}, so nothing in it counts`);
    return exitCode.usage;
  }
  if (inputs.unreadable.length > 0) return exitCode.input;
  if (inputs.texts.length === 0 && !inputs.named) {
    complain(io, 'found no YAML or JSON file; name a file or a folder');
    return exitCode.input;
  }
  if (summary.onlyTemplates) {
    complain(io, 'found only templates; render them first, as in: helm template . | routeproof -');
    return exitCode.input;
  }
  const counts = { error: summary.errors, warning: summary.warnings, info: summary.infos };
  const failing =
    failOn === 'never'
      ? 0
      : counts.error + (failOn === 'error' ? 0 : counts.warning) + (failOn === 'info' ? counts.info : 0);
  return failing > 0 || summary.warnings > most ? exitCode.findings : exitCode.clean;
}
