import { beforeAll, describe, expect, it } from 'vitest';
import { homes } from '../integration/support/packagings.ts';
import { packageTemplates } from '../integration/support/service-copy.ts';
import { lint } from './support/lint.ts';

const [region] = homes;

describe('cfn-lint', () => {
  let templates: readonly object[] = [];
  beforeAll(async () => {
    const packaged = await packageTemplates([
      { stage: 'prod', region, parameters: {} },
      { stage: 'dev', region, parameters: {} },
      { stage: 'prod', region, parameters: { opsEmail: 'ops@example.com' } },
      { stage: 'prod', region, parameters: { respond: 'on' } },
    ]);
    templates = Object.values(packaged);
  });

  it('has nothing to say of the templates of prod, of dev and of prod with opsEmail, or with respond', async () => {
    expect(templates).toHaveLength(4);
    expect(await lint(...templates)).toBe('');
  });

  it('would refuse a runtime that can no longer be deployed', async () => {
    const outdated = JSON.parse(
      JSON.stringify(templates[0]).replaceAll('nodejs24.x', 'nodejs18.x'),
    );
    await expect(lint(outdated)).rejects.toThrow(/nodejs18\.x/);
  });
});
