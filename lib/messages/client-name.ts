import { browserName } from './browser-name.ts';

/**
 * What called, as people name it: `aws-cli 2.36`, `Chrome 148, Windows`. A table and no library, which would cost too much of
 * a cold start (docs/decisions/0027-message-layout.md). Undefined: none of these.
 */
export function clientName(userAgent: string | undefined): string | undefined {
  const text = bare(userAgent?.slice(0, maxLength) ?? '');
  if (consoleAgents.has(text)) return 'AWS Console';
  for (const [prefix, rest, name] of clients) {
    // An expression for each client would cost a cold alert a millisecond.
    if (!text.startsWith(prefix)) continue;
    const found = new RegExp(`^${rest}${version}`).exec(text.slice(prefix.length));
    if (found !== null) return `${name} ${found[1]}${systemOf(text)}`;
  }
  return browserName(text);
}

/** `, Linux`: SDKs name it by `os/linux#6.14`. */
function systemOf(text: string): string {
  const found = /(?<=\s)os\/(linux|macos|windows)(?=[#\s]|$)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const system = { linux: 'Linux', macos: 'macOS', windows: 'Windows' }[found];
  return system === undefined ? '' : `, ${system}`;
}

/** Some services record it in brackets. */
function bare(userAgent: string): string {
  return userAgent.replace(/^\[(.*?)\]?$/s, '$1');
}

/** Of a user agent, in UTF-16 units: names stand at its beginning, but for browsers. */
const maxLength = 300;

const consoleAgents = new Set(['console.amazonaws.com', 'signin.amazonaws.com', 'AWS Internal']);

/** Only digits of a version are taken over, so that nothing else of the text can pass for a name of ours. */
const version = String.raw`\/v?(\d{1,4}(?:\.\d{1,4})?)(?:\.\d+)*(?=[\s,;)]|$)`;

/** How a client's name begins, what may follow before the version, and how people call it. */
const clients: readonly (readonly [prefix: string, rest: string, name: string])[] = [
  ['aws-cli', '', 'aws-cli'],
  ['Boto3', '', 'Boto3'],
  ['aws-sdk-js', '', 'AWS SDK for JavaScript'],
  ['aws-sdk-nodejs', '', 'AWS SDK for JavaScript'],
  ['aws-sdk-java', '', 'AWS SDK for Java'],
  ['aws-sdk-go', '(?:-v2)?', 'AWS SDK for Go'],
  ['aws-sdk-php', '', 'AWS SDK for PHP'],
  ['aws-sdk-ruby3', '', 'AWS SDK for Ruby'],
  ['aws-sdk-rust', '', 'AWS SDK for Rust'],
  ['aws-sdk-dotnet', String.raw`[\w-]*`, 'AWS SDK for .NET'],
  ['AWSPowerShell', String.raw`[\w.]*`, 'AWS Tools for PowerShell'],
  ['APN/1.0 HashiCorp/1.0 Terraform', '', 'Terraform'],
];
