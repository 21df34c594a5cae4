import { describe, expect, test } from 'vitest';
import { fullTemplate, type Template, template } from './support/packaged-service.ts';
import { everythingOn } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

const properties = (id: string, from: Template = fullTemplate()) => from.Resources[id]?.Properties;

describe('without evidence', () => {
  test('nothing of it is there', () => {
    const ids = Object.keys(template().Resources);
    expect(ids.filter((id) => id.startsWith('Evidence'))).toEqual([]);
    const roles = Object.values(template().Resources).filter(
      ({ Type }) => Type === 'AWS::IAM::Role',
    );
    expect(JSON.stringify(roles)).not.toContain('"s3:');
  });
});

describe('with evidence', () => {
  test('the bucket locks what is written, keeps versions, encrypts, and is nobody else’s', () => {
    expect(fullTemplate().Resources['EvidenceBucket']).toMatchObject({
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: '400' } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      },
    });
    // A name of its own would keep a stack from being made again: the bucket outlives it.
    expect(properties('EvidenceBucket')).not.toHaveProperty('BucketName');
  });

  test('its policy lets the function alone write, and nobody take away', () => {
    const policy = properties('EvidenceBucketPolicy')?.['PolicyDocument'];
    expect(policy).toMatchObject({
      Statement: [
        { Sid: 'OnlyOverTls', Effect: 'Deny', Principal: '*', Action: 's3:*' },
        {
          Sid: 'OnlyRootAlertWrites',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['EvidenceRole', 'Arn'] } },
          },
        },
        {
          Sid: 'NobodyTakesAway',
          Effect: 'Deny',
          Principal: '*',
          Action: expect.arrayContaining([
            's3:BypassGovernanceRetention',
            's3:DeleteObject',
            's3:DeleteObjectVersion',
            's3:PutObjectRetention',
          ]),
        },
      ],
    });
  });

  test('only its function has a right on the bucket', () => {
    const roles = Object.entries(fullTemplate().Resources)
      .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes('EvidenceBucket'))
      .map(([id]) => id);
    expect(roles).toEqual(['EvidenceRole']);
  });

  test('a number of days is taken from the parameter', async () => {
    const days = await packagedTemplate('prod', { ...everythingOn, evidenceDays: '30' });
    expect(JSON.stringify(properties('EvidenceBucket', days))).toContain('"Days":"30"');
  });
});
