/** What the function gives back to API Gateway. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Nothing is kept anywhere, framed, or told to another site, whatever the answer. */
const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
};

/** @param styleHash `sha256-…` of the one style that the page has. */
export function htmlResponse(statusCode: number, html: string, styleHash: string): HttpResponse {
  return {
    statusCode,
    headers: {
      ...always,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src '${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
    body: html,
  };
}

/** Shows a page of ours by GET, so that a reload does not send the form again. */
export function seeOther(location: string): HttpResponse {
  return { ...plainResponse(303), headers: { ...plainResponse(303).headers, location } };
}

export function plainResponse(statusCode: number, body = ''): HttpResponse {
  return {
    statusCode,
    headers: {
      ...always,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    body,
  };
}

export function jsonResponse(value: object): HttpResponse {
  const { headers } = plainResponse(200);
  return {
    statusCode: 200,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}
