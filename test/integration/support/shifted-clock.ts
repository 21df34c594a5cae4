import { mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ShiftedClock = {
  /** Makes a function's process read this clock. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lets so much time pass at once, for everybody. */
  jump(ms: number): void;
  /** Makes time stand still at a moment, but for jumps: what is said then is the same in every run. */
  stopAt(atMs: number): void;
  /** The right time again, here. */
  stop(): void;
};

const preload = fileURLToPath(new URL('shift-date-now.cjs', import.meta.url));

/**
 * A clock that can jump ahead, for this process, with the queues and the Runtime API in it, and for every function
 * started with its `environment`: delays, visibility timeouts, leases and ages then pass as they do in days of waiting.
 * Only `Date.now` is shifted; timers run as ever. After a jump of five minutes or more the SDK sees a server whose clock
 * differs, and may send a refused call twice.
 */
export function startShiftedClock(): ShiftedClock {
  const clock = startFunctionClock();
  const now = Date.now;
  let offsetMs = 0;
  let stoppedAtMs: number | undefined;
  Date.now = () => stoppedAtMs ?? now() + offsetMs;

  return {
    environment: clock.environment,
    jump(ms) {
      if (stoppedAtMs === undefined) offsetMs += ms;
      else stoppedAtMs += ms;
      clock.jump(ms);
    },
    stopAt(atMs) {
      stoppedAtMs = atMs;
      clock.stopAt(atMs);
    },
    stop() {
      Date.now = now;
      clock.stop();
    },
  };
}

/** The same for functions started with its `environment` alone; here, time goes on as ever. */
export function startFunctionClock(): ShiftedClock {
  const directory = mkdtempSync(join(tmpdir(), 'root-alert-clock-'));
  const link = join(directory, 'time');
  let offsetMs = 0;
  let stoppedAtMs: number | undefined;
  // The target of a link: it changes at once for all who read it, and costs no file.
  const write = (): void => {
    symlinkSync(stoppedAtMs === undefined ? String(offsetMs) : `=${stoppedAtMs}`, `${link}.new`);
    renameSync(`${link}.new`, link);
  };
  write();

  return {
    environment: {
      NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
      CLOCK_LINK: link,
    },
    jump(ms) {
      if (stoppedAtMs === undefined) offsetMs += ms;
      else stoppedAtMs += ms;
      write();
    },
    stopAt(atMs) {
      stoppedAtMs = atMs;
      write();
    },
    stop: () => rmSync(directory, { recursive: true, force: true }),
  };
}
