import type { EventClass } from './classes.ts';

/**
 * Calls of IAM that give root itself a password or another credential, or take its password away, where they name no
 * user (IAM API Reference: `UserName` "defaults to the principal making the request"; IAM User Guide, "Perform a
 * privileged task on an AWS Organizations member account"). Access keys have classes of their own.
 */
const classes: ReadonlyMap<string, EventClass> = new Map([
  ['CreateLoginProfile', 'rootPasswordCreated'],
  ['UpdateLoginProfile', 'password'],
  ['DeleteLoginProfile', 'rootPasswordDeleted'],
  ['UploadSigningCertificate', 'rootCredentialCreated'],
  ['CreateServiceSpecificCredential', 'rootCredentialCreated'],
  ['ResetServiceSpecificCredential', 'rootCredentialCreated'],
  ['UploadSSHPublicKey', 'rootCredentialCreated'],
  ['UploadCloudFrontPublicKey', 'rootCredentialCreated'],
]);

export function rootCredentialClassOf(eventName: string): EventClass | undefined {
  return classes.get(eventName);
}
