import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { plainEnvironment } from './plainEnvironment';

const run = promisify(execFile);

/** Makes a target of a rendered repository; answers what it printed. */
export async function make(
  folder: string,
  target: string,
  environment?: Record<string, string>,
): Promise<string> {
  try {
    const { stdout } = await run('make', [target], {
      cwd: folder,
      maxBuffer: 16 * 1024 * 1024,
      env: plainEnvironment(environment),
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`make ${target} failed:\n${stdout}\n${stderr}`);
  }
}
