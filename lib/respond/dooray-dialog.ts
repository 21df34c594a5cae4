import { doorayWords } from '../messages/words-dooray.ts';
import { isSuccess } from '../rooms/answer-status.ts';
import { saysYes } from '../rooms/dooray/dooray-api.ts';
import { type AnswerToken, readToken, signToken } from './answer-token.ts';
import type { DoorayDialog, DoorayPress } from './dooray-request.ts';
import type { RespondDeps } from './respond-deps.ts';

/** Whoever pressed waits for it. */
const openingMs = 1_000;
/** Somebody who was called away meanwhile may still say why. */
const dialogLifetimeMs = 60 * 60_000;
const maxWhyLength = 200;

/**
 * Asks whoever pressed what the work is for. Nothing hangs on it: the answer is written down already. Never rejects.
 *
 * The dialog comes back without the token of the app, so that what it says of itself is a token of ours, which holds for whoever
 * pressed, and in that room, alone.
 */
export async function openDialog(
  press: DoorayPress,
  { incidentId, roomRef }: AnswerToken,
  domain: string,
  deps: RespondDeps,
): Promise<void> {
  const { config, clock, post, log } = deps;
  const { cmdToken, triggerId, channelId, userId } = press;
  if (cmdToken === undefined || triggerId === '') return;
  const said = doorayWords[config.locale];
  const expiresAtMs = clock.now() + dialogLifetimeMs;
  const { linkKey } = await deps.secret();
  const callbackId = signToken({ incidentId, roomRef, expiresAtMs }, 'dialog', linkKey, userId);
  const body = {
    token: cmdToken,
    triggerId,
    callbackId,
    dialog: {
      callbackId,
      title: said.dialogTitle,
      submitLabel: said.send,
      elements: [
        {
          type: 'textarea',
          label: said.why,
          name: 'why',
          hint: said.whyHint,
          maxLength: maxWhyLength,
        },
      ],
    },
  };
  const url = new URL(`https://${domain}/messenger/api/channels/${channelId}/dialogs`);
  const headers = { token: cmdToken };
  const isOpen = await post(url, JSON.stringify(body), openingMs, { headers }).then(
    (answer) => isSuccess(answer.status) && saysYes(answer.body),
    () => false,
  );
  if (!isOpen) log({ level: 'WARN', message: 'doorayApp', state: 'dialogNotOpened' });
}

/** What a dialog is about that we opened for whoever sent it. Undefined: it is none. */
export async function tokenOfDialog(
  { callbackId, userId }: DoorayDialog,
  { clock, secret }: Pick<RespondDeps, 'clock' | 'secret'>,
): Promise<AnswerToken | undefined> {
  const keyOf = async (): Promise<string> => (await secret()).linkKey;
  return await readToken(callbackId, 'dialog', clock.now(), keyOf, userId);
}
