import { describe, expect, test } from 'vitest';
import type { Denier, FailureKind } from '../../../lib/classify/failure.ts';
import { failureKindOf, failureOf } from '../../../lib/classify/failure-kind.ts';
import { useFacts } from '../root-use.ts';

describe('the kind of a failure', () => {
  test.each<[FailureKind, string[]]>([
    ['dryRun', ['DryRunOperation', 'Client.DryRunOperation']],
    [
      'denied',
      [
        'AccessDenied',
        'AccessDeniedException',
        'VpceAccessDenied',
        'UnauthorizedOperation',
        'Client.UnauthorizedOperation',
        'NotAuthorizedException',
        'AuthFailure',
        'Client.InvalidClientTokenId',
        'OperationNotPermitted',
      ],
    ],
    [
      'throttled',
      [
        'ThrottlingException',
        'Throttling',
        'ThrottledException',
        'Client.RequestLimitExceeded',
        'TooManyRequestsException',
        'SlowDown',
        'ProvisionedThroughputExceededException',
      ],
    ],
    [
      'notFound',
      [
        'NoSuchEntityException',
        'NoSuchBucketPolicy',
        'ResourceNotFoundException',
        'DBInstanceNotFound',
        'Client.InvalidInstanceID.NotFound',
        'AWS.SimpleQueueService.QueueDoesNotExist',
        'UnknownResourceException',
      ],
    ],
    ['notEmpty', ['BucketNotEmpty', 'DeleteConflict', 'Client.DependencyViolation']],
    [
      'conflict',
      [
        'ConflictException',
        'EntityAlreadyExists',
        'BucketAlreadyOwnedByYou',
        'ResourceInUseException',
        'Client.VolumeInUse',
        'InvalidGroup.Duplicate',
        'ConcurrentModificationException',
        'InvalidDBInstanceState',
        'Client.IncorrectInstanceState',
      ],
    ],
    [
      'limitExceeded',
      [
        'LimitExceeded',
        'LimitExceededException',
        'ServiceQuotaExceededException',
        'Client.VcpuLimitExceeded',
        'TooManyBuckets',
        'Client.InstanceLimitExceeded',
      ],
    ],
    [
      'invalid',
      [
        'ValidationException',
        'ValidationError',
        'InvalidParameterValue',
        'Client.InvalidParameterCombination',
        'MalformedPolicyDocumentException',
        'MissingParameter',
        'UnsupportedOperation',
        'com.amazonaws.example#InvalidRequestException',
      ],
    ],
    [
      'unavailable',
      ['InternalFailure', 'ServiceUnavailable', 'Server.InsufficientInstanceCapacity'],
    ],
    ['other', ['SomethingNew', '', '#', 'x'.repeat(100_000)]],
  ])('is %s', (kind, codes) => {
    expect(codes.map(failureKindOf)).toEqual(codes.map(() => kind));
  });

  test('is not known where the record has no code', () => {
    expect(failureKindOf(undefined)).toBe('other');
  });

  test('is none of a success', () => {
    expect(failureOf(useFacts({ outcome: 'success' }))).toBeUndefined();
    expect(failureOf(useFacts({ outcome: 'unknown' }))).toBeUndefined();
  });

  test('of a dry run that root may not make is denied', () => {
    const denied = { outcome: 'failure', errorCode: 'Client.UnauthorizedOperation' } as const;
    expect(failureOf(useFacts({ ...denied, isDryRun: true }))?.kind).toBe('denied');
  });

  test('of a dry run that answers with success is a dry run', () => {
    expect(failureOf(useFacts({ outcome: 'failure', isDryRun: true }))?.kind).toBe('dryRun');
  });
});

describe('what denied a call', () => {
  const denierOf = (errorMessage: string): Denier | undefined =>
    failureOf(useFacts({ outcome: 'failure', errorCode: 'AccessDenied', errorMessage }))?.denier;
  const user = 'User: arn:aws:iam::111122223333:root is not authorized to perform: s3:ListBucket';

  test.each<[string, Denier | undefined]>([
    ['with an explicit deny in a service control policy', 'serviceControlPolicy'],
    ['because no service control policy allows the s3:ListBucket action', 'serviceControlPolicy'],
    ['with an explicit deny in a resource control policy', 'resourceControlPolicy'],
    ['with an explicit deny in a resource-based policy', 'resourcePolicy'],
    ['because no identity-based policy allows the s3:ListBucket action', 'identityPolicy'],
    ['because no permissions boundary allows the s3:ListBucket action', 'boundary'],
    ['because no session policy allows the s3:ListBucket action', 'sessionPolicy'],
    ['with an explicit deny in a VPC endpoint policy', 'endpointPolicy'],
    ['', undefined],
  ])('%j: %s', (end, denier) => {
    expect(denierOf(`${user} ${end}`)).toBe(denier);
  });

  test('is not what a name that the caller chose says', () => {
    const name = 'on resource: with an explicit deny in a service control policy';
    expect(
      denierOf(`${user} ${name}: arn:aws:s3:::b because no identity-based policy allows it`),
    ).toBe('identityPolicy');
  });
});
