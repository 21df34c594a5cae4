import { jsonObject } from '../json.ts';

/** What the secret `root-alert/<stage>/respond` holds. CloudFormation makes the first; the others are the users'. */
export interface RespondSecret {
  /** Signs links and buttons. */
  readonly linkKey: string;
  /** Of the Slack app whose webhook posts the buttons. */
  readonly slackSigningSecret?: string | undefined;
  /** Of the Dooray app that has the command. */
  readonly doorayAppToken?: string | undefined;
}

/** A key of fewer characters can be guessed. CloudFormation makes 64 letters and digits, which are 380 bits. */
const minKeyLength = 43;

/** Undefined: there is no key to sign with. Never throws, since a value must not get into an error. */
export function readRespondSecret(text: string): RespondSecret | undefined {
  const { linkKey, slackSigningSecret, doorayAppToken } = Object(jsonObject(text));
  if (typeof linkKey !== 'string' || linkKey.length < minKeyLength) return undefined;
  return {
    linkKey,
    slackSigningSecret: textOf(slackSigningSecret),
    doorayAppToken: textOf(doorayAppToken),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length >= 8 ? value : undefined;
}
