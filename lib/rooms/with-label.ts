/** A fact in running text: `이벤트 ID f80b…`. */
export function withLabel(label: string, value: string): string {
  return label === '' ? value : `${label} ${value}`;
}
