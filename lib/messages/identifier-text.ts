import { boundText } from './bound-text.ts';

/** What people copy out of messages. A room shows an identifier of the right form as it is. */
const boundTo =
  (maxLength: number) =>
  (text: string): string =>
    boundText(text, maxLength);

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const region = /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d{1,2}$/;

export const isRegion = (text: string): boolean => region.test(text);
export const isEventId = (text: string): boolean => uuid.test(text);

export const accountText = boundTo(40);
export const eventIdText = boundTo(80);
export const regionText = boundTo(40);
export const serviceText = boundTo(100);
export const eventNameText = boundTo(128);
/** Where an AWS service made the call, CloudTrail writes its name here, or `AWS Internal`. */
export const sourceIpText = boundTo(100);
export const accessKeyIdText = boundTo(128);
