import { describe, expect, test } from 'vitest';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { composeShown } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

type Bag = Readonly<Record<string, unknown>>;

interface Told {
  readonly en: string;
  readonly ko: string;
}

/** The first line that a call by root leads to, without the subject. */
function told(call: string, request: Bag | null, more: Bag = {}): Told {
  const [service, eventName] = call.split(' ');
  const activity = readCloudTrailEvent({
    source: `aws.${service}`,
    detail: {
      eventName,
      eventSource: `${service}.amazonaws.com`,
      recipientAccountId: '111122223333',
      readOnly: false,
      userIdentity: {
        type: 'Root',
        accountId: '111122223333',
        accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE',
      },
      requestParameters: request,
      ...more,
    },
  });
  const [en, ko] = (['en', 'ko'] as const).map((locale) => {
    const settings = {
      words: wordsIn[locale],
      timeZone: 'UTC',
      runbookUrl: 'https://wiki.example.com',
    };
    const { headline } = composeShown(activity, settings);
    return headline.replace(/(?<=\] )AWS root (?:계정이 |(?=[a-z]))/, '');
  });
  return { en: en ?? '', ko: ko ?? '' };
}

const policy = (statement: Bag) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const forAccount = policy({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::999988887777:root' },
  Action: '*',
  Resource: '*',
});
const forAll = policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/orders';
const topicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';
const sshFrom = (cidrIp: string) => ({
  groupId: 'sg-1',
  ipPermissions: {
    items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp }] } }],
  },
});

describe('the first line says which of several things a call does', () => {
  test.each<[string, Bag, string]>([
    [
      'ssm GetParameter',
      { name: '/db', withDecryption: true },
      '[HIGH] read Parameter Store parameter /db',
    ],
    [
      'ssm GetParameter',
      { name: '/db', withDecryption: false },
      '[MEDIUM] read Parameter Store parameter /db',
    ],
    [
      'ssm GetParametersByPath',
      { path: '/prod', withDecryption: true },
      '[HIGH] read Parameter Store parameter /prod',
    ],
    [
      'rds ModifyDBInstance',
      { dBInstanceIdentifier: 'a', masterUserPassword: '****' },
      '[HIGH] changed the master password of database a',
    ],
    [
      'rds ModifyDBInstance',
      { dBInstanceIdentifier: 'a', dBInstanceClass: 'db.t3.micro' },
      '[HIGH] changed database a',
    ],
    [
      'sqs SetQueueAttributes',
      { queueUrl, attributes: { Policy: forAll } },
      '[CRITICAL] changed the resource policy of SQS queue orders (lets everybody in)',
    ],
    [
      'sqs SetQueueAttributes',
      { queueUrl, attributes: { Policy: forAccount } },
      '[CRITICAL] changed the resource policy of SQS queue orders (for 999988887777)',
    ],
    [
      'sqs SetQueueAttributes',
      { queueUrl, attributes: { Policy: '' } },
      '[CRITICAL] deleted the resource policy of SQS queue orders',
    ],
    [
      'sqs SetQueueAttributes',
      { queueUrl, attributes: { VisibilityTimeout: '30' } },
      '[HIGH] changed the settings of SQS queue orders',
    ],
    ['sqs SetQueueAttributes', { queueUrl }, '[CRITICAL] changed the settings of SQS queue orders'],
    [
      'sns SetTopicAttributes',
      { topicArn, attributeName: 'DisplayName', attributeValue: 'x' },
      '[HIGH] changed the settings of SNS topic alerts',
    ],
    [
      'sns SetTopicAttributes',
      { topicArn, attributeName: 'Policy', attributeValue: forAccount },
      '[CRITICAL] changed the resource policy of SNS topic alerts (for 999988887777)',
    ],
    [
      'ec2 ModifyImageAttribute',
      { imageId: 'ami-1', description: { value: 'x' } },
      '[HIGH] changed an attribute of image (AMI) ami-1',
    ],
    [
      'ec2 ModifyImageAttribute',
      { imageId: 'ami-1', attribute: 'launchPermission' },
      '[CRITICAL] changed the sharing of image (AMI) ami-1',
    ],
    [
      'ec2 ModifyInstanceAttribute',
      { instanceId: 'i-1', userData: 'x' },
      '[HIGH] changed the user data (run at start) of EC2 instance i-1',
    ],
    [
      'ec2 ModifyInstanceAttribute',
      { instanceId: 'i-1', instanceType: { value: 'p5.48xlarge' } },
      '[HIGH] changed EC2 instance i-1 to type p5.48xlarge',
    ],
    [
      's3 PutBucketLogging',
      { bucketName: 'b', BucketLoggingStatus: { xmlns: 'x' } },
      '[CRITICAL] switched off access logging of S3 bucket b',
    ],
    [
      'lambda PutFunctionConcurrency20171031',
      { functionName: 'f', reservedConcurrentExecutions: 0 },
      '[HIGH] switched off Lambda function f',
    ],
    [
      'ses PutAccountDetails',
      { productionAccessEnabled: true },
      '[HIGH] requested production access for SES',
    ],
    ['ses PutAccountDetails', { mailType: 'MARKETING' }, '[HIGH] changed the SES account details'],
  ])('%s %j: %s', (call, request, expected) => {
    expect(told(call, request).en).toBe(expected);
  });
});

