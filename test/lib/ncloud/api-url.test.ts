import { describe, expect, test } from 'vitest';
import { isNcloudApiUrl } from '../../../lib/ncloud/api-url.ts';

describe('keys are sent to', () => {
  test.each([
    'https://cloudactivitytracer.apigw.ntruss.com',
    'https://proxy.example.com:8443/',
    'http://127.0.0.1:8080',
    'http://localhost:8080',
  ])('%s', (url) => {
    expect(isNcloudApiUrl(url)).toBe(true);
  });

  test.each([
    'http://cloudactivitytracer.apigw.ntruss.com',
    'https://user:pass@example.com',
    'https://example.com/path',
    'https://example.com/?a=b',
    'ftp://127.0.0.1',
    'example.com',
    '',
  ])('but not to %s', (url) => {
    expect(isNcloudApiUrl(url)).toBe(false);
  });
});
