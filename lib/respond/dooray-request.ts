import * as v from 'valibot';
import { jsonObject } from '../json.ts';

const id = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
  v.regex(/^\d{1,25}$/),
);
const text = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.transform((it) => it.slice(0, maxLength)),
  );
const optionalText = (maxLength: number) => v.fallback(v.optional(text(maxLength), ''), '');
const token = v.pipe(v.string(), v.maxLength(200));
const place = {
  tenant: v.object({ id, domain: v.pipe(v.string(), v.maxLength(253)) }),
  channel: v.object({ id, name: optionalText(100) }),
  user: v.object({ id, name: optionalText(60) }),
};

/** What each of them says, whichever form it has. */
interface DooraySender {
  readonly appToken: string | undefined;
  readonly tenantId: string;
  readonly tenantDomain: string;
  readonly channelId: string;
  readonly channelName: string;
  readonly userId: string;
  readonly userName: string;
}

/** `/root-alert …` (Dooray Messenger, "슬래시 커맨드 가이드"). */
export interface DoorayCommand extends DooraySender {
  readonly kind: 'command';
  readonly text: string;
}

/** A button was pressed. */
export interface DoorayPress extends DooraySender {
  readonly kind: 'press';
  /** Of the message. */
  readonly callbackId: string;
  readonly value: string;
  /** Of the message, and of this press, as far as Dooray says them. */
  readonly logId: string;
  readonly triggerId: string;
  /** Opens a dialog. */
  readonly cmdToken: string | undefined;
}

/** A dialog was sent. The guide names no token of the app in it, and NHN's own samples ask for none. */
export interface DoorayDialog extends DooraySender {
  readonly kind: 'dialog';
  readonly callbackId: string;
  readonly why: string;
}

export type DoorayRequest = DoorayCommand | DoorayPress | DoorayDialog;

const toSender = ({
  tenant,
  channel,
  user,
}: v.InferOutput<v.ObjectSchema<typeof place, undefined>>) => ({
  tenantId: tenant.id,
  tenantDomain: tenant.domain.toLowerCase(),
  channelId: channel.id,
  channelName: channel.name,
  userId: user.id,
  userName: user.name,
});

const dialogSchema = v.pipe(
  v.object({
    ...place,
    type: v.literal('dialog_submission'),
    appToken: v.optional(token),
    callbackId: v.pipe(v.string(), v.maxLength(100)),
    submission: v.object({ why: optionalText(1_000) }),
  }),
  v.transform(
    ({ appToken, callbackId, submission, ...sender }): DoorayDialog => ({
      kind: 'dialog',
      ...toSender(sender),
      appToken,
      callbackId,
      why: submission.why.trim(),
    }),
  ),
);

const pressSchema = v.pipe(
  v.object({
    ...place,
    appToken: v.optional(token),
    cmdToken: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{8,100}$/))), undefined),
    triggerId: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(200)), ''), ''),
    callbackId: optionalText(200),
    actionValue: v.pipe(v.string(), v.maxLength(200)),
    channelLogId: optionalText(40),
  }),
  v.transform(
    ({
      appToken,
      cmdToken,
      triggerId,
      callbackId,
      actionValue,
      channelLogId,
      ...sender
    }): DoorayPress => ({
      kind: 'press',
      ...toSender(sender),
      appToken,
      callbackId,
      value: actionValue,
      logId: channelLogId,
      triggerId,
      cmdToken,
    }),
  ),
);

const commandSchema = v.pipe(
  v.object({
    tenantId: id,
    tenantDomain: v.pipe(v.string(), v.maxLength(253)),
    channelId: id,
    channelName: optionalText(100),
    userId: id,
    command: v.string(),
    text: optionalText(100),
    appToken: v.optional(token),
  }),
  v.transform(
    ({ tenantDomain, command: _, text: said, appToken, ...sender }): DoorayCommand => ({
      kind: 'command',
      ...sender,
      appToken,
      tenantDomain: tenantDomain.toLowerCase(),
      userName: '',
      text: said.trim().toLowerCase(),
    }),
  ),
);

const requestSchema = v.union([dialogSchema, pressSchema, commandSchema]);

/** What Dooray says. Undefined: it is no request of its app. */
export function readDoorayRequest(body: string): DoorayRequest | undefined {
  // Only of JSON, whose texts all end, the numbers are found in one pass.
  if (jsonObject(body) === undefined) return undefined;
  const result = v.safeParse(requestSchema, jsonObject(withWholeNumbers(body)));
  return result.success ? result.output : undefined;
}

/**
 * Its guide writes ids as texts, and its API some as numbers. Of those, JavaScript would read 16 digits, and take two rooms for
 * one: they become texts.
 */
function withWholeNumbers(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (it) =>
    it.startsWith('"') ? it : `"${it}"`,
  );
}
