/** What a text of the secret must look like, and the end of the sentence that says so. */
export interface TextRule {
  readonly isValid: (text: string) => boolean;
  /** Ends a sentence: "expected a bot token, such as @BotFather gives it". */
  readonly expected: string;
}

/** What one kind of room expects of the secret. */
export interface RoomRules {
  /**
   * Whether an incoming webhook of this kind can have this URL. Not asked about URLs that are no https, that hold a
   * user name or a port, or whose host is loopback or an extra host: those are decided for all kinds alike.
   */
  readonly isWebhookUrl: (url: URL) => boolean;
  /** Ends the sentence that says what is wrong with a URL in the secret: "expected the https URL of …". */
  readonly expectedUrl: string;
  /** Where a room without a URL of its own is posted to: all rooms of this kind share it, and the key tells them apart. */
  readonly defaultUrl?: string;
  /** What goes by the name of `key`. Absent: this kind has none. */
  readonly key?: TextRule & { readonly isOptional?: boolean };
  /** Absent: this kind has none. */
  readonly chatId?: TextRule & { readonly isOptional?: boolean };
  /** Whom a grave alert may call by name. Absent: nobody. */
  readonly mention?: TextRule;
  /** Whether its messages may have buttons that say to root-alert who pressed them. */
  readonly hasButtons?: true;
  /** The environment variable that holds a webhook URL of this kind in local mode. Absent: none. */
  readonly localUrlVariable?: string;
  /** Its service says only that it begins to tell. Whether people have it shows there alone. */
  readonly saysOnlyBegun?: true;
}
