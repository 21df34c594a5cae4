import type { Config } from '../config.ts';
import type { Message } from '../messages/message.ts';

/** How the sender shows in rooms that let a webhook choose it, and whom it mentions. */
export type Sender = Pick<Config, 'botName' | 'botIcon'> & Partial<Pick<Config, 'mention'>>;

/** A form so plain that no change of the room's own can make it refuse a message for it. */
export interface PlainForm {
  /** Whether the room's own words say that the form was wrong, and not the webhook or the time. */
  readonly isAskedFor: (said: string) => boolean;
  readonly payloadOf: (message: Message) => object;
}

/** Everything root-alert knows about one kind of chat room. Each kind has a folder here that holds it. */
export interface RoomType {
  /**
   * Whether an incoming webhook of this kind can have this URL. Not asked about URLs that are no https, that hold a
   * user name or a port, or whose host is loopback or an extra host: those are decided for all kinds alike.
   */
  readonly isWebhookUrl: (url: URL) => boolean;
  /** Ends the sentence that says what is wrong with a URL in the secret: "expected the https URL of …". */
  readonly expectedUrl: string;
  /** The environment variable that holds a webhook URL of this kind in local mode. */
  readonly localUrlVariable: string;
  /** The JSON to post, within the limits of the room. */
  readonly payloadOf: (message: Message, sender: Sender) => object;
  /** What is posted where a room refuses the form of a message. Absent: it has but one. */
  readonly plainForm?: PlainForm;
  /** The message as the room shows it, for a terminal. */
  readonly asShown: (message: Message, sender: Sender) => string;
  /** Whether the body of a 2xx answer is the yes that is documented for this kind. No other answer is sure to be one. */
  readonly saysYes: (body: string) => boolean;
  /** Time between two posts to one webhook, so that the room does not answer 429. */
  readonly minIntervalMs: number;
}
