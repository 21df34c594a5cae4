/**
 * The path of an incoming webhook, of Dooray (`/services/<organization>/<hook>/<token>`, docs.toast.com, Dooray Messenger,
 * incoming hook) and of Slack (`/services/T…/B…/<token>`). Two URLs that were pasted into one have another.
 */
export function isServicesPath(pathname: string): boolean {
  return /^\/services(?:\/[\w.~=+-]+){3}\/?$/.test(pathname);
}
