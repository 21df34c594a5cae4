import * as v from 'valibot';

/** Somebody other than root who signed in to the console. All texts are hostile. */
export interface UserSignIn {
  readonly kind: 'user' | 'role';
  /** Of a user; of a session also its own name, which often is a person's: `Admin/kim@example.com`. */
  readonly name: string;
  readonly address: string;
  /** In milliseconds since 1970. */
  readonly atMs: number;
}

/** Of a name in characters: it is compared and sorted, and shown shorter. */
const maxNameLength = 200;

const text = v.pipe(
  v.string(),
  v.minLength(1),
  v.transform((it) => it.slice(0, maxNameLength)),
);
const optionalText = v.optional(v.fallback(v.optional(text), undefined));

const recordSchema = v.object({
  eventName: v.literal('ConsoleLogin'),
  eventTime: v.pipe(v.string(), v.isoTimestamp()),
  sourceIPAddress: text,
  // Whoever knows a name can fail to sign in with it, from any address: a thief could name whom he likes.
  responseElements: v.object({ ConsoleLogin: v.literal('Success') }),
  userIdentity: v.object({
    type: text,
    userName: optionalText,
    arn: optionalText,
    sessionContext: v.fallback(
      v.optional(
        v.object({ sessionIssuer: v.optional(v.object({ type: text, userName: optionalText })) }),
      ),
      undefined,
    ),
  }),
});

/** Roles of IAM Identity Center: `AWSReservedSSO_Admin_3f2a1b9c8d7e6f50` is the permission set `Admin`. */
const ofPermissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/**
 * Reads a record of CloudTrail. Undefined: it is no sign-in that succeeded, it is one of root or of a session that root gave out, or it
 * does not say whose.
 */
export function readUserSignIn(record: unknown): UserSignIn | undefined {
  const result = v.safeParse(recordSchema, record);
  if (!result.success) return undefined;
  const { eventTime, sourceIPAddress: address, userIdentity } = result.output;
  const { type, userName, arn, sessionContext } = userIdentity;
  const issuer = sessionContext?.sessionIssuer;
  if (type === 'Root' || issuer?.type === 'Root') return undefined;
  const atMs = Date.parse(eventTime);
  const session = arn?.split('/').at(-1);
  if (type !== 'AssumedRole') {
    const ownName = userName ?? session;
    if (ownName === undefined) return undefined;
    // Whoever gets a federated session names it as they like, and could give it the name of a user.
    const name = type === 'IAMUser' ? ownName : `${issuer?.userName ?? type}/${ownName}`;
    return { kind: 'user', name, address, atMs };
  }
  const role = issuer?.userName?.replace(ofPermissionSet, '$1');
  const name = [role, session].filter((it) => it !== undefined).join('/');
  return name === '' ? undefined : { kind: 'role', name, address, atMs };
}
