/** How Dooray's refusal begins: enough where the end of the body was cut off. */
const beginningOfRefusal = /^\s*\{\s*"header"\s*:\s*\{[^{}]*"isSuccessful"\s*:\s*false\b/;

/** Whether a body is JSON that says `header.isSuccessful: false`, as Dooray does with status 200. */
export function saysUnsuccessful(body: string): boolean {
  try {
    // `trim` also removes a byte order mark, which `JSON.parse` does not accept.
    const answer: unknown = JSON.parse(body.trim());
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'header' in answer &&
      typeof answer.header === 'object' &&
      answer.header !== null &&
      'isSuccessful' in answer.header &&
      answer.header.isSuccessful === false
    );
  } catch {
    return beginningOfRefusal.test(body);
  }
}
