import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server on 127.0.0.1 that can go away and come back on the port it had. */
export type LoopbackServer = {
  readonly port: number;
  /** TCP connections accepted so far. */
  connections(): number;
  /** Listens again, on the same port. Does nothing when it listens already. */
  start(): Promise<void>;
  /** Cuts every open connection and refuses new ones. Does nothing when it is stopped already. */
  stop(): Promise<void>;
};

const attemptsToGetThePortBack = 100;

/**
 * Lets a server listen on a free port of 127.0.0.1.
 *
 * @throws the `listen` error; on `start`, EADDRINUSE when somebody keeps the port for over a second.
 */
export async function listenOnLoopback(server: Server): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // An idle connection that the server closes just as the client uses it again looks like a fault nobody scripted.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;

  await listen(server, 0);
  const { port } = server.address() as AddressInfo;

  return {
    port,
    connections: () => connections,
    async start() {
      if (server.listening) return;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await listen(server, port);
        } catch (error) {
          const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
          if (!taken || attempt === attemptsToGetThePortBack) throw error;
          await sleep(10);
        }
      }
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
