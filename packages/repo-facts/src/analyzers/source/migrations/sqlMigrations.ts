import { fileName, folderOf, inFolder } from '../../files/paths';
import { isDestructiveSql } from './destructive';

/** What a migration says about itself. */
export interface Migration {
  tool: string;
  reversible: boolean;
  /** The way up takes away what older versions of the service use. */
  destructive: boolean;
  line: number;
}

/** Text of another file of the tree, `undefined` when there is none. */
export type ReadSibling = (path: string) => Promise<string | undefined>;

/** Marks in one file that divide the way up from the way down. */
const marks: { tool: string; up: RegExp; down: RegExp }[] = [
  {
    tool: 'goose',
    up: /^--\s*\+goose\s+up\b/im,
    down: /^--\s*\+goose\s+down\b/im,
  },
  {
    tool: 'dbmate',
    up: /^--\s*migrate:up\b/im,
    down: /^--\s*migrate:down\b/im,
  },
  {
    tool: 'sql-migrate',
    up: /^--\s*\+migrate\s+up\b/im,
    down: /^--\s*\+migrate\s+down\b/im,
  },
  {
    tool: 'node-pg-migrate',
    up: /^--\s*up migration\b/im,
    down: /^--\s*down migration\b/im,
  },
  {
    tool: 'liquibase',
    up: /^--\s*liquibase formatted sql\b/im,
    down: /^--\s*rollback\b/im,
  },
];

const migrationFolder = /(^|\/)(migrations?|migrate)\//i;
const flywayFile = /^V(\d+(?:[._]\d+)*)__.+\.sql$/;
const undoFile = /^U(\d+(?:[._]\d+)*)__/;
const downFile = /[._-](down|undo|rollback|revert)\.sql$/i;

/** The files among which a migration lies. */
export class MigrationFiles {
  readonly #paths: ReadonlySet<string>;
  /** Undo scripts of Flyway, by folder and version. */
  readonly #undos = new Map<string, string>();

  constructor(paths: ReadonlySet<string>) {
    this.#paths = paths;
    for (const path of paths) {
      const [, version] = undoFile.exec(fileName(path)) ?? [];
      if (version !== undefined) {
        this.#undos.set(inFolder(folderOf(path), version), path);
      }
    }
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  undoOf(folder: string, version: string): string | undefined {
    return this.#undos.get(inFolder(folder, version));
  }
}

/** Whether a path can be that of a migration in SQL. */
export function mayBeSqlMigration(path: string): boolean {
  return (
    path.endsWith('.sql') &&
    !downFile.test(path) &&
    (migrationFolder.test(path) ||
      flywayFile.test(fileName(path)) ||
      /(^|\/)(drizzle|changelog)\//.test(path))
  );
}

/** Reads a migration in SQL; `undefined` for SQL that is none. */
export async function readSqlMigration(
  path: string,
  text: string,
  files: MigrationFiles,
  read: ReadSibling,
): Promise<Migration | undefined> {
  const name = fileName(path);
  const folder = folderOf(path);
  const undoneBy = async (candidates: string[]) => {
    const found = candidates.find(candidate => files.has(candidate));
    return Boolean(found && hasStatement((await read(found)) ?? ''));
  };

  /** A file with nothing but the way up. */
  const whole = (tool: string, reversible: boolean) => ({
    tool,
    reversible,
    destructive: isDestructiveSql(text),
    line: 1,
  });

  const flyway = flywayFile.exec(name);
  if (flyway) {
    const undo = files.undoOf(folder, flyway[1]);
    return whole('flyway', await undoneBy(undo === undefined ? [] : [undo]));
  }
  for (const { tool, up, down } of marks) {
    if (up.test(text)) {
      const line = text.slice(0, text.search(up)).split('\n').length;
      const parts = text.split(down);
      // Liquibase writes what undoes a change on the line of the mark.
      const reversible =
        parts.length > 1 &&
        (tool === 'liquibase' || hasStatement(parts.slice(1).join('\n')));
      const marked = text.slice(text.search(up));
      // One file of Liquibase has many changes; what undoes each is a comment.
      const way = tool === 'liquibase' ? marked : marked.split(down)[0];
      return { tool, reversible, destructive: isDestructiveSql(way), line };
    }
  }
  if (name.endsWith('.up.sql')) {
    const down = inFolder(folder, name.replace(/\.up\.sql$/, '.down.sql'));
    return whole('golang-migrate', await undoneBy([down]));
  }
  if (name === 'migration.sql') {
    return whole('prisma', await undoneBy([inFolder(folder, 'down.sql')]));
  }
  if (files.has(inFolder(folder, 'meta/_journal.json'))) {
    return whole('drizzle', false);
  }
  if (!/^(V?\d|\d{4})/.test(name) || !hasStatement(text)) {
    return undefined;
  }
  const stem = name.replace(/([._-](up|do))?\.sql$/i, '');
  const downs = ['down', 'undo', 'rollback', 'revert'].flatMap(word =>
    ['.', '_', '-'].map(sign => inFolder(folder, `${stem}${sign}${word}.sql`)),
  );
  return whole('sql', await undoneBy(downs));
}

/** There is something besides comments. */
export function hasStatement(sql: string): boolean {
  return sql
    .split('\n')
    .some(line => /\w/.test(line) && !line.trimStart().startsWith('--'));
}
