import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
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
 * Ports below those that systems give to clients, so many for each worker of Vitest. No port is given twice: what is meant
 * for a server that is away would reach another one, and be answered there.
 */
const portsOfWorker = 3_000;
const firstPort = 10_000 + ((Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % 7) * portsOfWorker;
/** Elsewhere in each run, since another one may be under way. */
let portsGiven = randomInt(portsOfWorker);

/**
 * Lets a server listen on a port of 127.0.0.1 that no other had.
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

  const port = await listenOnNewPort(server);

  return {
    port,
    connections: () => connections,
    async start() {
      if (server.listening) return;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await listen(server, port);
        } catch (error) {
          if (!isTaken(error) || attempt === attemptsToGetThePortBack) throw error;
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

async function listenOnNewPort(server: Server): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = firstPort + (portsGiven % portsOfWorker);
    portsGiven += 1;
    try {
      await listen(server, port);
      return port;
    } catch (error) {
      if (!isTaken(error) || attempt === portsOfWorker) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
