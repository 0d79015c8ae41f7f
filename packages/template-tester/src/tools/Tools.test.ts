import { chmodSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Tools } from './Tools';

const directory = createMockDirectory();

/** A program that says something of itself when it is asked in its way. */
function program(question: string, answer: string, code = 0): void {
  const text = `#!/bin/sh\n[ "$1" = ${question} ] && echo '${answer}' && exit ${code}\n`;
  directory.setContent({ go: text });
  chmodSync(directory.resolve('go'), 0o755);
}

const has = (need: string) => new Tools(directory.path).has(need);

describe('Tools', () => {
  it.each([
    ['go version go1.19.8 linux/amd64', false],
    ['go version go1.24 linux/amd64', false],
    ['go version go1.25 linux/amd64', true],
    ['go version go1.25.1 linux/amd64', true],
    ['go version go2.0 linux/amd64', true],
    ['nothing', false],
  ])('takes %s for 1.25 or later: %s', async (answer, expected) => {
    program('version', answer);
    expect(await has('go >= 1.25')).toBe(expected);
    expect(await has('go')).toBe(true);
  });

  it('asks in the other way as well', async () => {
    program('--version', 'go 21.0.2');
    expect(await has('go >= 9')).toBe(true);
    expect(await has('go >= 21.0.3')).toBe(false);
  });

  it('takes the word of one that says its version and ends with an error', async () => {
    program('version', 'Client Version: v1.33.1', 1);
    expect(await has('go >= 1.33')).toBe(true);
    expect(await has('go >= 1.34')).toBe(false);
  });

  it('does not take a number in its name for the version', async () => {
    program('--version', 'go5sum (GNU coreutils) 9.1');
    expect(await has('go >= 9')).toBe(true);
    expect(await has('go >= 9.2')).toBe(false);
  });

  it('does not have what is not on the PATH', async () => {
    directory.clear();
    expect(await has('go')).toBe(false);
    expect(await has('go >= 1.25')).toBe(false);
  });
});
