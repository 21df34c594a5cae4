/**
 * A name as the tracer has it, so that spellings are alike: "Create access key", "CreateAccessKey" and "CREATE_ACCESS_KEY",
 * or "인증키 생성" and "인증키생성".
 */
export function spelled(name: string): string {
  return name
    .slice(0, 500)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-./,:;()[\]·'"]+/g, '');
}

/**
 * What the words of a name mean. They are those of Naver's guide, "Sub Account resource management", which lists the
 * types of resources and their actions in English, and their Korean and Japanese words in the consoles' guides.
 */
const verbs = {
  removes: /delete|remove|deregister|unregister|detach|삭제|제거|해제|반납|회수|削除|解除/,
  disables: /disable|deactivat|inactivat|(?<!un)suspend|stop|비활성|중지|정지|사용안함|無効|停止/,
  enables: /(?<!dis)enable|(?<!de|in)activate|unsuspend|resume|(?<!비)활성|재개|사용함|有効|再開/,
  creates: /create|add|(?<!un|de)register|issue|generate|생성|등록|추가|발급|作成|追加|登録|発行/,
  attaches: /attach|add|grant|replace|assign|부여|연결|추가|할당|교체|付与|追加/,
} as const;

export type NcloudVerb = keyof typeof verbs;

/** Whether a name, as {@link spelled} writes it, says that something is done. */
export function says(verb: NcloudVerb, name: string): boolean {
  if (verb === 'enables' && verbs.disables.test(name)) return false;
  if ((verb === 'creates' || verb === 'attaches') && verbs.removes.test(name)) return false;
  return verbs[verb].test(name);
}