describe('the first line says for whom, and by which setting', () => {
  test.each<[string, Bag, string, string]>([
    [
      'ec2 AuthorizeSecurityGroupIngress',
      sshFrom('0.0.0.0/0'),
      '[HIGH] added inbound rule tcp 22 0.0.0.0/0 to security group sg-1',
      '[경고] 보안 그룹 sg-1에 인바운드 규칙 tcp 22 0.0.0.0/0을 추가했습니다',
    ],
    [
      'ec2 RevokeSecurityGroupEgress',
      sshFrom('10.0.0.0/8'),
      '[MEDIUM] removed outbound rule tcp 22 10.0.0.0/8 from security group sg-1',
      '[주의] 보안 그룹 sg-1에서 아웃바운드 규칙 tcp 22 10.0.0.0/8을 제거했습니다',
    ],
    [
      'ec2 CreateNetworkAclEntry',
      {
        networkAclId: 'acl-1',
        ruleAction: 'allow',
        aclProtocol: '6',
        cidrBlock: '0.0.0.0/0',
        portRange: { from: 22, to: 22 },
      },
      '[HIGH] created rule tcp 22 0.0.0.0/0 for network ACL acl-1 (opens network access)',
      '[경고] 네트워크 ACL acl-1의 규칙 tcp 22 0.0.0.0/0을 생성했습니다 (네트워크 열림)',
    ],
    [
      'ec2 ModifySnapshotAttribute',
      { snapshotId: 'snap-1', createVolumePermission: { remove: { items: [{ group: 'all' }] } } },
      '[MEDIUM] changed the sharing of snapshot snap-1 (removes access: everybody)',
      '[주의] 스냅샷 snap-1의 공유 설정을 변경했습니다 (접근 차단: 모두)',
    ],
    [
      'rds ModifyDBInstance',
      { dBInstanceIdentifier: 'a', deletionProtection: false },
      '[HIGH] changed database a (weakens protection: deletionProtection = false)',
      '[경고] 데이터베이스 a를 변경했습니다 (보호 약화: deletionProtection = false)',
    ],
    [
      'redshift RevokeSnapshotAccess',
      { snapshotIdentifier: 's', accountWithRestoreAccess: '999988887777' },
      '[MEDIUM] ran RevokeSnapshotAccess in Redshift on snapshot s (removes access: 999988887777)',
      '[주의] Redshift에서 스냅샷 s를 대상으로 RevokeSnapshotAccess를 실행했습니다 (접근 차단: 999988887777)',
    ],
    [
      'iam UpdateAssumeRolePolicy',
      { roleName: 'r', policyDocument: forAccount },
      '[CRITICAL] changed the trust policy of IAM role r (for 999988887777)',
      '[긴급] IAM 역할 r의 신뢰 정책을 변경했습니다 (허용 대상 999988887777)',
    ],
    [
      'events PutPermission',
      { eventBusName: 'default', principal: '*' },
      '[CRITICAL] added a permission to event bus default (lets everybody in)',
      '[긴급] 이벤트 버스 default에 권한을 추가했습니다 (누구나 접근 가능)',
    ],
    [
      'events PutPermission',
      { eventBusName: 'default', principal: '*', condition: { value: 'o-a1b2c3d4e5' } },
      '[CRITICAL] added a permission to event bus default (gives access: everybody)',
      '[긴급] 이벤트 버스 default에 권한을 추가했습니다 (접근 허용: 모두)',
    ],
    [
      'ssm ModifyDocumentPermission',
      { name: 'd', permissionType: 'Share', accountIdsToRemove: ['All'] },
      '[MEDIUM] changed the sharing of SSM document d (removes access: everybody)',
      '[주의] SSM 문서 d의 공유 설정을 변경했습니다 (접근 차단: 모두)',
    ],
    [
      'lambda CreateFunctionUrlConfig',
      { functionName: 'f', authType: 'NONE' },
      '[CRITICAL] created a function URL for Lambda function f (lets everybody in)',
      '[긴급] Lambda 함수 f의 함수 URL을 생성했습니다 (누구나 접근 가능)',
    ],
    [
      'lambda CreateFunctionUrlConfig',
      { functionName: 'f', authType: 'AWS_IAM' },
      '[HIGH] created a function URL for Lambda function f',
      '[경고] Lambda 함수 f의 함수 URL을 생성했습니다',
    ],
    [
      'codebuild UpdateProjectVisibility',
      {
        projectArn: 'arn:aws:codebuild:us-east-1:111122223333:project/p',
        projectVisibility: 'PUBLIC_READ',
      },
      '[CRITICAL] changed the visibility of CodeBuild project p (lets everybody in)',
      '[긴급] CodeBuild 프로젝트 p의 공개 범위를 변경했습니다 (누구나 접근 가능)',
    ],
    [
      'elasticloadbalancing ModifyLoadBalancerAttributes',
      {
        loadBalancerArn: 'lb',
        attributes: [{ key: 'deletion_protection.enabled', value: 'true' }],
      },
      '[MEDIUM] changed load balancer lb (strengthens protection: deletion＿protection․enabled = true)',
      '[주의] 로드 밸런서 lb를 변경했습니다 (보호 강화: deletion＿protection․enabled = true)',
    ],
    [
      'logs PutSubscriptionFilter',
      {
        logGroupName: '/a',
        filterName: 'f',
        destinationArn: 'arn:aws:kinesis:us-east-1:999988887777:stream/x',
      },
      '[HIGH] set subscription filter f of log group /a (to 999988887777:stream/x)',
      '[경고] 로그 그룹 /a의 구독 필터 f를 설정했습니다 (전송 대상 999988887777:stream/x)',
    ],
    [
      'route53domains TransferDomainToAnotherAwsAccount',
      { domainName: 'd', accountId: '999988887777' },
      '[CRITICAL] transferred domain d to AWS account 999988887777',
      '[긴급] 도메인 d를 AWS 계정 999988887777로 이전했습니다',
    ],
    [
      'support-subscription UpdateSupportLevel',
      { supportLevel: 'basic' },
      '[HIGH] changed the support plan to basic',
      '[경고] 지원 플랜을 basic 등급으로 변경했습니다',
    ],
  ])('%s %j', (call, request, en, ko) => {
    expect(told(call, request)).toEqual({ en, ko });
  });
});

