import { userInfo } from 'node:os';

interface SigningClient {
  readonly config: { credentials(): Promise<{ readonly accessKeyId: string }> };
}

/** Who runs a command: the user of this machine, and the key that CloudTrail knows them by. */
export async function sentBy({ config }: SigningClient): Promise<string> {
  const { accessKeyId } = await config.credentials();
  return [userName(), accessKeyId].filter(Boolean).join(' · ');
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return '';
  }
}
