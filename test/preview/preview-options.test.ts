import { describe, expect, test } from 'vitest';
import { UserError } from '../../plugin/user-error.ts';
import { previewHelp, readPreviewOptions } from '../../preview/preview-options.ts';

describe('npm run preview', () => {
  test('takes any free port and the events of the folder', () => {
    expect(readPreviewOptions([])).toEqual({ port: 0, paths: [] });
  });

  test('takes a port and several events', () => {
    expect(readPreviewOptions(['--port', '8080', '-p', 'a.json', '--path', 'b.json'])).toEqual({
      port: 8080,
      paths: ['a.json', 'b.json'],
    });
  });

  test('prints help that names every option, whatever else it is given', () => {
    expect(readPreviewOptions(['--port', 'x', '--help'])).toBe('help');
    for (const option of ['-p, --path <file>', '--port <number>', '--help']) {
      expect(previewHelp).toContain(`\n  ${option} `);
    }
  });

  test.each([
    [['--port', '65536']],
    [['--port', 'x']],
    [['--port']],
    [['--host', '::']],
    [['a.json']],
  ])('refuses %j', (args) => {
    expect(() => readPreviewOptions(args)).toThrow(UserError);
  });
});
