import { describe, expect, test } from 'vitest';
import { clientName } from '../../../lib/messages/client-name.ts';

describe('a client of AWS is named as people name it', () => {
  test.each([
    ['aws-cli/2.36.4 md/awscrt#0.31.0 ua/2.1 os/linux', 'aws-cli 2.36'],
    ['aws-cli/2.36.4', 'aws-cli 2.36'],
    ['Boto3/1.40.2 md/Botocore#1.40.2', 'Boto3 1.40'],
    ['aws-sdk-js/3.1162.0 ua/2.1', 'AWS SDK for JavaScript 3.1162'],
    ['aws-sdk-go-v2/1.30.3 os/linux', 'AWS SDK for Go 1.30'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)', 'Terraform 1.9'],
    ['console.amazonaws.com', 'AWS Console'],
    ['AWS Internal', 'AWS Console'],
  ])('%s', (userAgent, name) => {
    expect(clientName(userAgent)).toBe(name);
  });
});

describe('no other text passes for one', () => {
  test.each([
    undefined,
    '',
    'Mozilla/5.0 (Windows NT 10.0) Chrome/148.0.0.0',
    'evil aws-cli/2.36.4',
    'aws-cli/evil.com',
    'aws-cli/2.36evil',
    'aws-cli/99999.1',
    'console.amazonaws.com.evil',
  ])('%s', (userAgent) => {
    expect(clientName(userAgent)).toBeUndefined();
  });
});
