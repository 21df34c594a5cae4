/** What calls people in rich text (docs.slack.dev, "Rich text block": broadcast, user and user group elements). */
type CallElement =
  | { readonly type: 'broadcast'; readonly range: 'channel' | 'here' }
  | { readonly type: 'usergroup'; readonly usergroup_id: string }
  | { readonly type: 'user'; readonly user_id: string };

export interface CallBlock {
  readonly type: 'rich_text';
  readonly elements: readonly [
    { readonly type: 'rich_text_section'; readonly elements: readonly [CallElement] },
  ];
}

/** @param called as the secret may have it: see `slackRules`. */
export function callBlock(called: string): CallBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [callElement(called)] }],
  };
}

function callElement(called: string): CallElement {
  if (called === 'channel' || called === 'here') return { type: 'broadcast', range: called };
  return called.startsWith('S')
    ? { type: 'usergroup', usergroup_id: called }
    : { type: 'user', user_id: called };
}
