import { posix } from 'node:path';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { Check, Finding, TextFile } from './Check';
import {
  isConfig,
  prepare,
  rankOf,
  settingsIn,
  settingsSchema,
} from './ruffSettings';

/** Python by the rules and the format that its own project sets, where it sets some. */
export const pythonByRuff: Check = {
  id: 'ruff',
  title: 'Python, by ruff',
  looksAt: ({ path }) => path.endsWith('.py') || isConfig(path),
  partsOf(files) {
    const sources = files.filter(({ path }) => path.endsWith('.py'));
    // The nearest one decides, so those further in come first.
    const configs = files
      .filter(file => isConfig(file.path) && settingsIn(file))
      .sort((a, b) => depthOf(b) - depthOf(a) || rankOf(a) - rankOf(b));
    return configs.map(config => [
      config,
      ...sources.filter(
        source => configs.find(each => isBelow(source, each)) === config,
      ),
    ]);
  },
  async run([config, ...sources]) {
    const { data: settings, error: mistake } = settingsSchema.safeParse(
      settingsIn(config),
    );
    if (mistake) {
      const [{ path, message }] = mistake.issues;
      return {
        findings: [
          { path: config.path, message: `${path.join('.')}: ${message}` },
        ],
      };
    }
    if (settings.extend !== undefined) {
      return {
        findings: [],
        remarks: [
          `${config.path} extends other settings, so its Python was not checked`,
        ],
      };
    }
    const folder = posix.dirname(config.path);
    const pathIn = ({ path }: TextFile) => posix.relative(folder, path);
    const { options, isExcluded, isUnlinted, isUnformatted, isIgnored } =
      prepare(settings, sources.map(pathIn));
    let ruff: Workspace;
    try {
      ruff = new Workspace(options, PositionEncoding.Utf16);
    } catch (error) {
      const { message } = error as Error;
      return { findings: [{ path: config.path, message }] };
    }
    try {
      return {
        findings: sources
          .filter(source => !isExcluded(pathIn(source)))
          .flatMap(source => {
            const { path, text } = source;
            const broken: Diagnostic[] = ruff.check(text);
            const mistakes = broken
              .filter(
                ({ code }) =>
                  !isUnlinted(pathIn(source)) &&
                  !isIgnored(pathIn(source), code),
              )
              .map(({ code, message, start_location: { row } }) => ({
                path,
                line: row,
                message: `${message} [${code}]`,
              }));
            // What cannot be read cannot be formatted.
            return isUnformatted(pathIn(source)) ||
              broken.some(({ code }) => code === 'invalid-syntax')
              ? mistakes
              : [...mistakes, ...unformatted(source, ruff.format(text))];
          }),
      };
    } finally {
      ruff.free();
    }
  },
};

interface Diagnostic {
  code: string;
  message: string;
  start_location: { row: number };
}

function unformatted({ path, text }: TextFile, formatted: string): Finding[] {
  if (text === formatted) return [];
  const lines = formatted.split('\n');
  const line = text.split('\n').findIndex((each, at) => each !== lines[at]);
  return [{ path, line: line + 1, message: 'is not as ruff writes it' }];
}

function depthOf({ path }: TextFile): number {
  return path.split('/').length;
}

function isBelow({ path }: TextFile, config: TextFile): boolean {
  const folder = posix.dirname(config.path);
  return folder === '.' || path.startsWith(`${folder}/`);
}
