import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAlarmParameters } from './checks/alarm-parameters.ts';
import { checkEnvironment } from './checks/check-environment.ts';
import { checkEvidenceDays } from './checks/evidence-days.ts';
import {
  checkParameterNames,
  givenParameters,
  knownParameters,
  noteOnStage,
} from './checks/known-parameters.ts';
import { checkNetworks } from './checks/networks.ts';
import { checkOpsEmail } from './checks/ops-email.ts';
import { checkStage } from './checks/stage-name.ts';
import { readForwarding } from './forwarders/forwarding.ts';
import type { Run } from './framework.ts';
import { requireHandlerSource } from './invoke-local/load-handler.ts';

/**
 * Checks the names of the parameters that were given.
 *
 * @returns the text of serverless.yml
 * @throws {UserError} naming those that nothing reads
 */
export async function checkGivenParameters({
  serverless,
  options,
  serviceDir,
}: Run): Promise<string> {
  const stage = serverless.getProvider('aws').getStage();
  const configuration = await readFile(join(serviceDir, 'serverless.yml'), 'utf8');
  checkParameterNames(
    givenParameters(options.param, serverless.configurationInput?.params, stage),
    configuration,
  );
  return configuration;
}

/**
 * Checks all settings before anything is packaged, so that a mistake does not surface in the middle of a deployment.
 *
 * @throws {UserError} for the first setting that cannot be used
 */
export async function checkSettings(run: Run): Promise<void> {
  const { serverless, serviceDir } = run;
  const { provider, functions, custom } = serverless.service;
  const configuration = await checkGivenParameters(run);
  const note = noteOnStage(
    serverless.configurationInput?.params,
    serverless.getProvider('aws').getStage(),
  );
  if (note !== undefined) run.writeText(note);
  for (const [name, { handler }] of Object.entries(functions)) {
    requireHandlerSource(name, handler, serviceDir);
  }
  checkEnvironment(
    Object.values(functions).map(({ environment }) => ({
      ...provider.environment,
      ...environment,
    })),
    knownParameters(configuration),
  );
  checkOpsEmail(custom?.opsEmail);
  checkEvidenceDays(custom?.evidenceDays);
  checkNetworks(provider.environment?.['NETWORKS']);
  if (!custom?.forwarding) return;
  readForwarding(custom.forwarding);
  checkStage(serverless.getProvider('aws').getStage(), custom.forwarding.home);
  if (custom.alarm) checkAlarmParameters(custom.alarm, custom.forwarding.home);
}

/**
 * Puts the organization's forwarder beside the packaged template, for the accounts that StackSets do not reach:
 * the management account, and accounts outside the units. The framework then moves all of it to `--package`.
 */
export async function writeForwarder({ serverless, serviceDir }: Run): Promise<void> {
  const { compiledCloudFormationTemplate } = serverless.service.provider;
  const stackSet = compiledCloudFormationTemplate?.Resources['OrganizationForwarders'];
  const template = stackSet?.Properties?.['TemplateBody'];
  if (typeof template !== 'string') return;
  const directory = join(serviceDir, '.serverless');
  await mkdir(directory, { recursive: true });
  await writeFile(
    join(directory, 'forwarder.json'),
    `${JSON.stringify(JSON.parse(template), null, 2)}\n`,
  );
}
