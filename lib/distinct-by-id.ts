/** Each id once, in the order in which the ids first came. Of several items with one id, the last is kept. */
export function distinctById<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
