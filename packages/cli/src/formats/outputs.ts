import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formats } from '.';
import { Surroundings } from '../Surroundings';
import { paintFor, plain, widthOf } from '../terminal/style';
import { UsageError } from '../UsageError';
import { Grading } from './Grading';

/** A format, and where it goes. */
export interface Output {
  format: string;
  /** Standard output when absent. */
  file?: string;
}

/** Names of all formats, for people. */
export const formatNames = Object.keys(formats).join(', ');

/**
 * What `--format`, `--output` and each `--report` ask for.
 *
 * @throws UsageError when there is no such format
 */
export function readOutputs(options: {
  format: string;
  output?: string;
  report: string[];
}): Output[] {
  const { format, output, report } = options;
  const outputs = [
    { format, file: output },
    ...report.map(value => {
      const [, name, file] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
      if (file === undefined) {
        throw new UsageError(
          `--report ${value} is not <format>=<file>, such as sarif=airworthy.sarif`,
        );
      }
      return { format: name, file };
    }),
  ];
  for (const { format: name } of outputs) {
    if (!Object.hasOwn(formats, name)) {
      throw new UsageError(
        `There is no format "${name}"; there are ${formatNames}`,
      );
    }
  }
  return outputs;
}

/** Writes a grading everywhere it is asked for. */
export async function writeOutputs(
  grading: Grading,
  outputs: Output[],
  { stdout, env, cwd }: Surroundings,
): Promise<void> {
  for (const { format, file } of outputs) {
    if (file === undefined) {
      const layout = {
        paint: paintFor(stdout, env),
        width: widthOf(stdout, env),
      };
      stdout.write(formats[format](grading, layout));
      continue;
    }
    const text = formats[format](grading, { paint: plain, width: 80 });
    try {
      await writeFile(resolve(cwd(), file), text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(`${file} cannot be written (${code})`);
    }
  }
}
