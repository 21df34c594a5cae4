import type { Template } from './packaged-service.ts';

const lineLength = 120;

/**
 * A template, or the resources of it that another does not have so, as text whose changes can be reviewed: what fits into a
 * line is one, and a template within is no string. Left out are the place of an upload and the dashboard, which has
 * tests of its own (template-dashboard.test.ts).
 */
export function goldenText(template: Template, than?: Template): string {
  const { Resources, ...rest } = template;
  const others = Object.entries(Resources).filter(
    ([id, resource]) =>
      JSON.stringify(resource, mask) !== JSON.stringify(than?.Resources[id], mask),
  );
  return `${textOf(than ? Object.fromEntries(others) : { ...rest, Resources }, '')}\n`;
}

function textOf(node: unknown, indent: string): string {
  if (typeof node === 'string' && node.startsWith('{"')) return textOf(JSON.parse(node), indent);
  const line = JSON.stringify(node, mask);
  if (typeof node !== 'object' || node === null) return line;
  if (indent.length + line.length <= lineLength && !line.includes('"{\\"')) return line;
  const [open, close] = Array.isArray(node) ? ['[', ']'] : ['{', '}'];
  const inside = `${indent}  `;
  const lines = Object.entries(node).map(([key, child]) => {
    const name = Array.isArray(node) ? '' : `${JSON.stringify(key)}: `;
    return `${inside}${name}${textOf(mask(key, child), inside)}`;
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function mask(key: string, value: unknown): unknown {
  return key === 'S3Key' || key === 'DashboardBody' ? '(left out)' : value;
}
