import { parse, TomlError } from 'smol-toml';
import { isTemplate } from './templates';
import { asObject } from '../files/plainValues';
import { UnreadableManifestError } from './Manifest';

/**
 * Reads TOML; `undefined` for a template that has yet to become TOML.
 *
 * @throws UnreadableManifestError when it is malformed.
 */
export function readToml(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(parse(text));
  } catch (error) {
    if (isTemplate(text)) {
      return undefined;
    }
    throw new UnreadableManifestError(
      'is not valid TOML',
      error instanceof TomlError ? error.line : 1,
    );
  }
}

/**
 * Finds lines in TOML, which its parser does not tell: by the header of the
 * table and then by what the line holds.
 */
export class TomlLines {
  readonly #lines: string[];

  constructor(text: string) {
    this.#lines = text.split('\n').map(line => line.slice(0, 2_000).trim());
  }

  /** The line of a key in a table, of the table, or of the start. */
  lineOfKey(table: string, key: string): number {
    return this.#lineAfter(
      table,
      line =>
        [key, `"${key}"`, `'${key}'`].some(
          form =>
            line.startsWith(form) && /^\s*[=.]/.test(line.slice(form.length)),
        ),
      true,
    );
  }

  /** The line of a string anywhere below the header of a table. */
  lineOfString(table: string, value: string): number {
    return this.#lineAfter(
      table,
      line =>
        !line.startsWith('#') &&
        (line.includes(`"${value}"`) || line.includes(`'${value}'`)),
      false,
    );
  }

  #lineAfter(
    table: string,
    matches: (line: string) => boolean,
    withinTable: boolean,
  ): number {
    const start = this.#lines.findIndex(line =>
      line.replaceAll(' ', '').startsWith(`[${table}]`),
    );
    for (let i = start + 1; i < this.#lines.length; i += 1) {
      if (withinTable && this.#lines[i].startsWith('[')) {
        break;
      }
      if (matches(this.#lines[i])) {
        return i + 1;
      }
    }
    return Math.max(start + 1, 1);
  }
}
