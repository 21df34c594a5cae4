import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const lib = join(import.meta.dirname, '../../lib');

interface Source {
  readonly file: string;
  readonly code: string;
}

/** Code without its comments, which may name what they like. */
const pureSources: readonly Source[] = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(sep, '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('delivery/'))
  .map((file) => ({
    file,
    code: readFileSync(join(lib, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

/** What a file imports to run, as opposed to for its types. */
function importsOf(code: string): { names: string; from: string }[] {
  return [...code.matchAll(/^(?:import|export)\s+(type\s)?([^;]*?)\s*from\s+'([^']+)'/gm)]
    .filter(([, isType]) => isType === undefined)
    .map(([, , names = '', from = '']) => ({ names, from }));
}

/** Packages and modules of Node that do nothing but compute. */
const allowed: Readonly<Record<string, RegExp>> = {
  valibot: /^\* as v$/,
  'node:crypto': /^\{ createHash \}$/,
  'node:net': /^\{ isIP \}$/,
  'node:util': /^\{ inspect \}$/,
};

function impuritiesOf({ file, code }: Source): string[] {
  const imports = importsOf(code)
    .filter(({ from, names }) =>
      from.startsWith('.') ? from.includes('/delivery/') : !allowed[from]?.test(names),
    )
    .map(({ names, from }) => `imports ${names} from ${from}`);
  if (code.includes("'node:net'") && file !== 'messages/identifier-text.ts') {
    imports.push('imports node:net');
  }
  const reached =
    /\bimport\(|\brequire\(|\bprocess\b|\bfetch\(|\bconsole\.[a-z]+\(|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\b|\bset(?:Timeout|Interval|Immediate)\(/g;
  const calls = file === 'clock.ts' ? [] : [...code.matchAll(reached)].map(([call]) => call);
  return [...imports, ...calls];
}

describe('lib outside delivery computes and does nothing else', () => {
  test('there is something to look at', () => {
    expect(pureSources.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        'config.ts',
        'channels/slack.ts',
        'messages/compose.ts',
        'sources/cloudtrail-event.ts',
      ]),
    );
  });

  test.each(pureSources)('$file', (source) => {
    expect(impuritiesOf(source)).toEqual([]);
  });
});

describe('this test sees', () => {
  test.each([
    ["import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';"],
    ["import { request } from 'node:https';"],
    ["import {\n  request,\n} from 'node:http';"],
    ["import { connect, isIP } from 'node:net';"],
    ["import { isIP } from 'node:net';"],
    ["export { postJson } from './delivery/post-json.ts';"],
    ["import { postJson } from '../delivery/post-json.ts';"],
    ["const aws = await import('@aws-sdk/client-sns');"],
    ["const zone = process.env['TIME_ZONE'];"],
    ['const now = Date.now();'],
    ['const now = new Date();'],
    ['const jitter = Math.random();'],
    ["await fetch('https://example.com');"],
    ['setTimeout(tell, 1_000);'],
  ])('%s', (code) => {
    expect(impuritiesOf({ file: 'messages/some.ts', code })).not.toEqual([]);
  });

  test.each([
    ["import type { Answer } from '../delivery/post-json.ts';"],
    ["import * as v from 'valibot';"],
    ["import { createHash } from 'node:crypto';"],
    ['const moment = new Date(text);'],
  ])('and lets pass: %s', (code) => {
    expect(impuritiesOf({ file: 'messages/some.ts', code })).toEqual([]);
  });
});
