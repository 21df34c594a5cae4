import { composeOpsMail } from '../messages/compose-ops-mail.ts';
import type { CoverageChange } from './coverage-change.ts';
import { findingKey, isWrong } from './finding.ts';
import { mailFindings } from './look-at-deployment.ts';
import { postNotice } from './post-notice.ts';
import { attempt, type ReconcileRun } from './reconcile-run.ts';
import type { ReconcileState } from './state.ts';
import type { RunSnapshot } from './take-snapshot.ts';

/** Which findings somebody was told of, by their keys. */
type Told = Pick<ReconcileState, 'toldFindings' | 'toldInRoom'>;

/**
 * Tells people what changed: by mail, and what keeps mails from people also in the room. A mail that reaches nobody does
 * not count: what it would have said is mailed once somebody gets it. Never rejects: what fails is noted in the run,
 * and the next one tries again.
 */
export async function tellChange(
  change: CoverageChange,
  unaskedKeys: readonly string[],
  before: Told,
  snapshot: RunSnapshot,
  run: ReconcileRun,
): Promise<Told> {
  const [toldFindings, toldInRoom] = await Promise.all([
    mailChange(change, unaskedKeys, before, snapshot, run),
    tellRoom(change, before.toldInRoom, snapshot, run),
  ]);
  return { toldFindings: [...toldFindings], toldInRoom: [...toldInRoom] };
}

async function mailChange(
  change: CoverageChange,
  unaskedKeys: readonly string[],
  { toldFindings, toldInRoom }: Told,
  { deployment }: RunSnapshot,
  run: ReconcileRun,
): Promise<readonly string[]> {
  const { names, stage, aws, delivery } = run;
  if (!deployment.isMailHeard) return toldFindings;
  // What the room was told of is over as well, and the mail that says so shows that mails arrive again.
  const current = new Set(change.findings.map(findingKey));
  const goneKeys = [
    ...new Set([
      ...change.goneKeys,
      ...toldInRoom.filter((key) => !current.has(key) && !change.toldKeys.includes(key)),
    ]),
  ];
  if (change.appeared.length + goneKeys.length + unaskedKeys.length === 0) return change.toldKeys;
  const { subject, text } = composeOpsMail(
    { ...change, goneKeys, unaskedKeys },
    { ...names, stage },
    delivery.config,
  );
  const published = await attempt(
    run,
    'ops topic',
    aws.publish(names.opsTopicArn, subject, text).then(() => true),
  );
  return published ? change.toldKeys : toldFindings;
}

async function tellRoom(
  { findings }: CoverageChange,
  toldInRoom: readonly string[],
  snapshot: RunSnapshot,
  run: ReconcileRun,
): Promise<readonly string[]> {
  const ofMail = mailFindings(findings);
  const keys = ofMail.map(findingKey);
  // While it is not known whether it is over, it stands.
  const standing = toldInRoom.filter(
    (key) =>
      keys.includes(key) || snapshot.unansweredKinds.some((kind) => key.startsWith(`${kind} `)),
  );
  const news = ofMail.filter((finding) => !toldInRoom.includes(findingKey(finding)));
  if (news.length === 0 || !snapshot.hasRoom) return standing;
  const others = findings.map(findingKey).filter(isWrong).length - ofMail.length;
  const unmailed = snapshot.deployment.isMailHeard ? 0 : others;
  const isTold = await attempt(run, 'notice to the room', postNotice(news, unmailed, run));
  return isTold ? [...standing, ...news.map(findingKey)] : standing;
}
