import { isIP } from 'node:net';
import { awsServiceName, neutralizeText } from './neutralize-text.ts';

/**
 * People copy identifiers out of messages, so an identifier of the right form stays as it is. Any other text in its
 * place is neutralized.
 */
const verbatimOrNeutral =
  (isValid: (text: string) => boolean, maxLength: number) =>
  (text: string): string =>
    text.length <= maxLength && isValid(text) ? text : neutralizeText(text, maxLength);

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const region = /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d{1,2}$/;

export const isRegion = (text: string): boolean => region.test(text);
export const isEventId = (text: string): boolean => uuid.test(text);

export const accountText = verbatimOrNeutral((text) => /^\d{12}$/.test(text), 40);
export const eventIdText = verbatimOrNeutral(isEventId, 80);
export const regionText = verbatimOrNeutral(isRegion, 40);
export const serviceText = verbatimOrNeutral((text) => awsServiceName.test(text), 100);

/** No room takes an underscore between letters, as in `Instruments_Create`, for markup. */
export const eventNameText = verbatimOrNeutral(
  (text) => /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(text),
  128,
);

/** Where an AWS service made the call, CloudTrail writes its name here, or `AWS Internal`. */
export const sourceIpText = verbatimOrNeutral(
  (text) => (isIP(text) !== 0 && !text.includes('%')) || awsServiceName.test(text),
  100,
);

export const accessKeyIdText = verbatimOrNeutral((text) => /^[A-Z0-9]{16,128}$/.test(text), 128);
