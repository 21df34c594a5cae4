import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { esbuildPlugins } from '../build/esbuild-plugins.ts';
import type { EsbuildSettings, Run, Serverless } from '../framework.ts';
import { sourceOf } from './load-handler.ts';

/**
 * Builds a handler as serverless-esbuild builds it for a deployment, from the same settings: that takes a second to load,
 * which is not needed for one function.
 *
 * @param handler as in serverless.yml, such as `handlers/root-event.handler`
 * @returns the directory that stands for that of the service
 * @throws what esbuild throws, with what is wrong in `errors`
 */
export async function buildHandler(
  {
    serverless,
    serviceDir,
    workFolder,
  }: Pick<Run, 'serviceDir' | 'workFolder'> & { readonly serverless: Pick<Serverless, 'service'> },
  handler: string,
): Promise<string> {
  const { provider, custom } = serverless.service;
  // These are serverless-esbuild's own: whoever sets another one leaves it out here, too, or esbuild refuses it.
  const {
    exclude = [],
    external = [],
    outputFileExtension = '.js',
    outputWorkFolder,
    skipRebuild,
    ...settings
  }: Partial<EsbuildSettings> = custom?.esbuild ?? {};
  const buildDir = join(serviceDir, workFolder, '.build');
  const source = sourceOf(handler);
  await build({
    platform: 'node',
    target: provider.runtime.replace(/^nodejs(\d+)\.x$/, 'node$1'),
    ...settings,
    absWorkingDir: serviceDir,
    entryPoints: [source],
    outdir: join(buildDir, dirname(source)),
    outExtension: { '.js': outputFileExtension },
    external: [...external, ...exclude],
    plugins: [...esbuildPlugins],
  });
  return buildDir;
}
