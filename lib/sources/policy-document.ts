import { jsonOrText } from '../json.ts';
import { globMatches } from './glob-match.ts';
import { restrictionsOf } from './policy-condition.ts';

/** A policy, wherever in a request it stands. Hostile. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

/** Keys in lower case: IAM does not mind their case. */
type Statement = Readonly<Record<string, unknown>>;

/** In UTF-16 units. A record of EventBridge has at most 1 MB; a policy has far less, but spaces do not count. */
const maxTextLength = 1_000_000;
/** How deep in a request a policy may stand, and how many values are looked at for one. */
const maxDepth = 12;
const maxNodes = 1_000_000;

/**
 * All policies in a request, by their form: AWS puts them under many names (`policyDocument`, `bucketPolicy`,
 * `attributes.Policy`, `attributeValue`…), as an object, as JSON text or as URL-encoded JSON text.
 */
export function policiesIn(request: unknown): readonly PolicyDocument[] {
  const found: PolicyDocument[] = [];
  const waiting: { readonly value: unknown; readonly depth: number }[] = [
    { value: request, depth: 0 },
  ];
  let looked = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    looked += 1;
    if (looked > maxNodes) break;
    const value = typeof next.value === 'string' ? documentText(next.value) : next.value;
    if (typeof value !== 'object' || value === null) continue;
    const statements = Array.isArray(value) ? undefined : lowerKeys(value)['statement'];
    if (statements !== undefined) found.push({ statements: statementsOf(statements) });
    else if (next.depth < maxDepth) {
      for (const child of Object.values(value)) {
        waiting.push({ value: child, depth: next.depth + 1 });
      }
    }
  }
  return found;
}

/**
 * The principals that a policy allows something. A statement that denies lets nobody in. Where a condition restricts `*`,
 * it is named instead.
 */
export function allowedPrincipals({ statements }: PolicyDocument): string[] {
  const principals = statements.filter(isAllow).flatMap((statement) => {
    const limits = restrictionsOf(statement['condition']);
    return principalsOf(statement).flatMap((it) =>
      it === '*' && limits.length > 0 ? limits : [it],
    );
  });
  return [...new Set(principals)];
}

/** Whether a policy lets everybody in: it allows `*` and no condition restricts that. */
export function isOpenToAll({ statements }: PolicyDocument): boolean {
  return statements.some(
    (it) =>
      isAllow(it) && principalsOf(it).includes('*') && restrictionsOf(it['condition']).length === 0,
  );
}

/** Calls by which an identity takes all rights for itself, if it may make them on everything. */
const takesAllRights = [
  'iam:AttachUserPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutRolePolicy',
  'iam:CreatePolicyVersion',
];

/** A user whose name no policy has. */
const anyUser = 'arn:aws:iam::111122223333:user/x7f3-any';

/**
 * Whether a policy of an identity gives all rights, or the means to take them, on everything. A condition does not
 * matter: who has the rights can most often meet it.
 */
export function givesAdministrator({ statements }: PolicyDocument): boolean {
  return statements.some(
    (it) =>
      isAllow(it) && !hasPrincipal(it) && coversEverything(it) && takesAllRights.some(allows(it)),
  );
}

function allows(statement: Statement): (action: string) => boolean {
  const actions = textsOf(statement['action']);
  const others = textsOf(statement['notaction']);
  return (action) =>
    actions.some((pattern) => globMatches(pattern, action)) ||
    (statement['notaction'] !== undefined &&
      !others.some((pattern) => globMatches(pattern, action)));
}

function coversEverything(statement: Statement): boolean {
  if (statement['notresource'] !== undefined) return true;
  return textsOf(statement['resource'])
    .map((pattern) => pattern.replaceAll(/(?<!\d)\d{12}(?!\d)/g, '*'))
    .some((pattern) => globMatches(pattern, anyUser));
}

function hasPrincipal(statement: Statement): boolean {
  return statement['principal'] !== undefined || statement['notprincipal'] !== undefined;
}

function isAllow(statement: Statement): boolean {
  return textsOf(statement['effect']).some((effect) => effect.toLowerCase() === 'allow');
}

/** All but those who are named are let in by `NotPrincipal`: that is everybody. */
function principalsOf(statement: Statement): string[] {
  if (statement['notprincipal'] !== undefined) return ['*'];
  const principal = statement['principal'];
  const values =
    typeof principal === 'object' && principal !== null && !Array.isArray(principal)
      ? Object.values(principal).flatMap(textsOf)
      : textsOf(principal);
  return values.map((value) => (/^\*+$/.test(value.trim()) ? '*' : value));
}

function statementsOf(value: unknown): Statement[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
    .map(lowerKeys);
}

function lowerKeys(value: object): Statement {
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key.toLowerCase(), child]),
  );
}

/** The texts of a text or of a list of texts. */
export function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string' && item.trim() !== '');
}

/** The value of JSON text that could be a policy. IAM answers with URL-encoded text (IAM API, "GetUserPolicy"). */
function documentText(text: string): unknown {
  if (text.length > maxTextLength) return undefined;
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return jsonOrText(start);
  return /^%(?:7B|5B)/i.test(start) ? jsonOrText(decoded(start)) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not URL-encoded after all. It is no JSON either, and so no policy.
    return text;
  }
}
