import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time that a process has used so far in all its threads, in milliseconds (proc(5), schedstat). Undefined where the
 * system does not say, such as outside Linux.
 */
export function cpuTimeMs(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const ns = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return ns.reduce((sum, each) => sum + each, 0) / 1e6;
  } catch {
    return undefined;
  }
}

/** The peak memory of a process, in MB (proc(5), VmHWM). Undefined where the system does not say. */
export function peakMemoryMb(pid: number): number | undefined {
  try {
    const [, kb] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kb === undefined ? undefined : Number(kb) / 1_024;
  } catch {
    return undefined;
  }
}
