import { UserError } from '../user-error.ts';

/** S3 locks an object for a hundred years at most (Amazon S3 API Reference, "DefaultRetention"). */
const maxDays = 36_500;

/** @throws {UserError} */
export function checkEvidenceDays(days: unknown): void {
  const text = days === undefined ? '400' : String(days);
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= maxDays) return;
  throw new UserError(`evidenceDays: expected a whole number of days from 1 to ${maxDays}.`);
}
