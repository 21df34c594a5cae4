import { describeAwsFailure } from '../aws-failure.ts';

/** One line of `npm run status`. */
export interface Row {
  /** `note`: nothing is broken, but somebody should know. */
  readonly verdict: 'ok' | 'note' | 'FIX';
  /** What was looked at. */
  readonly what: string;
  readonly found: string;
  /** What to do about it. */
  readonly todo?: string;
}

export const ok = (what: string, found: string): Row => ({ verdict: 'ok', what, found });

export const note = (what: string, found: string, todo?: string): Row => ({
  verdict: 'note',
  what,
  found,
  ...(todo === undefined ? {} : { todo }),
});

export const fix = (what: string, found: string, todo: string): Row => ({
  verdict: 'FIX',
  what,
  found,
  todo,
});

/** What to do when somebody changed or deleted a part. */
export const repairIt =
  'Fix it as described in docs/coverage.md, "When a rule was changed": deploying again does not.';

/** The rows of one look. A look that fails is a row to FIX, and does not hide the others. */
export async function looking(what: string, look: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await look();
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return [{ verdict: 'FIX', what, found: `could not look: ${sentence}` }];
  }
}
