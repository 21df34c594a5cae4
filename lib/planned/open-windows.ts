import type { Config } from '../config.ts';
import { markPlanned } from '../messages/mark-planned.ts';
import type { Message } from '../messages/message.ts';
import type { RootActivity } from '../root-activity.ts';
import { type PlannedUse, plannedUseOf } from './planned-use.ts';
import { readWindows } from './planned-window.ts';

/** What alerts need of the windows. */
export interface Windows {
  /** @param needsRoot as `plannedUseOf` takes it. */
  readonly useOf: (activity: RootActivity, needsRoot: boolean) => PlannedUse | undefined;
  readonly mark: (
    message: Message,
    planned: PlannedUse,
    settings: Pick<Config, 'locale' | 'timeZone'>,
    toldAt: Date | undefined,
  ) => Message;
}

/** A file of its own beside the bundle: no alert needs it, until somebody opened a window. */
export function openWindows(text: string, nowMs: number): Windows {
  const windows = readWindows(text, nowMs);
  return {
    useOf: (activity, needsRoot) => plannedUseOf(activity, needsRoot, windows),
    mark: markPlanned,
  };
}
