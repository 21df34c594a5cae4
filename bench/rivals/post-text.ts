import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Posts a line of text to a webhook, and does nothing else that could take time. */
export function postText(hook: string, text: string): Promise<void> {
  const url = new URL(hook);
  const body = JSON.stringify({ text });
  return new Promise((resolve, reject) => {
    (url.protocol === 'http:' ? httpRequest : httpsRequest)(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('end', resolve);
      },
    )
      .on('error', reject)
      .end(body);
  });
}
