/**
 * Whether a way up takes something away from versions of the service that
 * still run: as far as the text of a migration shows.
 */

const name = '["`\\[]?([\\w.]{1,120})["`\\]]?';

const droppedTable = new RegExp(
  `\\bdrop\\s+table\\s+(?:if\\s+exists\\s+)?${name}`,
  'gi',
);

const renamedTable = new RegExp(
  `\\balter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?${name}\\s+rename\\s+to\\s+${name}`,
  'gi',
);

const createdTable = new RegExp(
  `\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?${name}`,
  'gi',
);

/** What an ALTER TABLE does to a column; each alone is enough. */
const changesColumn = [
  /\bdrop\s+(?:column\b|(?!constraint\b|default\b|not\b|index\b|key\b|foreign\b|primary\b|check\b|expression\b|identity\b|partition\b|trigger\b|policy\b|if\b)["`[]?\w)/i,
  /\bdrop\s+if\s+exists\b/i,
  /\brename\s+(?:column\b|(?!to\b|constraint\b|index\b|key\b)["`[]?\w{1,120}["`\]]?\s+to\b)/i,
  /\balter\s+(?:column\s+)?["`[]?\w{1,120}["`\]]?\s+(?:set\s+data\s+)?type\b/i,
  /\balter\s+(?:column\s+)?["`[]?\w{1,120}["`\]]?\s+set\s+not\s+null\b/i,
  /\b(?:modify|change)\s+(?:column\s+)?["`[]?\w/i,
];

const addedColumn =
  /\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(?!constraint\b|primary\b|foreign\b|unique\b|check\b|index\b|key\b)["`[]?\w[^;]{0,300}/gi;

/** A column that must have a value, and has none that is given by itself. */
function demandsValue(column: string): boolean {
  return (
    /\bnot\s+null\b/i.test(column) &&
    !/\b(?:default|generated|identity|auto_increment|serial|bigserial)\b/i.test(
      column,
    )
  );
}

/** SQL without comments. */
function withoutSqlComments(sql: string): string {
  return without(sql.replace(/--[^\n]*/g, ''), '/*', '*/');
}

/** A text without what stands between two marks. */
function without(text: string, open: string, close: string): string {
  const [first, ...others] = text.split(open);
  const kept = others.map(part => {
    const end = part.indexOf(close);
    return end < 0 ? '' : part.slice(end + close.length);
  });
  return [first, ...kept].join(' ');
}

/** Whether SQL is destructive, on its own or in strings of code. */
export function isDestructiveSql(text: string): boolean {
  const sql = withoutSqlComments(text);
  const lower = (found: string) => found.toLowerCase();
  const renames = [...sql.matchAll(renamedTable)];
  // SQLite changes a table by making another and giving it the old name.
  const remains = new Set([
    ...[...sql.matchAll(createdTable)].map(([, table]) => lower(table)),
    ...renames.map(([, , table]) => lower(table)),
  ]);
  const dropped = [...sql.matchAll(droppedTable)].map(([, it]) => lower(it));
  return (
    dropped.some(table => !remains.has(table)) ||
    renames.some(
      ([, from, to]) =>
        !remains.has(lower(from)) && !dropped.includes(lower(to)),
    ) ||
    sql
      .split(';')
      .map(statement => statement.slice(0, 20_000))
      .some(changesTable)
  );
}

function changesTable(statement: string): boolean {
  const start = statement.search(/\balter\s+table\b/i);
  if (start < 0) {
    return false;
  }
  const change = statement.slice(start);
  const added = [...change.matchAll(addedColumn)].flatMap(([column]) =>
    column.split(/,\s*(?=add\b)/i),
  );
  return (
    changesColumn.some(pattern => pattern.test(change)) ||
    added.some(demandsValue)
  );
}

/** Calls of migration tools that take something away, whatever the tool. */
const destructiveCalls: Record<string, RegExp> = {
  node: /\.(?:dropTable|dropTableIfExists|dropColumns?|removeColumn|renameColumn|renameTable|renameTo|changeColumn|alter|dropSchema)\(|\.alterColumn\([^()]{0,200}\b(?:type|notNull)\s*:\s*(?!false\b)|\.alterColumn\([^;]{0,200}\.(?:setDataType|setNotNull)\(/,
  python:
    /\bop\.(?:drop_table|drop_column|rename_table)\(|\bop\.alter_column\([^;]{0,300}\b(?:type_|new_column_name)\s*=|\bop\.alter_column\([^;]{0,300}\bnullable\s*=\s*False|\.(?:drop_column|rename_table)\(|\bmigrations\.(?:RemoveField|DeleteModel|RenameField|RenameModel|AlterModelTable)\(/,
  dotnet:
    /\.(?:DropTable|DropColumn|RenameColumn|RenameTable|DropSchema|AlterColumn)\b/,
  ruby: /\b(?:drop_table|remove_columns?|remove_timestamps|remove_reference|rename_column|rename_table|change_column)\b|\bt\.(?:remove|rename)\b|\bchange_column_null\b[^\n]{1,80},\s{0,4}false\b/,
};

/** How the text of an added column says that it needs a value, and that it has one. */
const demands: Record<string, { required: RegExp; given: RegExp }> = {
  node: {
    required:
      /\bnotNull\s*:\s*true|\ballowNull\s*:\s*false|\.notNullable\(\)|\.notNull\(\)/,
    given: /\bdefault(?:Value|To)?\b\s*[:(]/,
  },
  python: {
    required: /\bnullable\s*=\s*False/,
    given: /\bserver_default\s*=/,
  },
  dotnet: {
    required: /\bnullable:\s*false\b/,
    given: /\bdefaultValue(?:Sql)?:/,
  },
  ruby: { required: /\bnull:\s*false\b/, given: /\bdefault:/ },
};

/** The texts in which a way up adds columns, each by itself. */
const addedColumns: Record<string, (up: string) => string[]> = {
  node: up => [
    ...texts(up, /\.addColumns?\([^;]{0,400}/g),
    // Knex adds columns by statements within a call that names the table.
    ...up
      .split(/(?=\b(?:createTable|alterTable|schema\.table)\()/)
      .filter(part => /^(?:alterTable|schema\.table)\(/.test(part))
      .flatMap(part => part.split(';')),
  ],
  python: up =>
    texts(up, /\bop\.add_column\([^\n]{0,300}(?:\n[^\n]{0,200}){0,4}/g),
  dotnet: up => texts(up, /\.AddColumn\b[^;]{0,500}/g),
  ruby: up => texts(up, /\badd_(?:column|reference)\b[^\n]{0,300}/g),
};

function texts(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => found);
}

/** Whether the way up of a migration in code is destructive. */
export function isDestructiveCode(
  language: 'node' | 'python' | 'dotnet' | 'ruby',
  up: string,
): boolean {
  const { required, given } = demands[language];
  return (
    destructiveCalls[language].test(up) ||
    addedColumns[language](up).some(
      column => required.test(column) && !given.test(column),
    ) ||
    isDestructiveSql(up)
  );
}

const destructiveChange =
  /(?:<|^[ \t]*(?:-[ \t]*)?)(?:dropTable|dropColumn|renameColumn|renameTable|modifyDataType|addNotNullConstraint)\b/m;

/** Whether a change log of Liquibase is destructive, its rollbacks aside. */
export function isDestructiveChangelog(text: string): boolean {
  const up = withoutRollbackKeys(
    without(
      text.replace(/<rollback\b[^<>]{0,500}\/>/g, ''),
      '<rollback',
      '</rollback>',
    ),
  );
  return destructiveChange.test(up) || isDestructiveSql(up);
}

/** YAML without the keys `rollback` and what is indented below them. */
function withoutRollbackKeys(text: string): string {
  let column: number | undefined;
  const kept = text.split('\n').filter(line => {
    const indent = line.search(/\S/);
    const isBelow =
      column !== undefined &&
      (indent < 0 ||
        indent > column ||
        (indent === column && line[indent] === '-'));
    if (!isBelow) {
      const key = /^[ \t]*(?:-[ \t]*)?(?=rollback[ \t]*:)/.exec(line);
      column = key?.[0].length;
    }
    return column === undefined;
  });
  return kept.join('\n');
}
