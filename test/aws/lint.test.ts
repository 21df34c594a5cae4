import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedTemplate } from '../integration/support/service-copy.ts';
import { runTool } from './support/run-tool.ts';

describe('cfn-lint', () => {
  let directory = '';
  let prod: object;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'root-alert-lint-'));
    prod = await packagedTemplate('prod');
  });
  afterAll(() => rm(directory, { recursive: true }));

  async function lint(template: object): Promise<string> {
    const path = join(directory, 'template.json');
    await writeFile(path, JSON.stringify(template));
    return runTool('cfn-lint', ['--non-zero-exit-code', 'warning', path]);
  }

  it('has nothing to say of the template of stage prod', async () => {
    expect(await lint(prod)).toBe('');
  });

  it('has nothing to say of the template of stage dev', async () => {
    expect(await lint(await packagedTemplate('dev'))).toBe('');
  });

  it('has nothing to say of the template with opsEmail', async () => {
    expect(await lint(await packagedTemplate('prod', { opsEmail: 'ops@example.com' }))).toBe('');
  });

  it('would refuse a runtime that can no longer be deployed', async () => {
    const outdated = JSON.parse(JSON.stringify(prod).replaceAll('nodejs24.x', 'nodejs18.x'));
    await expect(lint(outdated)).rejects.toThrow(/nodejs18\.x/);
  });
});
