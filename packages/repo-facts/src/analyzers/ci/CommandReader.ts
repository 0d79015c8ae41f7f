import { OwnCommands } from './own/OwnCommands';
import { ScriptReading } from './ScriptReading';

/** Where a script runs. */
export interface Place {
  /** What the repository itself defines. */
  own: OwnCommands;
  /** The folder that commands run in; `undefined` when it is not known. */
  folder: string | undefined;
  /** Values of variables, as far as they are known. */
  variables: ReadonlyMap<string, string>;
  /** It is a container, in which no other is looked into. */
  inContainer?: boolean;
}

/** Reads what commands lead to, each time one step farther in. */
export interface CommandReader extends Place {
  readCommand(words: string[]): ScriptReading;
  readScript(script: string): ScriptReading;
  /** Reads a command that runs where nothing of the repository is known. */
  readElsewhere(words: string[]): ScriptReading;
  /** Reads a task or script of the repository, whose content may not be known. */
  readOwn(
    name: string,
    content: string | undefined,
    folder?: string,
  ): ScriptReading;
}

/** Nothing is known of where the script runs. */
export const nowhere: Place = {
  own: OwnCommands.none,
  folder: undefined,
  variables: new Map(),
};
