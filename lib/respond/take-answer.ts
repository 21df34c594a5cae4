import { createHash } from 'node:crypto';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { answerText, type IncidentAnswer, readAnswers } from '../incident/answer.ts';
import { maxAnswers } from '../incident/incident.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import type { RoomKind } from '../rooms/room-kinds.ts';
import { isSameAddress } from '../same-network.ts';
import { roomRefOf } from './answer-token.ts';
import { reportFailure } from './report-failure.ts';
import { recordsOf, tellAnswer } from './tell-answers.ts';

/** What somebody sent. Its texts are hostile. */
export interface SentAnswer
  extends Pick<IncidentAnswer, 'verdict' | 'via' | 'by' | 'why' | 'sourceIp'> {
  readonly incidentId: string;
  readonly roomRef: string;
  /** The same where a form, or a press, is sent twice. */
  readonly formId: string;
}

/** What became of it. */
export type TakenAnswer =
  | {
      readonly state: 'kept';
      readonly answer: IncidentAnswer;
      readonly row: IncidentRow;
      readonly telling: 'told' | 'untold';
    }
  /** The ledger knows no such incident, or not yet what it is about. */
  | { readonly state: 'unknown' }
  /** The incident has as many answers as it may have. */
  | { readonly state: 'full' }
  /** The ledger did not answer. */
  | { readonly state: 'failed' };

export interface TakeAnswerDeps extends DeliveryDeps {
  /**
   * What has to happen at once when somebody says that it was not us, besides telling the room: the escalation that would come
   * by the clock. It must never reject, and ends by `endsAtMs`.
   */
  readonly escalate: (incidentId: string, endsAtMs: number) => Promise<unknown>;
}

/** "Planned" may not use up all places: whoever reads the room could keep "not us" from being heard. */
export const maxPlanned = maxAnswers / 2;

/**
 * Writes an answer down, says it in the room, and escalates "not us". Sent twice, it is one answer. Never rejects.
 *
 * @param endsAtMs when telling ends, in clock time. What no room has by then, whoever times the incident tells later.
 */
export async function takeAnswer(
  sent: SentAnswer,
  endsAtMs: number,
  deps: TakeAnswerDeps,
): Promise<TakenAnswer> {
  const { ledger, log } = deps;
  const { incidentId, verdict, via } = sent;
  const report = (state: string, more: object = {}): void =>
    log({
      level: 'INFO',
      message: 'incidentAnswer',
      incident: incidentId,
      verdict,
      via,
      state,
      ...more,
    });
  const kept = await keep(sent, deps).catch((error: unknown) => {
    reportFailure(error, deps);
    return 'failed' as const;
  });
  if (typeof kept === 'string') {
    if (kept !== 'failed') report(kept);
    return { state: kept };
  }
  const { answer, row, isNew } = kept;
  const isTrusted = !(verdict === 'planned' && answer.isFromSession);
  const counters = new Set(recordsOf(row).map(({ counter }) => counter));
  await Promise.all(
    (isNew && isTrusted ? [...counters] : []).map((counter) =>
      // Then other sessions join this incident: they are told all the same, and nobody is asked anew.
      ledger
        .markAnswered(counter, incidentId)
        .catch((error: unknown) => reportFailure(error, deps)),
    ),
  );
  const [telling] = await Promise.all([
    tellAnswer(incidentId, answer, row, endsAtMs, deps),
    verdict === 'notUs' ? deps.escalate(incidentId, endsAtMs) : undefined,
  ]);
  report('kept', { isFromSession: answer.isFromSession, telling });
  return { state: 'kept', answer, row, telling };
}

async function keep(
  sent: SentAnswer,
  { ledger, clock, rooms }: TakeAnswerDeps,
): Promise<{ answer: IncidentAnswer; row: IncidentRow; isNew: boolean } | 'unknown' | 'full'> {
  const { incidentId, roomRef, formId: _, ...said } = sent;
  const row = await ledger.incident(incidentId);
  const records = row === undefined ? [] : recordsOf(row);
  if (row === undefined || records.length === 0) return 'unknown';
  const answers = readAnswers(row.answers);
  const id = answerIdOf(sent);
  const earlier = answers.find((it) => it.id === id);
  if (earlier !== undefined) return { answer: earlier, row, isNew: false };
  const planned = answers.filter(({ verdict }) => verdict === 'planned').length;
  if (said.verdict === 'planned' && planned >= maxPlanned) return 'full';
  const known = await rooms?.().catch(() => []);
  const room = known?.find(({ ledgerKey }) => roomRefOf(ledgerKey) === roomRef);
  // Whoever can read a button's token elsewhere could press it here, in anybody's name.
  if (room !== undefined && !mayAnswer(room.kind, said.via)) return 'unknown';
  const { sourceIp } = said;
  const answer: IncidentAnswer = {
    ...said,
    id,
    atMs: clock.now(),
    room: room?.name,
    isFromSession:
      sourceIp !== undefined &&
      records.some((it) => it.sourceIp !== undefined && isSameAddress(it.sourceIp, sourceIp)),
  };
  const after = await ledger.addAnswer(incidentId, answerText(answer));
  return after === undefined ? 'full' : { answer, row: after, isNew: true };
}

function mayAnswer(kind: RoomKind, via: IncidentAnswer['via']): boolean {
  if (via === 'link') return true;
  return via === 'slack' ? kind === 'slack' || kind === 'slackBot' : kind === via;
}

/**
 * The same for what was sent twice, and another for anything else: an answer under the id of an earlier one would count, and would
 * not be told.
 */
function answerIdOf({
  incidentId,
  roomRef,
  formId,
  verdict,
  via,
  by,
  why,
  sourceIp,
}: SentAnswer): string {
  const content = [incidentId, roomRef, formId, verdict, via, by, why, sourceIp];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
