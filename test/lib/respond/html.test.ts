import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../../lib/respond/html.ts';
import { anyCharacter } from '../hostile-text.ts';

test('text stays text, in an element and in an attribute', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\``;
  const { html: made } = html`<p title="${hostile}">${hostile}</p>`;
  expect(made.match(/<[^>]*>/g)).toEqual([expect.stringMatching(/^<p title="[^"<>]*">$/), '</p>']);
});

test('whatever somebody wrote, no character that means something to HTML is left of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(html`${text}`.html.replaceAll(/&#\d+;/g, '')).not.toMatch(/[<>"'&`=]/);
    }),
  );
});

test('what was made by it is put in as it is, and what is missing is nothing', () => {
  expect(html`<ul>${[html`<li>${'<'}</li>`, undefined]}${undefined}${3}</ul>`.html).toBe(
    '<ul><li>&#60;</li>3</ul>',
  );
});
