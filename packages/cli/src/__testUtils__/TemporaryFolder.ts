import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that can become a repository. */
export class TemporaryFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'airworthy-test-')));

  /** Writes files, and answers the path of the folder. */
  write(files: Record<string, string>): string {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.path, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return this.path;
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-C', this.path, ...args], {
      encoding: 'utf8',
    });
  }

  /** Makes it a repository, or adds a commit of all that is there. */
  commit(): void {
    this.git('init', '--quiet');
    this.git('add', '--all');
    this.git(
      ...['-c', 'user.name=Test', '-c', 'user.email=test@example.com'],
      ...['commit', '--quiet', '--message', 'A commit'],
    );
  }

  /** All files and their content, also those of git, to see what was touched. */
  snapshot(): Record<string, string> {
    const entries = readdirSync(this.path, {
      recursive: true,
      withFileTypes: true,
    });
    return Object.fromEntries(
      entries
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .map(file => [file, readFileSync(file, 'base64')]),
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
