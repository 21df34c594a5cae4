/** A mistake of the user's. The message is one whole sentence that says what to do, and is all that they are shown. */
export class UserError extends Error {
  override name = 'UserError' as const;
}
