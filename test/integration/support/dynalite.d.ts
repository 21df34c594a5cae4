declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Milliseconds that a table stays in a state before the next; the store is in memory. */
  type Options = { createTableMs?: number; deleteTableMs?: number; updateTableMs?: number };

  function dynalite(options?: Options): Server;
  export = dynalite;
}
