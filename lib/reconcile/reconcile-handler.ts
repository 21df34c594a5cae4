import { SecretError } from '../aws/secret-error.ts';
import type { SecretVersion, VersionStage } from '../aws/secret-version.ts';
import { type ContainAnswer, readContainNotice } from '../contain/contain-notice.ts';
import { tellContain } from '../contain/tell-contain.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { type EscalationDrillAnswer, readEscalationDrill } from '../drill/escalation-drill.ts';
import { tellEscalationDrill } from '../drill/tell-escalation-drill.ts';
import { callHeartbeatMonitor } from '../monitor/call-heartbeat-monitor.ts';
import { webhookRemarks } from '../rooms/webhook-remarks.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';
import type { AwsAccount } from './aws-account.ts';
import type { WebhookState } from './coverage.ts';
import { webhookPlace } from './finding.ts';
import { reconcile } from './reconcile.ts';
import type { ReconcileDeps } from './reconcile-run.ts';

/** What a run of reconcile opens in AWS. */
export interface ReconcileDoors {
  /** Opens the clients for one run, which closes them. */
  readonly openAccount: () => AwsAccount & { close(): void };
  /** Gives the text of the webhook secret as it is now. */
  readonly readSecret: (secretId: string) => Promise<string>;
  /** Gives a version of it; undefined: there is none. */
  readonly readVersion: (
    secretId: string,
    stage: VersionStage,
  ) => Promise<SecretVersion | undefined>;
}

/**
 * Runs reconcile, whatever the event; only for `npm run contain` and `npm run drill -- --escalation` it tells rooms instead, and answers
 * what became of it.
 *
 * @param doors undefined where there is no AWS.
 * @param stage of the deployment.
 * @param memberCallAs see {@link ReconcileDeps}
 */
export function createReconcileHandler(
  delivery: DeliveryDeps,
  doors: ReconcileDoors | undefined,
  stage: string,
  memberCallAs: ReconcileDeps['memberCallAs'] = undefined,
) {
  return async (
    event: unknown,
    invocation: Invocation,
  ): Promise<ContainAnswer | EscalationDrillAnswer | undefined> => {
    const notice = readContainNotice(event);
    if (notice !== undefined) return tellContain(notice, invocation, delivery, stage);
    const drill = readEscalationDrill(event);
    if (drill !== undefined) return tellEscalationDrill(drill, invocation, delivery);
    if (doors === undefined) {
      delivery.explain?.(
        'reconcile compares what AWS recorded with what was told. Local mode has no AWS: there is nothing to do.',
      );
      return undefined;
    }
    const aws = doors.openAccount();
    try {
      const checkWebhook = () => checkSecret(doors.readSecret, delivery);
      const readVersion = (of: VersionStage) =>
        doors.readVersion(delivery.config.webhookSecretId, of);
      const running = reconcile(invocation, delivery, {
        aws,
        checkWebhook,
        readVersion,
        stage,
        memberCallAs,
      });
      // A run that is killed calls nobody: the monitor hears of that by the silence.
      await callMonitor(running, readVersion, delivery);
      await running;
      return undefined;
    } finally {
      aws.close();
    }
  };
}

/** Calls the monitor outside AWS, if the webhook secret names one. Never rejects: a run does not fail for it. */
async function callMonitor(
  running: Promise<boolean>,
  readVersion: ReconcileDeps['readVersion'],
  { config, log }: DeliveryDeps,
): Promise<void> {
  const isWell = await running.catch(() => false);
  const secret = await readVersion('AWSCURRENT').catch(() => undefined);
  const { monitor } = readWebhookRooms(secret?.text ?? '', config.webhookExtraHosts);
  if (monitor === undefined) return;
  const call = await callHeartbeatMonitor(monitor, isWell);
  const isFault = typeof call === 'object';
  log({ level: isFault ? 'WARN' : 'INFO', message: 'monitor', isWell, call });
}

async function checkSecret(
  readSecret: ReconcileDoors['readSecret'],
  { config }: DeliveryDeps,
): Promise<WebhookState> {
  try {
    const secret = await readSecret(config.webhookSecretId);
    const setting = readWebhookRooms(secret, config.webhookExtraHosts);
    const all = [...setting.faults, ...webhookRemarks(setting)];
    return all.length === 0 ? 'good' : all;
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    if (error.isEmpty) return 'empty';
    const detail = error.reason;
    if (error.isKeyRefused) return { kind: 'secretUndecryptable', place: webhookPlace, detail };
    if (detail === 'AccessDeniedException') {
      return { kind: 'secretDenied', place: webhookPlace, detail };
    }
    throw error;
  }
}
