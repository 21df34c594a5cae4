/** Something the user can put right: the message is one whole sentence and is all they are shown. */
export class UserError extends Error {
  /** @override */
  name = 'Refusal';
}
