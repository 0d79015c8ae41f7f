import { mapOf } from '../../shapes';
import { TaskFile } from './TaskFile';

/** The scripts of a `package.json`. */
export function readPackageScripts(text: string): TaskFile {
  return {
    tasks: new Map(
      Object.entries(mapOf(mapOf(parse(text)).scripts)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    defaults: [],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever states dependencies tells of it.
    return undefined;
  }
}
