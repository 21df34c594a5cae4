import { inEitherForm } from './common-text.ts';

/**
 * A scheme makes a link without slashes too: `https:example.com`, `javascript:…`, `mailto:…`. Its colon becomes full-width. Any
 * word may be a scheme that some app takes (RFC 3986, 3.1), so each counts, but for what people copy from records: the
 * beginning of an ARN, an action such as `iam:CreateUser`, a number behind a word (`rv:109`, a port), groups of an IPv6 address.
 */
export function withoutSchemes(text: string): string {
  return text.replaceAll(
    arnOrWord(text),
    (match: string, arn: string | undefined, word: string | undefined, next: string) =>
      arn !== undefined ||
      word === undefined ||
      (isOfRecords(word, next) && !knownSchemes.has(word.toLowerCase()))
        ? match
        : `${word}：`,
  );
}

/** An ARN up to its account; or a word, its colon, and what follows. */
const arnOrWord = inEitherForm(
  ({ words }, unicode) =>
    new RegExp(
      String.raw`(?<![${words}])(?:(?<![+.-])(arn:aws(?:-[a-z]+){0,4}:[a-z0-9-]{0,40}:[a-z0-9-]{0,40}:(?:\d{12}|aws)?:(?:(?:alarm|alias|cluster|db|function|instance|key|layer|log-group|log-stream|secret|snapshot|stack|table|trail):)?)|([A-Za-z][A-Za-z0-9+-]*):(?=(\S)))`,
      `g${unicode}`,
    ),
);

/** Whether records have such a word before such a character. */
function isOfRecords(word: string, next: string): boolean {
  const isGroupOfAddress = /^[0-9a-f]{1,4}$/.test(word) && /[0-9a-f:]/.test(next);
  return word === 'aws' || isGroupOfAddress || /[A-Z\d＊]/.test(next);
}

/** Schemes that clients link, or that apps take, whatever follows (IANA, "Uniform Resource Identifier (URI) Schemes"; apps: seen in use). */
const knownSchemes: ReadonlySet<string> = new Set(
  `about android-app app bitcoin blob callto chrome cid content data dooray facetime feed file ftp ftps geo git http https im
  imap intent irc ircs itms itms-apps jar javascript kakaolink kakaoopen kakaotalk ldap ldaps line magnet mailto maps market mid
  mms ms-excel ms-powerpoint ms-settings ms-word msteams news nntp notion obsidian pop rtsp search-ms sftp sip sips skype slack
  sms smsto spotify ssh steam supertoss tel telnet tg vbscript viber view-source vnc vscode webcal whatsapp ws wss xmpp zoommtg
  zoomus`.split(/\s+/),
);