describe('the first line tells root itself from a user', () => {
  const response = { accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } };

  test('whose key is made', () => {
    expect(told('iam CreateAccessKey', null, { responseElements: response }).en).toBe(
      '[CRITICAL] created an access key for root (AKIAIOSFODNN7EXAMPLE)',
    );
    expect(
      told('iam CreateAccessKey', { userName: '홍길동' }, { responseElements: response }).ko,
    ).toBe('[긴급] IAM 사용자 홍길동의 액세스 키 AKIAIOSFODNN7EXAMPLE를 생성했습니다');
  });

  test('but not where the record may leave the user out: the call failed, or AWS left out the request', () => {
    const refused = { errorCode: 'AccessDenied' };
    expect(told('iam CreateAccessKey', null, refused).en).not.toContain('for root');
    expect(told('iam CreateAccessKey', { omitted: true }).en).not.toContain('for root');
  });
});

test('a vendor to which root delegated its rights is named', () => {
  const userIdentity = {
    type: 'Root',
    accountId: '111122223333',
    invokedByDelegate: { accountId: '999988887777' },
  };
  expect(told('iam CreateRole', { roleName: 'v' }, { userIdentity })).toEqual({
    en: '[HIGH] AWS account 999988887777, to which AWS root delegated its rights, created IAM role v',
    ko: '[경고] AWS root 계정의 권한을 위임받은 AWS 계정 999988887777이 IAM 역할 v를 생성했습니다',
  });
});

