import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { postJson } from '../post-json.ts';
import { stageOfLedger } from '../resource-names.ts';
import { alertPostingEndsAt } from '../time-budget.ts';
import { callerRequest } from './caller-request.ts';
import { closedBy, decideOpening } from './decide-opening.ts';
import {
  type CloseRequest,
  type OpenRequest,
  type PlannedRequest,
  readPlannedRequest,
  statementOf,
} from './planned-request.ts';
import { plannedStateName } from './planned-state-name.ts';
import { endOf, type PlannedWindow, readWindows, windowAt, windowsText } from './planned-window.ts';
import { type ProvenCaller, proveCaller } from './prove-caller.ts';
import { tellClosing, tellOpening } from './tell-planned.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A window as `npm run planned` shows it. Times as ISO 8601. */
export interface ShownWindow {
  readonly id: string;
  readonly account: string;
  readonly by: string;
  readonly why: string;
  readonly allow: readonly string[];
  readonly openedAt: string;
  readonly until: string;
}

/** What the function answers. `refused` is a sentence. */
export type PlannedAnswer =
  | { readonly refused: string }
  | { readonly opened: ShownWindow }
  /** `isTold`: false: the look-back tells it within 15 minutes. */
  | { readonly closed: ShownWindow; readonly isTold: boolean }
  | { readonly open: readonly ShownWindow[] };

/** Somebody else may open or close a window in between. */
const maxWrites = 3;

/**
 * Opens, closes and shows windows for planned work with root. Nobody is believed who they are: AWS STS says it.
 *
 * A window opens once every room was told of it, and not before.
 */
export function createPlannedHandler(delivery: DeliveryDeps, env: Env) {
  const { config, clock, log, ledger } = delivery;
  const stage = stageOfLedger(config.ledgerTable) ?? '';

  async function callerOf(
    request: OpenRequest | CloseRequest,
    functionArn: string,
  ): Promise<ProvenCaller | string> {
    const [, , , region = '', accountId = ''] = functionArn.split(':');
    const toSts = callerRequest(region, statementOf(request, stage), env);
    const deps = { region, accountId, post: postJson, nowMs: clock.now() };
    return await proveCaller(request.proof, toSts, deps);
  }

  async function read() {
    const text = await ledger.state(plannedStateName);
    return { text, windows: readWindows(text, clock.now()) };
  }

  async function open(
    request: OpenRequest,
    caller: ProvenCaller,
    endsAtMs: number,
  ): Promise<PlannedAnswer> {
    const lastUseAtMs = await ledger.lastUse(request.account);
    let isTold = false;
    for (let write = 1; write <= maxWrites; write += 1) {
      const { text, windows } = await read();
      const nowMs = clock.now();
      const decision = decideOpening(request, caller, windows, lastUseAtMs, nowMs);
      if (typeof decision === 'string') return { refused: decision };
      if ('openedBefore' in decision) return answerAgain(decision.openedBefore, nowMs);
      const { window, flags } = decision;
      if (!isTold && (await tellOpening(window, flags, stage, endsAtMs, delivery)) === 'untold') {
        return {
          refused:
            'Not every room could be told, so no window is open: alerts call people as ever. The log of the function says which.',
        };
      }
      isTold = true;
      const isKept = await ledger.replaceState(
        plannedStateName,
        text,
        windowsText(decision.windows, nowMs),
      );
      if (isKept) return { opened: shown(window) };
    }
    return { refused: 'Others opened or closed windows at the same time. Try again.' };
  }

  async function close(
    { account }: CloseRequest,
    caller: ProvenCaller,
    endsAtMs: number,
  ): Promise<PlannedAnswer> {
    for (let write = 1; write <= maxWrites; write += 1) {
      const { text, windows } = await read();
      const nowMs = clock.now();
      const window = windowAt(windows, account, nowMs);
      if (window === undefined) return { refused: `No window of ${account} is open.` };
      const closed = closedBy(window, caller.arn, nowMs, false);
      const after = windows.map((it) => (it === window ? closed : it));
      // At once: people are called again from here on, whether or not a room can be told of it.
      if (await ledger.replaceState(plannedStateName, text, windowsText(after, nowMs))) {
        const outcome = await tellClosing(closed, endsAtMs, delivery);
        return { closed: shown(closed), isTold: outcome === 'told' };
      }
    }
    return { refused: 'Others opened or closed windows at the same time. Try again.' };
  }

  async function list(): Promise<PlannedAnswer> {
    const { windows } = await read();
    const nowMs = clock.now();
    return { open: windows.filter((it) => nowMs < endOf(it)).map(shown) };
  }

  async function answerTo(
    request: PlannedRequest,
    invocation: Invocation,
  ): Promise<{ readonly answer: PlannedAnswer; readonly by?: string }> {
    if (request.action === 'list') return { answer: await list() };
    const endsAtMs = alertPostingEndsAt(clock.now(), invocation.getRemainingTimeInMillis());
    const caller = await callerOf(request, invocation.invokedFunctionArn ?? '');
    if (typeof caller === 'string') return { answer: { refused: caller } };
    const answer =
      request.action === 'open'
        ? await open(request, caller, endsAtMs)
        : await close(request, caller, endsAtMs);
    return { answer, by: caller.arn };
  }

  return async (event: unknown, invocation: Invocation): Promise<PlannedAnswer> => {
    const request = readPlannedRequest(event);
    if (typeof request === 'string') return { refused: request };
    const { answer, by } = await answerTo(request, invocation);
    const isRefused = 'refused' in answer;
    log({
      level: isRefused ? 'WARN' : 'INFO',
      message: 'planned',
      action: request.action,
      ...(request.action !== 'list' && { account: request.account }),
      ...(by !== undefined && { by }),
      ...(isRefused && { refused: answer.refused }),
      ...('opened' in answer && inLog(answer.opened)),
      ...('closed' in answer && inLog(answer.closed)),
    });
    return answer;
  };
}

function answerAgain(window: PlannedWindow, nowMs: number): PlannedAnswer {
  return nowMs < endOf(window)
    ? { opened: shown(window) }
    : { refused: 'This request opened a window already, which is over.' };
}

/** What a line says of a window: `npm run report` reads it. The reason is in no log. */
function inLog({ id, openedAt, until }: ShownWindow) {
  return { window: id, openedAt, until };
}

function shown({ id, account, by, why, allow, openedAtMs, untilMs }: PlannedWindow): ShownWindow {
  const openedAt = new Date(openedAtMs).toISOString();
  return { id, account, by, why, allow, openedAt, until: new Date(untilMs).toISOString() };
}
