// Loaded before aws-lambda-ric, whose native part only ever does three HTTP calls to the Runtime API. This answers
// require('./rapid-client.node') with the same three, so that nothing need be compiled.
// The calls: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
//
// It speaks over file descriptor 3, a connection that lambda-runtime.ts opened. A request by node:http would warm up what
// functions need for their own requests, and a benchmark would count that for nobody.
'use strict';

const fs = require('node:fs');
const Module = require('node:module');

const connection = 3;
const endOfHeaders = '\r\n\r\n';

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {string} [body]
 */
function send(method, path, body = '') {
  const head = [
    `${method} /2018-06-01/runtime/invocation/${path} HTTP/1.1`,
    'Host: runtime',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const message = Buffer.from(`${head.join('\r\n')}${endOfHeaders}${body}`);
  for (let sent = 0; sent < message.length; ) {
    sent += fs.writeSync(connection, message, sent);
  }
}

/** @typedef {{ bodyJson: string, headers: Record<string, string> }} Answer */

/**
 * @param {Buffer} received
 * @returns {Answer | undefined} undefined as long as it is not whole
 */
function parse(received) {
  const headEnd = received.indexOf(endOfHeaders);
  if (headEnd === -1) return undefined;
  /** @type {Record<string, string>} */
  const headers = {};
  for (const line of received.toString('latin1', 0, headEnd).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const bodyAt = headEnd + endOfHeaders.length;
  const length = Number(headers['content-length']);
  if (Number.isNaN(length)) throw new Error('The Runtime API answered without Content-Length.');
  if (received.length < bodyAt + length) return undefined;
  return { bodyJson: received.toString('utf8', bodyAt, bodyAt + length), headers };
}

/** @returns {Promise<Answer>} */
function receive() {
  return new Promise((resolve, reject) => {
    const chunk = Buffer.alloc(65_536);
    let received = Buffer.alloc(0);
    const read = () =>
      fs.read(connection, chunk, 0, chunk.length, null, (error, bytes) => {
        if (error) return reject(error);
        if (bytes === 0) return reject(new Error('The Runtime API closed the connection.'));
        received = Buffer.concat([received, chunk.subarray(0, bytes)]);
        const answer = parse(received);
        if (answer === undefined) read();
        else resolve(answer);
      });
    read();
  });
}

/** @param {string} path */
function ask(path) {
  send('GET', path);
  return receive();
}

/**
 * Waits for another sandbox, and begins it, if nothing of this one is left.
 *
 * @returns {Promise<never>} for the runtime client of this one, which has nothing to do any more
 */
async function nextSandbox() {
  const { begin, forgetTheLast, isAnythingLeft } = require('./next-sandbox.cjs');
  if (await isAnythingLeft()) process.exit(0);
  forgetTheLast();
  begin(JSON.parse((await ask('sandbox')).bodyJson));
  return new Promise(() => {});
}

/**
 * The native client posts synchronously; here the next invocation is asked for once the post is through.
 *
 * @type {Promise<unknown>}
 */
let posted = Promise.resolve();

/**
 * @param {string} path
 * @param {string} body
 */
function post(path, body) {
  send('POST', path, body);
  posted = receive();
}

const rapidClient = {
  next: () =>
    posted.then(async () => {
      const answer = await ask('next');
      return 'sandbox-over' in answer.headers ? nextSandbox() : answer;
    }),
  done: (/** @type {string} */ requestId, /** @type {string} */ body) =>
    post(`${requestId}/response`, body),
  error: (/** @type {string} */ requestId, /** @type {string} */ body) =>
    post(`${requestId}/error`, body),
};

// A thread that waits in read() would keep the process from exiting: what is no request makes the server hang up.
process.on('exit', () => {
  try {
    fs.writeSync(connection, 'bye\r\n\r\n');
  } catch {
    // Nobody is there any more, so nobody waits either.
  }
});

const internals = /** @type {{ _load(request: string, ...rest: unknown[]): unknown }} */ (
  /** @type {unknown} */ (Module)
);
const load = internals._load;
internals._load = function (request, ...rest) {
  if (request === './rapid-client.node') return rapidClient;
  return load.call(this, request, ...rest);
};
