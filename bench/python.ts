import { spawnSync } from 'node:child_process';

/** `executable` is the interpreter itself, so that a launcher such as pyenv's is not measured with it. */
export type Python = {
  readonly executable: string;
  readonly version: string;
  readonly boto3Version: string | undefined;
};

const question = `
import json, platform, sys
try:
    import boto3
    boto3_version = boto3.__version__
except ImportError:
    boto3_version = None
print(json.dumps([sys.executable, platform.python_version(), boto3_version]))
`;

/** The python3 on PATH; undefined when there is none. */
export function findPython(): Python | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', question], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [executable, version, boto3] = JSON.parse(stdout) as [string, string, string | null];
  return { executable, version, boto3Version: boto3 ?? undefined };
}
