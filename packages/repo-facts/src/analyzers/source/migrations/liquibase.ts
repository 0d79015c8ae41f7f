import { withoutMarkupComments } from '../../files/markupComments';
import { isDestructiveChangelog } from './destructive';
import { Migration } from './sqlMigrations';

const changelogFile =
  /(^|\/)(changelog|changelogs|liquibase)\/.+\.(xml|ya?ml)$|changelog[\w.-]*\.(xml|ya?ml)$/i;

/** Changes that Liquibase cannot undo by itself. */
const oneWay =
  /<(sql|sqlFile|insert|delete|update|loadData|dropTable|dropColumn)\b|^[ \t]*(?:-[ \t]*)?(sql|sqlFile|insert|delete|update|loadData|dropTable|dropColumn):/m;

/** Whether a path can be that of a change log of Liquibase. */
export function mayBeChangelog(path: string): boolean {
  return changelogFile.test(path);
}

/** Reads a change log of Liquibase; `undefined` for one that lists others. */
export function readChangelog(written: string): Migration | undefined {
  const text = withoutMarkupComments(written);
  const index = text.search(/<changeSet\b|^[ \t]*-[ \t]*changeSet[ \t]*:/m);
  return index < 0
    ? undefined
    : {
        tool: 'liquibase',
        reversible: !oneWay.test(text) || /<rollback\b|\brollback:/.test(text),
        destructive: isDestructiveChangelog(text),
        line: text.slice(0, index).split('\n').length,
      };
}
