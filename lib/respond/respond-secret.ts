import { jsonObject } from '../json.ts';
import { doorayDomainOf } from '../rooms/dooray/dooray-rules.ts';

/** What the secret `root-alert/<stage>/respond` holds. CloudFormation makes the first; the others are the users'. */
export interface RespondSecret {
  /** Signs links and buttons. */
  readonly linkKey: string;
  /** Of the Slack app whose webhook posts the buttons. */
  readonly slackSigningSecret?: string | undefined;
  /** Of the Dooray app that has the command. */
  readonly doorayAppToken?: string | undefined;
  /** The host of the tenant that the app is of: `example.dooray.com`. Its dialogs are opened there. */
  readonly doorayDomain?: string | undefined;
}

/** A key of fewer characters can be guessed. CloudFormation makes 64 letters and digits, which are 380 bits. */
const minKeyLength = 43;

/** Undefined: there is no key to sign with. Never throws, since a value must not get into an error. */
export function readRespondSecret(text: string): RespondSecret | undefined {
  const { linkKey, slackSigningSecret, doorayAppToken, doorayDomain } = Object(jsonObject(text));
  if (typeof linkKey !== 'string' || linkKey.length < minKeyLength) return undefined;
  return {
    linkKey,
    slackSigningSecret: textOf(slackSigningSecret),
    doorayAppToken: textOf(doorayAppToken),
    doorayDomain: tenantHost(doorayDomain),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length >= 8 ? value : undefined;
}

/** A host of a tenant, as a browser shows it, below one of Dooray's domains. */
function tenantHost(value: unknown): string | undefined {
  const host = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[a-z0-9-]{1,63}\.[a-z.-]{1,40}$/.test(host) && doorayDomainOf(host) !== undefined
    ? host
    : undefined;
}
