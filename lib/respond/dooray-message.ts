/** What the Dooray app shows (Dooray Messenger, "슬래시 커맨드 가이드", "Message Object"). */
export interface DoorayMessage {
  /** To all in the room, or to whoever entered the command or pressed. */
  readonly responseType: 'inChannel' | 'ephemeral';
  /** Of the answer to a press: whether it takes the place of the message. */
  readonly replaceOriginal: boolean;
  readonly text: string;
  readonly attachments?: readonly DoorayAttachment[];
}

interface DoorayAttachment {
  readonly title?: string;
  readonly text: string;
  readonly color?: string;
  /** Comes back with a press. */
  readonly callbackId?: string;
  readonly actions?: readonly DoorayButton[];
}

interface DoorayButton {
  readonly type: 'button';
  readonly name: string;
  readonly text: string;
  readonly value: string;
  readonly style: 'primary' | 'default';
}

/** A sentence for one person, beside the messages that are there. */
export function whisper(text: string): DoorayMessage {
  return { responseType: 'ephemeral', replaceOriginal: false, text };
}

/** A sentence for all in the room. */
export function announcement(text: string): DoorayMessage {
  return { responseType: 'inChannel', replaceOriginal: false, text };
}
