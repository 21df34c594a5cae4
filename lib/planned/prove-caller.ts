import { errorName } from '../error-text.ts';
import type { postJson } from '../post-json.ts';
import { type CallerRequest, signatureIn } from './caller-request.ts';
import type { Proof } from './planned-request.ts';

/** Who asks, as AWS STS says. */
export interface ProvenCaller {
  readonly arn: string;
  readonly isRoot: boolean;
  /** Tells one request from another: nobody can make two that have the same, and a copy has the same. */
  readonly signature: string;
}

/** A proof is signed just before it is sent. STS itself would take it for 15 minutes. */
const maxAgeMs = 2 * 60_000;
const maxAheadMs = 60_000;

const timeoutMs = 5_000;

export interface ProvingDeps {
  readonly region: string;
  /** Of the function: nobody of another account may open a window, whatever name they have there. */
  readonly accountId: string;
  readonly post: typeof postJson;
  readonly nowMs: number;
}

/**
 * Asks STS who signed a proof. The function makes the whole request itself, its address, headers and body, and takes from who
 * asks only what it cannot make: the date, the token and the signature.
 *
 * @returns a sentence that says why it proves nothing. It holds nothing of the proof.
 */
export async function proveCaller(
  proof: Proof,
  { url, body, headers }: CallerRequest,
  { region, accountId, post, nowMs }: ProvingDeps,
): Promise<ProvenCaller | string> {
  const signature = signatureIn(proof, region);
  if (signature === undefined) {
    return `The request does not prove who asks: it is not signed for STS in ${region}.`;
  }
  const ageMs = nowMs - timeOf(proof.date);
  if (!(ageMs <= maxAgeMs && ageMs >= -maxAheadMs)) {
    return 'The request does not prove who asks: it was signed at another time. Set the clock of this machine.';
  }
  const answer = await post(url, body, timeoutMs, {
    headers: {
      ...headers,
      'x-amz-date': proof.date,
      ...(proof.token !== undefined && { 'x-amz-security-token': proof.token }),
      authorization: proof.authorization,
    },
  }).catch(errorName);
  if (typeof answer === 'string') return `AWS STS in ${region} does not answer (${answer}).`;
  if (answer.status !== 200) {
    return `AWS STS in ${region} does not take the signature (it answers ${answer.status}).`;
  }
  const arn = arnIn(answer.body);
  if (arn === undefined) return `AWS STS in ${region} answers what cannot be read.`;
  if (arn.accountId !== accountId) {
    return `Only somebody of account ${accountId}, where root-alert runs, can open or close a window.`;
  }
  return { arn: arn.text, isRoot: isOfRoot(arn.resource), signature };
}

/** A session that was federated may be root's own (AWS STS API Reference, GetFederationToken): its name does not tell. */
function isOfRoot(resource = ''): boolean {
  return resource === 'root' || resource.startsWith('federated-user/');
}

function timeOf(date: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The answer of GetCallerIdentity is XML of a few elements (AWS STS API Reference), whose names hold no markup. */
function arnIn(xml: string) {
  const arns = [...xml.matchAll(/<Arn>([^<>&\s]{1,2048})<\/Arn>/g)];
  const text = arns.length === 1 ? arns[0]?.[1] : undefined;
  const [, accountId, resource] =
    /^arn:[a-z-]+:(?:iam|sts)::(\d{12}):(\S+)$/.exec(text ?? '') ?? [];
  return text === undefined || accountId === undefined ? undefined : { text, accountId, resource };
}
