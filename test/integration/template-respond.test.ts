import { beforeAll, describe, expect, test } from 'vitest';
import { goldenText } from './support/golden-template.ts';
import { resource, resourcesOfType, type Template, template } from './support/packaged-service.ts';
import { packagedTemplate } from './support/service-copy.ts';

let on: Template;
let onWithoutNcloud: Template;
beforeAll(async () => {
  [on, onWithoutNcloud] = await Promise.all([
    packagedTemplate('prod', { respond: 'on' }),
    packagedTemplate('prod', { ncloud: 'off', respond: 'on' }),
  ]);
});

const variablesOf = (id: string, from: Template) =>
  (resource(id, from).Properties['Environment'] as { Variables: Record<string, unknown> })
    .Variables;
const functionsIn = (from: Template) => Object.keys(resourcesOfType('AWS::Lambda::Function', from));

/** Roles that may read the key, by their own policies and by those that are attached. */
function readersOfTheKey(from: Template): string[] {
  return Object.entries(from.Resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::RolePolicy')
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('"Ref":"RespondSecret"'))
    .map(([id, { Properties }]) => (Properties['RoleName'] as { Ref: string })?.Ref ?? id)
    .toSorted();
}

describe('without respond', () => {
  test('the template has nothing of it, and the functions know of no page', () => {
    expect(
      Object.keys(template().Resources).filter((id) => /respond|answer|linkkey/i.test(id)),
    ).toEqual([]);
    for (const id of functionsIn(template())) {
      expect(variablesOf(id, template())).toMatchObject({ RESPOND_URL: '', RESPOND_SECRET_ID: '' });
    }
    const rest = JSON.stringify(template()).replaceAll(/"RESPOND_(?:URL|SECRET_ID)":""/g, '');
    expect(rest).not.toMatch(/respond(?!eElements)(?!ing)/i);
    expect(rest).not.toContain('apigateway');
  });

  test('everything else is the same, but for the pattern of the guard, which knows the function', () => {
    const withoutKnowledge = (from: Template) =>
      JSON.parse(JSON.stringify(from.Resources), (key, value) =>
        ['RESPOND_URL', 'RESPOND_SECRET_ID', 'S3Key', 'DashboardBody'].includes(key)
          ? undefined
          : value,
      ) as Record<string, unknown>;
    const [off, whole] = [withoutKnowledge(template()), withoutKnowledge(on)];
    const changed = Object.keys(off).filter(
      (id) => JSON.stringify(off[id]) !== JSON.stringify(whole[id]),
    );
    expect(changed).toEqual(['GuardPartsRule']);
  });
});

describe('with respond: on', () => {
  test('what is added is what golden/template.respond.txt says (vitest -u)', async () => {
    const added = {
      ...on,
      Resources: Object.fromEntries(
        Object.entries(on.Resources).filter(([id]) => !(id in template().Resources)),
      ),
    };
    await expect(goldenText(added, template())).toMatchFileSnapshot('golden/template.respond.txt');
  });

  test.each([
    ['and Naver Cloud', () => on],
    ['without Naver Cloud', () => onWithoutNcloud],
  ])('every function that posts may read the key, and none besides (%s)', (_, from) => {
    // The one for planned work tells of no incident.
    const posting = functionsIn(from()).filter((id) => !id.startsWith('Planned'));
    const roles = posting.map(
      (id) => /\w+Role/.exec(JSON.stringify(resource(id, from()).Properties['Role']))?.[0],
    );
    expect(readersOfTheKey(from())).toEqual(roles.toSorted());
    for (const id of posting) {
      expect(variablesOf(id, from())).toMatchObject({
        RESPOND_URL: { 'Fn::GetAtt': ['RespondApi', 'ApiEndpoint'] },
        RESPOND_SECRET_ID: 'root-alert/prod/respond',
      });
    }
  });

  test('the key is made by CloudFormation, and has 380 bits', () => {
    const { GenerateSecretString } = resource('RespondSecret', on).Properties;
    expect(GenerateSecretString).toEqual({
      SecretStringTemplate: '{}',
      GenerateStringKey: 'linkKey',
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
  });

  test('a flood reaches no more than five functions at a time, and takes none from the alerts', () => {
    expect(resource('RespondLambdaFunction', on).Properties['ReservedConcurrentExecutions']).toBe(
      5,
    );
    expect(resource('RespondStage', on).Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
    });
    // An access log would keep the tokens.
    expect(resource('RespondStage', on).Properties).not.toHaveProperty('AccessLogSettings');
  });

  test('the role reads two secrets, and writes no row of a use', () => {
    const text = JSON.stringify(resource('RespondRole', on).Properties['Policies']);
    expect(text).toContain('[{"Ref":"RespondSecret"},{"Ref":"WebhookSecret"}]');
    expect(text).toContain(
      '"dynamodb:LeadingKeys":["incident#*","incidents#*","event#incident-*","event#dooray-room-*","evidence#incident-*","state#answer#*","state#dooray-rooms"]',
    );
    expect(text.split('"Null":{"dynamodb:LeadingKeys":"false"}')).toHaveLength(3);
    expect(text).toMatch(
      /"Action":"dynamodb:GetItem",[^[]*"Fn::GetAtt":[^{]*{[^{]*{"dynamodb:LeadingKeys":\["account#\*"\]}/,
    );
  });

  test('the pattern of the guard’s parts still fits the 2,048 characters that EventBridge allows', () => {
    const { EventPattern } = resource('GuardPartsRule', on).Properties;
    expect(JSON.stringify(EventPattern).length).toBeLessThanOrEqual(2_048);
  });
});
