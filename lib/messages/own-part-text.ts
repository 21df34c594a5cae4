import { withoutVersion } from '../guard/deeds.ts';
import type { RootUse } from '../root-activity.ts';
import { boundText } from './bound-text.ts';
import { eventNameText, serviceText } from './identifier-text.ts';
import type { Words } from './words.ts';
import type { GuardWords, OwnPartSubject } from './words-guard.ts';

/** In code points. */
const maxNameLength = 120;
const maxPersonLength = 80;

/** `[긴급] root-alert 자체가 변경되었습니다…` without the severity: what was done to root-alert itself. */
export function ownPartSentence(use: RootUse, words: Words): string {
  const { guard } = words;
  const subject: OwnPartSubject = {
    part: partText(use, guard) ?? '',
    call: eventNameText(withoutVersion(use.eventName)),
    by: person(use, words),
  };
  if (use.outcome === 'failure') return guard.failed(subject);
  return guard[use.ownPart?.effect ?? 'changed'](subject);
}

/** `함수 root-alert-prod-rootEvent`. Undefined: no part of ours. */
export function partText({ ownPart }: RootUse, guard: GuardWords): string | undefined {
  if (ownPart === undefined) return undefined;
  const name = ownPart.name === undefined ? '' : ` ${nameText(ownPart.name, ownPart.isSure)}`;
  return `${guard.part[ownPart.kind]}${name}`;
}

/** What is blind or changed now. Undefined: no part of ours. */
export function effectText({ ownPart, outcome }: RootUse, guard: GuardWords): string | undefined {
  if (ownPart === undefined) return undefined;
  const loss = guard.loss[ownPart.loss];
  if (outcome === 'failure') return guard.nothingChanged;
  if (ownPart.effect === 'restored') return guard.isRestored;
  if (ownPart.effect === 'webhookStored') return guard.isWebhookStored;
  if (ownPart.effect === 'deployed' && ownPart.isSure) return guard.isDeployed;
  return ownPart.isSure || ownPart.kind === 'changeSet' ? loss : guard.perhaps(loss);
}

export function ownPartAdvice(use: RootUse, { guard }: Words): string {
  const effect = use.ownPart?.effect ?? 'changed';
  const advice = guard.advice[effect === 'byCloudFormation' ? 'changed' : effect];
  return use.isByOther ? advice : `${advice} ${guard.adviceOnRoot}`;
}

/** A name that was compared with ours holds nothing but letters, digits, hyphens and slashes. */
function nameText(name: string, isSure: boolean): string {
  return isSure && /^[\w/-]+$/.test(name) && name.length <= maxNameLength
    ? name
    : boundText(name, maxNameLength);
}

/** `alice`, `Deployer/alice`, or the service that acted. Whole ARNs are among the facts. */
function person({ identity, isByOther }: RootUse, words: Words): string {
  if (!isByOther) return words.rootOf.aws;
  const name = /:(?:user|assumed-role|federated-user)\/(.+)$/.exec(identity.arn ?? '')?.[1];
  if (name !== undefined) return boundText(name, maxPersonLength);
  if (identity.invokedBy !== undefined) return serviceText(identity.invokedBy);
  return boundText(identity.arn ?? identity.type ?? words.unknown, maxPersonLength);
}
