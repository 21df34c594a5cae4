import { describe, expect, test } from 'vitest';
import { html, toText } from '../../../preview/page/html.ts';

describe('markup', () => {
  test('takes text as text, in elements and in attributes', () => {
    const text = `<b title="x">&'</b>`;
    expect(toText(html`<p title="${text}">${text}</p>`)).toBe(
      '<p title="&lt;b title=&quot;x&quot;&gt;&amp;&#39;&lt;/b&gt;">&lt;b title=&quot;x&quot;&gt;&amp;&#39;&lt;/b&gt;</p>',
    );
  });

  test('takes markup as markup, one or many, and nothing as nothing', () => {
    const items = ['a', '<'].map((it) => html`<i>${it}</i>`);
    expect(toText(html`<p>${items}${items[0]}${undefined}${1}</p>`)).toBe(
      '<p><i>a</i><i>&lt;</i><i>a</i>1</p>',
    );
  });
});
