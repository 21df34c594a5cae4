import type { IncidentRecord } from '../incident/incident-record.ts';
import type { AnswerWords } from './answer-words.ts';

/** A command for an administrator's shell, and what it does. */
export interface ReadyCommand {
  readonly label: string;
  readonly command: string;
  /** It holds characters that some rooms must change, so that it could not be copied there. */
  readonly isForPage: boolean;
}

/**
 * What to run when a use was nobody's of us: docs/runbook.md, "The first ten minutes", with the account, the key and the session
 * filled in. People paste it into a shell, so only what has exactly the form of such an identifier gets in.
 */
export function answerCommands(
  records: readonly IncidentRecord[],
  { commands }: Pick<AnswerWords, 'commands'>,
): ReadyCommand[] {
  const aws = records.filter(({ cloud }) => cloud === 'aws');
  const accounts = of(
    aws.flatMap((it) => it.accounts),
    /^\d{12}$/,
  );
  const sessions = of(
    aws.map((it) => it.signInSessionArn),
    /^arn:aws:signin:[a-z0-9-]{0,30}:\d{12}:session\/[\w-]{1,128}$/,
  );
  const keys = of(
    aws.map((it) => it.accessKeyId),
    /^A[KS]IA[A-Z0-9]{12,28}$/,
  );
  return [
    ...accounts.map((account) => ({
      label: commands.denyRoot,
      command: denyCommand(`deny-root-${account}`, account, {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:root` },
      }),
      isForPage: true,
    })),
    ...sessions.flatMap((session) =>
      accounts.map((account) => ({
        label: commands.denySession,
        command: denyCommand(`deny-session-${session.slice(-20).replaceAll('_', '-')}`, account, {
          ArnLike: { 'aws:SignInSessionArn': session },
        }),
        isForPage: true,
      })),
    ),
    // The keys of a session cannot be deactivated.
    ...keys
      .filter((key) => key.startsWith('AKIA'))
      .map((key) => ({
        label: commands.deactivateKey,
        command: `aws iam update-access-key --access-key-id ${key} --status Inactive`,
        isForPage: false,
      })),
    ...(keys.length > 0 ? keys : accounts.length > 0 ? [undefined] : []).map((key) => ({
      label: key === undefined ? commands.lookUpRoot : commands.lookUpKey,
      command: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes ${
        key === undefined
          ? 'AttributeKey=Username,AttributeValue=root'
          : `AttributeKey=AccessKeyId,AttributeValue=${key}`
      }`,
      isForPage: false,
    })),
  ];
}

/** Makes a policy and attaches it in one step, so that nobody has to copy its id at night. */
function denyCommand(name: string, account: string, condition: object): string {
  const content = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }],
  };
  return [
    `aws organizations attach-policy --target-id ${account} --policy-id "$(aws organizations create-policy`,
    `--type SERVICE_CONTROL_POLICY --name ${name} --description root-alert`,
    `--content '${JSON.stringify(content)}' --query Policy.PolicySummary.Id --output text)"`,
  ].join(' ');
}

/** Those that have exactly this form, each once. */
function of(texts: readonly (string | undefined)[], form: RegExp): string[] {
  return [...new Set(texts.filter((it) => it !== undefined && form.test(it)))].flatMap(
    (it) => it ?? [],
  );
}
