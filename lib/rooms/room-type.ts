import type { Config } from '../config.ts';
import type { Message } from '../messages/message.ts';
import type { Answer } from '../post-json.ts';

/** How the sender shows in rooms that let a webhook choose it, and whom it mentions. */
export type Sender = Pick<Config, 'botName' | 'botIcon'> & Partial<Pick<Config, 'mention'>>;

/** Where a message goes. */
export interface Destination {
  /** Secret: whoever has it can write into the room. */
  readonly url: URL;
  /** Secret: a bot token, a routing key, the key that signs. */
  readonly key?: string | undefined;
  readonly chatId?: string | undefined;
  /** Who is called by name when an alert is grave. */
  readonly mention?: string | undefined;
  /** People may answer by buttons: its service knows where presses are heard. */
  readonly hasButtons?: boolean;
}

/** What a request is made of, besides the message. */
export interface MessageEnvelope {
  readonly to: Destination;
  readonly sender: Sender;
  /** Identifies what is told: told again, it has the same. */
  readonly id: string;
  /** Of the incident that it belongs to, if there is one. */
  readonly incidentId?: string | undefined;
  /** By what a pager joins it to the alert that is open. Absent: `id`. */
  readonly pageKey?: string | undefined;
  /** Below what it goes, as the room named it. */
  readonly thread?: string | undefined;
}

/** One post to a room. */
export interface RoomRequest {
  /** The JSON to post, within the limits of the room. */
  readonly payload: object;
  /** Absent: that of the room. */
  readonly url?: URL;
  /** Besides the usual ones. @param nowMs the time of this attempt. */
  readonly headersFor?: (json: string, nowMs: number) => Readonly<Record<string, string>>;
  /**
   * What is posted at once where this is not taken. `nothing`: people have it without this one. Absent or undefined: nothing
   * else would help.
   *
   * @param said why, in the words of the room, if it refused for good and gave any.
   */
  readonly otherwise?: (said: string | undefined) => RoomRequest | 'nothing' | undefined;
  /** There is another way, so this one is tried once, for so long, and beside the pace of the room. */
  readonly triedForMs?: number;
}

/**
 * What an answer means. `yes`: people have it. `begun`: the service took it, and whether people have it shows later. `no`: not
 * this message. `tryAgain`: later, perhaps. `dead`: this URL or key takes no message at all.
 */
export type AnswerMeaning = 'yes' | 'begun' | 'no' | 'tryAgain' | 'dead';

/** How messages are told to one kind of room. Each kind has a folder here that holds it. */
export interface RoomType {
  /** What is posted for a message, each when the one before was accepted: one request, for most. */
  readonly requestsFor: (message: Message, envelope: MessageEnvelope) => readonly RoomRequest[];
  /** The message as the room shows it, for a terminal. */
  readonly asShown: (message: Message, envelope: MessageEnvelope) => string;
  /**
   * What an answer means by the documents of this kind. Undefined: they do not say. Of a 2xx then nobody is sure that it is a
   * yes; any other status means what it does for all kinds.
   */
  readonly readAnswer: (answer: Pick<Answer, 'status' | 'body'>) => AnswerMeaning | undefined;
  /** What later messages go below, by the answer to one that was accepted. Absent: this kind has no threads, or names them itself. */
  readonly threadIn?: (body: string) => string | undefined;
  /** How long the body asks us to wait, where there is no `Retry-After`. */
  readonly retryAfterMsIn?: (body: string) => number | undefined;
}
