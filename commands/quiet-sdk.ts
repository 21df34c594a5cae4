/**
 * Keeps the AWS SDK from warning of Node 20 in nine lines before a one-line answer: which Node the project runs on is for its
 * maintainers to change. Our own functions run on Node 24. Somebody who has set the variable keeps their value.
 */
export function quietSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
