// Loaded before aws-lambda-ric, whose native part only ever does three HTTP calls to the Runtime API. This answers
// require('./rapid-client.node') with the same three, so that nothing need be compiled.
// The calls: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
'use strict';

const http = require('node:http');
const Module = require('node:module');

const [hostname, port] = String(process.env['AWS_LAMBDA_RUNTIME_API']).split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {string} [body]
 * @returns {Promise<{ bodyJson: string, headers: http.IncomingHttpHeaders }>}
 */
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const request = http.request({ hostname, port, path, method, headers, agent }, (response) => {
      let bodyJson = '';
      response.setEncoding('utf8');
      response.on('data', (/** @type {string} */ chunk) => {
        bodyJson += chunk;
      });
      response.on('end', () => resolve({ bodyJson, headers: response.headers }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

// The native client posts synchronously; here the next invocation is asked for once the post is through.
/** @type {Promise<unknown>} */
let posted = Promise.resolve();

const rapidClient = {
  next: () => posted.then(() => call('GET', '/2018-06-01/runtime/invocation/next')),
  done: (/** @type {string} */ requestId, /** @type {string} */ body) => {
    posted = call('POST', `/2018-06-01/runtime/invocation/${requestId}/response`, body);
  },
  error: (/** @type {string} */ requestId, /** @type {string} */ body) => {
    posted = call('POST', `/2018-06-01/runtime/invocation/${requestId}/error`, body);
  },
};

const internals = /** @type {{ _load(request: string, ...rest: unknown[]): unknown }} */ (
  /** @type {unknown} */ (Module)
);
const load = internals._load;
internals._load = function (request, ...rest) {
  if (request === './rapid-client.node') return rapidClient;
  return load.call(this, request, ...rest);
};
