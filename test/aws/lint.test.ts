import { beforeAll, describe, expect, it } from 'vitest';
import type { Template } from '../integration/support/packaged-service.ts';
import { homes, posture } from '../integration/support/packagings.ts';
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
      { stage: 'prod', region, parameters: posture },
    ]);
    templates = Object.values(packaged);
  });

  it('has nothing to say of the templates of prod, of dev and of prod with opsEmail, with respond, or with memberPosture, in the accounts too', async () => {
    expect(templates).toHaveLength(5);
    const { Resources } = templates[4] as Template;
    const inAccounts = Resources['OrganizationForwarders']?.Properties['TemplateBody'];
    expect(await lint(...templates, JSON.parse(String(inAccounts)))).toBe('');
  });

  it('would refuse a runtime that can no longer be deployed', async () => {
    const outdated = JSON.parse(
      JSON.stringify(templates[0]).replaceAll('nodejs24.x', 'nodejs18.x'),
    );
    await expect(lint(outdated)).rejects.toThrow(/nodejs18\.x/);
  });
});
