import { expect, test } from 'vitest';
import { renderPage } from '../../../preview/page/render-page.ts';

const event = {
  source: 'aws.signin',
  detail: { eventName: 'ConsoleLogin', userIdentity: { type: 'Root' }, userAgent: 'a\u202Eb' },
};

test('the page begins with the language of the settings, and speaks it', async () => {
  const files = [{ name: 'some.json', event }];
  const korean = await renderPage(files, {});
  const english = await renderPage(files, { LOCALE: 'en' });
  expect(korean).toMatch(/<html lang="ko">[\s\S]*some\.dooray\.ko[\s\S]*some\.dooray\.en/);
  expect(english).toMatch(/<html lang="en">[\s\S]*some\.dooray\.en[\s\S]*some\.dooray\.ko/);
  expect(korean).toContain('미리보기');
  expect(english).toContain('As the rooms show it on a phone');
});

test('a file that cannot be read, or is no event, says so in its place', async () => {
  const page = await renderPage(
    [
      { name: '<b>.json', fault: '<b>.json is not JSON' },
      { name: 'odd.json', event: { hello: 1 } },
      { name: 'none.json', event: { Records: [{ eventSource: 'aws:sqs' }] } },
      { name: 'some.json', event },
    ],
    { LOCALE: 'en' },
  );
  expect(page).toContain('Cannot be shown: &lt;b&gt;.json is not JSON');
  expect(page).toContain('No event that a function takes');
  expect(page).toContain('Cannot be shown: Invalid key');
  expect(page).toContain('data-name="some.slack.en"');
});

test('the settings show what is in force, and nothing secret', async () => {
  const page = await renderPage([], {
    BOT_NAME: 'night watch',
    DOORAY_HOOK_URL: 'https://hook.dooray.com/services/1/2/secret-token',
  });
  expect(page).toContain('<dt>BOT_NAME</dt><dd>night watch</dd>');
  expect(page).toContain('<dt>TIME_ZONE</dt><dd>Asia/Seoul</dd>');
  expect(page).not.toContain('secret-token');
});

test('an environment that the functions would refuse is refused', async () => {
  await expect(renderPage([], { TIME_ZONE: 'Mars/Base' })).rejects.toThrow('TIME_ZONE');
});
