import { isIP } from 'node:net';
import { awsServiceName, neutralizeText } from './neutralize-text.ts';

/**
 * Identifiers that people copy out of a message stand verbatim while they look like what they
 * should be; anything else in their place is text from outside and is made inert.
 */
const verbatimOrInert =
  (isSound: (text: string) => boolean, maxLength: number) =>
  (text: string): string =>
    text.length <= maxLength && isSound(text) ? text : neutralizeText(text, maxLength);

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const region = /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d{1,2}$/;

export const isRegion = (text: string): boolean => region.test(text);
export const isEventId = (text: string): boolean => uuid.test(text);

export const accountText = verbatimOrInert((text) => /^\d{12}$/.test(text), 40);
export const eventIdText = verbatimOrInert(isEventId, 80);
export const regionText = verbatimOrInert(isRegion, 40);
export const serviceText = verbatimOrInert((text) => awsServiceName.test(text), 100);

/** An underscore between letters, as in `Instruments_Create`, is no markup in either room. */
export const eventNameText = verbatimOrInert(
  (text) => /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(text),
  128,
);

/** CloudTrail puts the name of an AWS service, or `AWS Internal`, where one of its own called. */
export const sourceIpText = verbatimOrInert(
  (text) => (isIP(text) !== 0 && !text.includes('%')) || awsServiceName.test(text),
  100,
);

export const accessKeyIdText = verbatimOrInert((text) => /^[A-Z0-9]{16,128}$/.test(text), 128);
