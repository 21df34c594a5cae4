import * as v from 'valibot';
import { anyObject, requiredText, text } from './field.ts';

const flag = v.fallback(
  v.optional(
    v.union([
      v.boolean(),
      v.pipe(
        v.picklist(['true', 'false']),
        v.transform((value) => value === 'true'),
      ),
    ]),
  ),
  undefined,
);
const yesOrNo = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.toLowerCase(),
      // Some records write it in capitals (a sample of AWS of 2022).
      v.picklist(['yes', 'no']),
      v.transform((value) => value === 'yes'),
    ),
  ),
  undefined,
);
const part = <const T extends v.ObjectEntries>(entries: T) =>
  v.fallback(v.optional(v.object(entries)), undefined);
const bag = v.fallback(v.optional(anyObject), undefined);

/** What is read of a CloudTrail record. Everything else may be missing or of any type. */
export const cloudTrailRecord = v.object({
  eventName: requiredText,
  eventSource: text,
  eventID: text,
  eventTime: text,
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  vpcEndpointId: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
  readOnly: flag,
  eventCategory: text,
  sessionCredentialFromConsole: flag,
  userIdentity: v.object({
    type: text,
    arn: text,
    accountId: text,
    accessKeyId: text,
    invokedBy: text,
    invokedByDelegate: part({ accountId: text }),
    sessionContext: part({
      assumedRoot: flag,
      signInSessionArn: text,
      attributes: part({ mfaAuthenticated: flag }),
    }),
  }),
  requestParameters: bag,
  responseElements: bag,
  additionalEventData: v.fallback(
    v.optional(
      v.looseObject({
        MFAUsed: yesOrNo,
        MFAIdentifier: text,
        success: flag,
        signInSessionArn: text,
        drillSentBy: text,
      }),
    ),
    undefined,
  ),
  addendum: part({ reason: requiredText, originalEventID: text }),
});
export type CloudTrailRecord = v.InferOutput<typeof cloudTrailRecord>;

export const eventEnvelope = v.object({ source: text, account: text, region: text, time: text });
export type Envelope = v.InferOutput<typeof eventEnvelope>;
