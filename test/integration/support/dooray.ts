import { randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { type Post, startChatRoom } from './chat-room.ts';

/** What the app shows: a Message Object of the guide. */
export interface ShownMessage {
  readonly responseType?: string;
  readonly replaceOriginal?: boolean;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly title?: string;
    readonly text?: string;
    readonly callbackId?: string;
    readonly actions?: readonly {
      readonly type: string;
      readonly name: string;
      readonly text: string;
      readonly value: string;
    }[];
  }[];
}

export interface Dialog {
  readonly callbackId: string;
  readonly elements: readonly { readonly type: string; readonly name: string }[];
}

const text = v.pipe(v.string(), v.minLength(1));
const optional = v.optional(text);

/** "Message Object", "Attachment Object", "Field Object" and "Action Object" of the guide: these fields, and no others. */
const messageObject = v.strictObject({
  text: optional,
  responseType: v.optional(v.picklist(['inChannel', 'ephemeral'])),
  replaceOriginal: v.optional(v.boolean()),
  deleteOriginal: v.optional(v.boolean()),
  attachments: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          text: optional,
          title: optional,
          titleLink: optional,
          authorName: optional,
          authorLink: optional,
          fields: v.optional(
            v.array(v.strictObject({ title: text, value: text, short: v.optional(v.boolean()) })),
          ),
          actions: v.optional(
            v.array(
              v.strictObject({
                type: v.literal('button'),
                text,
                name: text,
                value: text,
                style: v.optional(v.picklist(['primary', 'default'])),
              }),
            ),
          ),
          callbackId: optional,
          imageUrl: optional,
          thumbUrl: optional,
          color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))),
        }),
      ),
      v.maxLength(20),
    ),
  ),
});

/** What the app answers to a command or a press, as Dooray shows it. Throws where the guide has no such message. */
export function readMessageObject(body: string): ShownMessage {
  return v.parse(messageObject, JSON.parse(body)) as ShownMessage;
}

/** "대화 상자 사용하기" of the guide. */
const dialogBody = v.strictObject({
  token: text,
  triggerId: text,
  callbackId: text,
  dialog: v.strictObject({
    callbackId: text,
    title: text,
    submitLabel: optional,
    elements: v.pipe(
      v.array(
        v.strictObject({
          type: v.picklist(['text', 'textarea']),
          label: text,
          name: text,
          value: optional,
          minLength: v.optional(v.number()),
          maxLength: v.optional(v.number()),
          placeholder: optional,
          hint: optional,
          optional: v.optional(v.boolean()),
        }),
      ),
      v.minLength(1),
    ),
  }),
});

/** Why no dialog opens. */
function dialogFault(post: Post | undefined): string | undefined {
  const result = v.safeParse(dialogBody, post?.body);
  if (!result.success) return JSON.stringify(v.flatten(result.issues));
  const { token, callbackId, dialog } = result.output;
  if (post?.headers['token'] !== token) return 'The header has another token.';
  return callbackId === dialog.callbackId ? undefined : 'Two callbackIds.';
}

/** Somebody in a room. */
export interface Member {
  readonly id: string;
  readonly name?: string;
}

/**
 * A tenant of Dooray on this machine, as its guide of slash commands says: what it posts to the app, and the dialogs that the app
 * opens in it. Its ids have 19 digits, its tokens the form of a UUID.
 */
export async function startDooray({ domain = 'example.dooray.com' } = {}) {
  const server = await startChatRoom({ tls: true });
  server.at('dialogs').willAnswer((response) => {
    const fault = dialogFault(server.posts.at(-1));
    const header = {
      isSuccessful: fault === undefined,
      resultCode: fault === undefined ? 0 : -1,
      resultMessage: fault ?? '',
    };
    response.end(JSON.stringify({ header }));
  });
  const tenantId = '1234567891234567891';
  const appToken = randomUUID();
  const triggerId = (): string => `${Date.now()}.${randomBytes(10).toString('hex')}`;
  const hook = (cmdToken: string): string =>
    `https://${domain}/messenger/api/commands/hook/${cmdToken}`;
  const inRoom = (channel: Channel, user: Member) => ({
    tenant: { id: tenantId, domain },
    channel,
    user,
  });
  return {
    appToken,
    domain,
    tenantId,
    /** What the app posted to the tenant. */
    posts: server.posts,
    server,
    /** `/root-alert …` */
    command: (channel: Channel, user: Member, text = '', more: object = {}) => {
      const cmdToken = randomUUID();
      return {
        tenantId,
        tenantDomain: domain,
        channelId: channel.id,
        channelName: channel.name,
        userId: user.id,
        command: '/root-alert',
        text,
        responseUrl: hook(cmdToken),
        appToken,
        cmdToken,
        triggerId: triggerId(),
        ...more,
      };
    },
    /** A press of a button of a message that the app showed. */
    press: (
      channel: Channel,
      user: Member,
      message: ShownMessage,
      { nth = 0, name = 'planned', ...more }: Pressed = {},
    ) => {
      const attachment = message.attachments?.[nth];
      const action = attachment?.actions?.find((it) => it.name === name);
      const cmdToken = randomUUID();
      return {
        ...inRoom(channel, user),
        commandName: '/root-alert',
        command: '/root-alert',
        text: '',
        callbackId: attachment?.callbackId,
        actionName: action?.text,
        actionValue: action?.value,
        appToken,
        cmdToken,
        triggerId: triggerId(),
        commandRequestUrl: 'https://page.example.com/dooray',
        channelLogId: '-7386965175150134411',
        originalMessage: message,
        ...more,
      };
    },
    /** The dialogs that were opened, each with the token that the header has. */
    dialogs: (): { readonly token: unknown; readonly dialog: Dialog; readonly path: string }[] =>
      server.posts
        .filter(({ path }) => path.endsWith('/dialogs'))
        .map(({ body, headers, path }) => ({
          token: headers['token'],
          dialog: (body as { dialog: Dialog }).dialog,
          path,
        })),
    /** What is posted when somebody sends a dialog: the guide has no token of the app in it. */
    submission: (channel: Channel, user: Member, { callbackId }: Dialog, why: string) => {
      const cmdToken = randomUUID();
      return {
        type: 'dialog_submission',
        ...inRoom(channel, user),
        responseUrl: hook(cmdToken),
        cmdToken,
        updateCmdToken: randomUUID(),
        prevCmdToken: randomUUID(),
        callbackId,
        submission: { why },
      };
    },
    stop: () => server.close(),
  };
}

/** Which button of which attachment, and fields that are otherwise than Dooray has them. */
type Pressed = { readonly nth?: number; readonly name?: string } & Readonly<
  Record<string, unknown>
>;

export interface Channel {
  readonly id: string;
  readonly name: string;
}
