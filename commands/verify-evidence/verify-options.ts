import { checkRegionName } from '../../plugin/checks/region.ts';
import { checkStageName } from '../../plugin/checks/stage-name.ts';
import { UserError } from '../../plugin/user-error.ts';
import { defaultRegion } from '../command-options.ts';
import { parseOptions } from '../parse-options.ts';
import type { Deployment } from '../stack.ts';
import type { Anchor } from './check-chain.ts';

export interface VerifyOptions extends Deployment {
  /** Undefined: that of the deployment. */
  readonly bucket: string | undefined;
  readonly anchors: readonly Anchor[];
  readonly isJson: boolean;
}

const usage =
  'npm run verify-evidence -- --stage prod [--region ap-northeast-2] [--bucket <name>] [--expect <number>:<hash>] [--json] [--help]';

/** @throws {UserError} in one sentence that names the option. */
export function readVerifyOptions(args: readonly string[]): VerifyOptions | 'help' {
  const options = parseOptions(
    args,
    {
      stage: { type: 'string' },
      region: { type: 'string', default: defaultRegion },
      bucket: { type: 'string' },
      expect: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    usage,
  );
  const { stage, region, bucket, expect = [] } = options;
  if (options.help) return 'help';
  if (!stage) throw new UserError(`Which stage is missing: ${usage}`);
  checkStageName(stage);
  checkRegionName(region);
  return { stage, region, bucket, anchors: expect.map(anchorIn), isJson: options.json === true };
}

function anchorIn(text: string): Anchor {
  const [, number, hash] = /^([1-9]\d{0,11}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) {
    throw new UserError(
      '--expect: expected the number of an object and its hash, as an earlier check printed them.',
    );
  }
  return { number: Number(number), hash };
}

/** What --help prints. */
export function describeVerify(): string {
  return `${usage}

Reads every object of the evidence and checks that none is missing, replaced, deleted or there twice. Changes nothing.

  --stage <name>             which deployment; there is no default
  --region <name>            its home region (default: ${defaultRegion})
  --bucket <name>            another bucket than that of the deployment, such as one that a removed stack left
  --expect <number>:<hash>   an object that must be there, as an earlier check printed it; may be given more than once
  --json                     print JSON; progress goes to standard error
  --help                     print this

Exit code: 0 when the chain is whole, 1 when it is not. What it needs: docs/evidence.md.`;
}
