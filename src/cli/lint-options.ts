import { presets } from '../config/settings.ts';
import { reporters } from '../report/reporter.ts';
import type { CommandHelp } from './help.ts';
import { kubeconfigOption } from './live.ts';

export const failOn = ['error', 'warning', 'info', 'never'] as const;
export const colors = ['auto', 'always', 'never'] as const;

/** Help and options of `routeproof lint`. */
export const lintHelp: CommandHelp = {
  usage: 'Usage: routeproof [lint] [OPTION...] [PATH...]',
  about: [
    'Checks routes and meshes in files, folders and globs (`-` is standard input; without a PATH, the',
    'current folder) and proves what it says.',
    '',
    'Commands: lint (the default, also check), trace REQUEST, diff OLD [NEW], rules [ID]',
    '(also explain); COMMAND --help.',
    'Exit codes: 0 clean, 1 findings, 2 bad usage or config, 3 no input or unreadable input, 70 could not finish.',
  ].join('\n'),
  options: {
    format: {
      value: 'NAME[=FILE]',
      repeatable: true,
      help: `${Object.keys(reporters).join(', ')}; to a file with =FILE, several times for several reports. Default: text on a terminal, else oneline.`,
    },
    config: {
      value: 'FILE',
      help: 'The config; without it, routeproof.yaml here or in a folder above, up to the root of the repository.',
    },
    'no-config': { help: 'Read no config.' },
    preset: { value: 'NAME', choices: presets, help: `${presets.join(', ')}. Default: recommended.` },
    rule: { value: 'ID|GROUP=LEVEL', repeatable: true, help: 'Set one rule or group to off, info, warning or error.' },
    only: { value: 'ID|GROUP', repeatable: true, help: 'Run these rules alone.' },
    'fail-on': {
      value: 'LEVEL',
      choices: failOn,
      help: 'Exit with 1 from this level on: error (the default), warning, info, never.',
    },
    'max-warnings': { value: 'N', help: 'Exit with 1 if there are more warnings.' },
    namespace: { value: 'NS', help: 'The namespace of objects that name none.' },
    partial: { help: 'The files are only a part of the cluster: what is missing in them is no error.' },
    cluster: { help: 'Check what a cluster holds, not files.' },
    context: { value: 'NAME', help: 'The context of the kubeconfig. Default: the current one.' },
    kubeconfig: kubeconfigOption,
    since: { value: 'REF', help: 'Report what changed since the revision of git introduces, and how much it fixes.' },
    staged: { help: 'The same for what is staged, as in a pre-commit hook.' },
    'print-config': { help: 'Print the settings of this run as JSON and stop.' },
    stats: { help: 'Print times and counts to standard error.' },
    quiet: { help: 'Report errors only.' },
    color: { value: 'WHEN', choices: colors, help: 'auto, always or never; NO_COLOR and FORCE_COLOR are respected.' },
    help: { help: 'Print this page.' },
    version: { help: 'Print the version.' },
  },
};
