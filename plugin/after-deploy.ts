import { resourceNames } from '../lib/resource-names.ts';
import { forwarderStep } from './forwarders/forwarder-step.ts';
import { acceptGaps, blindSpot, readForwarding } from './forwarders/forwarding.ts';
import type { Run } from './framework.ts';
import { confirmStep } from './ops-email-step.ts';
import { escalationHintOn, ncloudFaultsIn, webhookFaultsIn } from './secret-faults.ts';
import { protectedStackOf, protectionStep } from './termination-protection.ts';
import { trailStep } from './trail-step.ts';
import { webhookStep } from './webhook-step.ts';

/** Prints what a deployment leaves to be done by hand. */
export async function printNextSteps(run: Run): Promise<void> {
  const { serverless, writeText } = run;
  const { custom, provider: settings, functions } = serverless.service;
  const secretId = settings.environment?.['WEBHOOK_SECRET_ID'];
  if (typeof secretId !== 'string') return;
  const provider = serverless.getProvider('aws');
  const stage = provider.getStage();
  const region = provider.getRegion();
  const clientConfig = () => provider.getAwsSdkV3Config();
  const accountId = () => provider.getAccountId();
  const extraHosts = settings.environment?.['WEBHOOK_EXTRA_HOSTS'];
  const isAsking = custom?.respond === 'on' || custom?.respond === true;
  const looking =
    custom?.forwarding &&
    forwarderStep({
      stage,
      forwarding: custom.forwarding,
      clientConfig,
      showProgress: writeText,
    });
  const steps = await Promise.all([
    protectionStep(protectedStackOf({ serverless }, resourceNames(stage).stack)),
    looking?.then((forwarders) => forwarders?.text),
    webhookStep({
      region,
      secretId,
      clientConfig,
      faultsIn: (value) => webhookFaultsIn(value, extraHosts),
      hintOn: (value) => (isAsking ? escalationHintOn(value, extraHosts) : undefined),
    }),
    functions['ncloudActivity'] &&
      webhookStep({
        region,
        secretId: resourceNames(stage).ncloudSecret,
        clientConfig,
        task: 'give root-alert the keys of a Naver Cloud sub account',
        example: '{"accessKey": "<access key>", "secretKey": "<secret key>"}',
        faultsIn: ncloudFaultsIn,
      }),
    confirmStep({
      opsEmail: custom?.opsEmail,
      stage,
      region,
      topicName: resourceNames(stage).opsTopic,
      clientConfig,
      accountId,
    }),
    trailStep({ region, clientConfig, accountId }),
    custom?.forwarding && blindSpot(region, readForwarding(custom.forwarding).regions),
  ]);
  for (const step of steps) if (step) writeText(`\n${step}`);
  const forwarders = await looking;
  if (forwarders?.hasGaps && run.options[acceptGaps] !== true) failForGaps(writeText);
}

/** The deployment is done, but covers less than was asked for: whoever runs it in a pipeline has to see that. */
function failForGaps(writeText: Run['writeText']): void {
  process.exitCode = 1;
  writeText(
    `\nRegions are left without a forwarder, so this deployment counts as failed. If that is meant to be, add --${acceptGaps}.`,
  );
}
