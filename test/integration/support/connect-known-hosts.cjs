// Required into a function's process: connections to the hosts of rooms go to a server on this machine, whose port is
// KNOWN_HOSTS_PORT. Names, certificates and everything else stay as they are.
'use strict';

const net = require('node:net');

const hosts = ['hook.dooray.com', 'api.dooray.com', 'hooks.slack.com', 'example.dooray.com'];
const connect = net.Socket.prototype.connect;

/** @param {unknown[]} args */
net.Socket.prototype.connect = function connectHere(...args) {
  // Node normalizes the arguments into one list before it calls this.
  const normalized = /** @type {[Record<string, unknown>, ...unknown[]]} */ (
    Array.isArray(args[0]) ? args[0] : args
  );
  const options = normalized[0];
  if (hosts.includes(String(options['host']))) {
    options['host'] = '127.0.0.1';
    options['port'] = Number(process.env['KNOWN_HOSTS_PORT']);
  }
  return Reflect.apply(connect, this, args);
};
