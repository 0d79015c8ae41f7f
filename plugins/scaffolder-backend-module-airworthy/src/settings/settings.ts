import { InputError } from '@backstage/errors';

/** What templates ask of a service, and its repository often says. */
export const settingNames = [
  'main',
  'port',
  'healthPath',
  'readyPath',
  'memoryLimit',
  'image',
] as const;

/** One of {@link settingNames}. */
export type SettingName = (typeof settingNames)[number];

/** Answers to what templates ask, as far as there are any. */
export type Settings = Partial<Record<SettingName, string | number>>;

/**
 * What a repository says to them, the likeliest first. It may be anything, or
 * nothing.
 */
export type Candidates = Partial<
  Record<SettingName, (string | number | undefined)[]>
>;

interface Setting {
  /** What it tells, as the object of a sentence. */
  what: string;
  /** What it is where nobody says otherwise. */
  otherwise?: string | number;
  /**
   * Whether it may be written into files. What people answer is held to the
   * same by the form; what a repository says may be anything.
   */
  isValid(value: unknown): boolean;
}

const path = /^\/[\w./-]{0,200}$/;

const settings: Record<SettingName, Setting> = {
  main: {
    what: 'what starts it',
    isValid: matching(/^[A-Za-z0-9_.][\w./-]{0,199}$/),
  },
  port: {
    what: 'on which port it listens',
    otherwise: 8080,
    isValid: between(1, 65_535),
  },
  healthPath: {
    what: 'where it says that it works',
    otherwise: '/healthz',
    isValid: matching(path),
  },
  readyPath: {
    what: 'where it says that requests may come',
    otherwise: '/readyz',
    isValid: matching(path),
  },
  memoryLimit: {
    what: 'how much memory it may use',
    otherwise: 256,
    isValid: between(16, 65_536),
  },
  image: {
    what: 'the image to deploy, with a version',
    isValid: matching(
      /^(?=.{1,300}$)[a-z0-9][a-z0-9._/:-]*(:(?!latest$)\w[\w.-]*|@sha256:[a-f0-9]{64})$/,
    ),
  },
};

/** Settings, and those of them that the repository told. */
export interface CompletedSettings {
  values: Settings;
  read: SettingName[];
}

/**
 * Completes what a person answered by what a repository says, and that by
 * what is usual.
 *
 * @throws InputError that names the parameters which nothing answers
 */
export async function completeSettings(options: {
  asked: readonly SettingName[];
  /** By the name of the parameter; what is empty was left to the repository. */
  answers: Record<string, unknown>;
  /** Asked only where there is something to ask. */
  readRepository(): Promise<Candidates>;
  entityRef: string;
}): Promise<CompletedSettings> {
  const { asked, answers, entityRef } = options;
  const isOpen = (name: SettingName) => (answers[name] ?? '') === '';
  const open = asked.filter(isOpen);
  const told = open.length > 0 ? chosenOf(await options.readRepository()) : {};
  const valueOf = (name: SettingName) =>
    isOpen(name) ? told[name] ?? settings[name].otherwise : answers[name];
  const values = Object.fromEntries(asked.map(name => [name, valueOf(name)]));
  const unknown = asked.filter(name => values[name] === undefined);
  if (unknown.length > 0) {
    throw new InputError(
      unknown
        .map(
          name =>
            `The repository of ${entityRef} does not say ${settings[name].what}: give "${name}"`,
        )
        .join('\n'),
    );
  }
  return { values, read: open.filter(name => told[name] !== undefined) };
}

/** Chooses the first candidate for each setting that may be written. */
export function chosenOf(candidates: Candidates): Settings {
  return Object.fromEntries(
    settingNames.map(name => [
      name,
      candidates[name]?.find(settings[name].isValid),
    ]),
  );
}

function matching(pattern: RegExp) {
  return (value: unknown) => typeof value === 'string' && pattern.test(value);
}

function between(least: number, most: number) {
  return (value: unknown) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= least &&
    value <= most;
}
