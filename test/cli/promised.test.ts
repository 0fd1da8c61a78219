import { describe, expect, it } from 'vitest';
import { helpPage } from '../../src/cli/help.ts';
import { lintHelp } from '../../src/cli/lint-options.ts';
import { promisedCommands, promisedFormats, promisedOptions } from '../../src/cli/promised.ts';
import { reporters } from '../../src/report/reporter.ts';
import { folder } from './folder.ts';

const here = folder();

describe('what later versions will have is said to be missing, with what to do meanwhile', () => {
  it.each(Object.entries(promisedCommands))('%s', async (name, instead) => {
    const { code, stdout, stderr } = await here.run([name]);
    expect(stderr).toBe(`routeproof: \`${name}\` is not in this version yet; ${instead}\n`);
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each(Object.entries(promisedOptions))('--%s', async (name, instead) => {
    const { code, stderr } = await here.run([`--${name}`, 'x']);
    expect(stderr).toBe(`routeproof: --${name} is not in this version yet; ${instead}\n`);
    expect(code).toBe(2);
  });

  it.each(Object.entries(promisedFormats))('--format %s', async (name, instead) => {
    const { code, stderr } = await here.run(['--format', name]);
    expect(stderr).toBe(`routeproof: the format \`${name}\` is not in this version yet; ${instead}\n`);
    expect(code).toBe(2);
  });

  it('is in no help, and nothing that is there is said to be missing', () => {
    const help = helpPage(lintHelp);
    for (const name of Object.keys(promisedOptions)) expect(help).not.toContain(`--${name} `);
    for (const name of Object.keys(promisedFormats)) expect(Object.keys(reporters)).not.toContain(name);
  });
});