test('how many machines were asked for is said where none was started', () => {
  const request = { instancesSet: { items: [{ maxCount: 50 }] }, instanceType: 'p5.48xlarge' };
  const refused = { errorCode: 'Client.UnauthorizedOperation' };
  expect(told('ec2 RunInstances', request, refused)).toEqual({
    en: '[HIGH] tried to launch 50 EC2 instances of type p5.48xlarge and was refused',
    ko: '[경고] p5.48xlarge 유형의 EC2 인스턴스 50개를 시작하려 했으나 거부되었습니다',
  });
});

describe('what a thief writes into a request', () => {
  const strangers = ['arn:aws:iam::999988887777:root'];
  const own = Array.from({ length: 5 }, (_, i) => `arn:aws:iam::111122223333:role/r${i}`);

  test('does not hide another account behind roles of the own account', () => {
    const Principal = { AWS: [...own, ...strangers] };
    const policyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    expect(told('iam UpdateAssumeRolePolicy', { roleName: 'r', policyDocument }).en).toBe(
      '[CRITICAL] changed the trust policy of IAM role r (for 999988887777 and 5 more)',
    );
  });

  test('does not add words to the sentence', () => {
    const lies = ['x) and was refused (a drill', 'nobody at all', '[x](https://evil.example)'];
    for (const lie of lies) {
      const denied = { errorCode: 'AccessDenied' };
      expect(told('ec2 AuthorizeSecurityGroupIngress', sshFrom(lie), denied).en).toBe(
        '[HIGH] tried to add an inbound rule to security group sg-1 and was refused',
      );
      const share = {
        snapshotId: 'snap-1',
        createVolumePermission: { add: { items: [{ userId: lie }] } },
      };
      expect(told('ec2 ModifySnapshotAttribute', share, denied).en).toBe(
        '[CRITICAL] tried to change the sharing of snapshot snap-1 and was refused (gives access)',
      );
    }
  });

  test('does not pass for harmless what also lets somebody in', () => {
    const attributes = { VisibilityTimeout: '30', Policy: forAll };
    expect(told('sqs SetQueueAttributes', { queueUrl, attributes }).en).toContain(
      'lets everybody in',
    );
    const both = [
      { key: 'deletion_protection.enabled', value: 'true' },
      { key: 'access_logs.s3.enabled', value: 'false' },
    ];
    const request = { loadBalancerArn: 'lb', attributes: both };
    expect(told('elasticloadbalancing ModifyLoadBalancerAttributes', request).en).toContain(
      'switches it off',
    );
  });

  test('fits a header of Slack, however long the names are', () => {
    const roleName = 'r'.repeat(48);
    const { en, ko } = told('iam UpdateAssumeRolePolicy', { roleName, policyDocument: forAccount });
    expect(en.length + 'AWS root '.length).toBeLessThanOrEqual(150);
    expect(ko.length).toBeLessThanOrEqual(150);
  });
});

describe('a record that does not say whether the call only reads', () => {
  test.each<[string, boolean]>([
    ['newservice DescribeThing', true],
    ['newservice ListThings', true],
    ['ec2 GetConsoleOutput', true],
    ['sts GetSessionToken', false],
    ['secretsmanager GetSecretValue', false],
    ['signin GetSigninToken', false],
    ['newservice GetawayThing', false],
    ['newservice StartThing', false],
  ])('is judged by its name: %s, a read: %s', (call, isRead) => {
    const { en } = told(call, null, { readOnly: undefined });
    expect(en.includes('(read-only)')).toBe(isRead);
  });
});
