import { describe, expect, test } from 'vitest';
import { clientName } from '../../../lib/messages/client-name.ts';

describe('a client of AWS is named as people name it', () => {
  test.each([
    ['aws-cli/2.36.4 md/awscrt#0.31.0 ua/2.1 os/linux', 'aws-cli 2.36, Linux'],
    ['aws-cli/2.36.4', 'aws-cli 2.36'],
    ['Boto3/1.40.2 md/Botocore#1.40.2', 'Boto3 1.40'],
    ['aws-sdk-js/3.1162.0 ua/2.1', 'AWS SDK for JavaScript 3.1162'],
    ['aws-sdk-go-v2/1.30.3 os/linux', 'AWS SDK for Go 1.30, Linux'],
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
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    'Mozilla/5.0 (Windows NT 10.0) Chrome/148evil',
    'Mozilla/5.0 (Windows NT 10.0) Chrome/99999.0',
    'Mozilla/5.0 (Windows NT 10.0) EvilChrome/148.0',
    'evil Mozilla/5.0 (Windows NT 10.0) Chrome/148.0.0.0',
    `Mozilla/5.0 (${'x'.repeat(400)}) Chrome/148.0.0.0`,
    'evil aws-cli/2.36.4',
    'aws-cli/evil.com',
    'aws-cli/2.36evil',
    'aws-cli/99999.1',
    'console.amazonaws.com.evil',
  ])('%s', (userAgent) => {
    expect(clientName(userAgent)).toBeUndefined();
  });
});

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit}`;

describe('a browser is named with its system', () => {
  test.each([
    [`${windows} Chrome/148.0.0.0 Safari/537.36`, 'Chrome 148, Windows'],
    [`[${windows} Chrome/148.0.0.0 Safari/537.36]`, 'Chrome 148, Windows'],
    [`${windows} Chrome/148.0.0.0 Safari/537.36 Edg/148.0.1.2`, 'Edge 148, Windows'],
    [`${windows} Chrome/140.0.0.0 Whale/4.34.340.19 Safari/537.36`, 'Whale 4, Windows'],
    [`${windows} Chrome/148.0.0.0 Safari/537.36 OPR/130.0.0.0`, 'Opera 130, Windows'],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/148.0.0.0 Safari/537.36`,
      'Headless Chrome 148, Linux',
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/148.0.0.0 Safari/537.36`,
      'Chrome 148, ChromeOS',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
      'Firefox 150, Linux',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/26.1 Safari/605.1.15`,
      'Safari 26, macOS',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${apple} Version/18.0 Mobile/15E148 Safari/604.1`,
      'Safari 18, iPhone',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${apple} CriOS/148.0.1 Mobile/15E148 Safari/604.1`,
      'Chrome 148, iPhone',
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; SM-S936N) ${webKit} SamsungBrowser/29.0 Chrome/140.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet 29, Android',
    ],
  ])('%s', (userAgent, name) => {
    expect(clientName(userAgent)).toBe(name);
  });
});

test('a name is found in linear time, whatever was sent', () => {
  const hostile = [
    ' md/'.repeat(40_000),
    ' ('.repeat(80_000),
    'Mozilla/5.0 ('.repeat(10_000),
    'a/1 '.repeat(40_000),
  ];
  const beganAt = performance.now();
  for (const text of hostile) clientName(text);
  expect(performance.now() - beganAt).toBeLessThan(1_000);
});
