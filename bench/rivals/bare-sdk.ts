import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { postText } from './post-text.ts';

const secret = new SecretsManagerClient().send(
  new GetSecretValueCommand({ SecretId: process.env['WEBHOOK_SECRET_ID'] }),
);

/** The AWS SDK reads the secret while the function loads; then one post. No ledger, no retry, no words. */
export const handler = async (event: { readonly detail: { eventName: string } }): Promise<void> => {
  const { SecretString = '' } = await secret;
  await postText(SecretString, event.detail.eventName);
};
