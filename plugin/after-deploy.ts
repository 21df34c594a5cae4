import { resourceNames } from '../lib/resource-names.ts';
import { forwarderStep } from './forwarders/forwarder-step.ts';
import { blindSpot, readForwarding } from './forwarders/forwarding.ts';
import type { Run } from './framework.ts';
import { confirmStep } from './ops-email-step.ts';
import { protectedStackOf, protectionStep } from './termination-protection.ts';
import { trailStep } from './trail-step.ts';
import { webhookStep } from './webhook-step.ts';

/** Prints what a deployment leaves to be done by hand. Other commands print nothing. */
export async function printNextSteps({ serverless, command, writeText }: Run): Promise<void> {
  const { custom, provider: settings, functions } = serverless.service;
  const secretId = settings.environment?.['WEBHOOK_SECRET_ID'];
  if (command !== 'deploy' || typeof secretId !== 'string') return;
  const provider = serverless.getProvider('aws');
  const stage = provider.getStage();
  const region = provider.getRegion();
  const clientConfig = () => provider.getAwsSdkV3Config();
  const accountId = () => provider.getAccountId();
  const steps = await Promise.all([
    protectionStep(protectedStackOf({ serverless }, resourceNames(stage).stack)),
    custom?.forwarding && forwarderStep({ stage, forwarding: custom.forwarding, clientConfig }),
    webhookStep({ region, secretId, clientConfig }),
    functions['ncloudActivity'] &&
      webhookStep({
        region,
        secretId: resourceNames(stage).ncloudSecret,
        clientConfig,
        task: 'give root-alert the keys of a Naver Cloud sub account',
        example: '{"accessKey": "<access key>", "secretKey": "<secret key>"}',
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
}
