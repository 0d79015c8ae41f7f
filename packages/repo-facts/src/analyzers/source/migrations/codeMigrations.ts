import { CodeText } from '../codeText';
import { isDestructiveCode, isDestructiveSql } from './destructive';
import { Migration } from './sqlMigrations';

/** Whether a path can be that of a migration in code. */
export function mayBeCodeMigration(path: string): boolean {
  return (
    (/(^|\/)(migrations?|versions)\/[^/]+\.([cm]?[jt]s|py)$/i.test(path) ||
      /(^|\/)Migrations\/[^/]+\.cs$/.test(path) ||
      /(^|\/)db\/migrate\/\d+_\w+\.rb$/.test(path)) &&
    !path.endsWith('.d.ts') &&
    !path.endsWith('__init__.py')
  );
}

/** What each tool of Node passes to a migration, told by its name. */
const nodeTools: [string, RegExp][] = [
  ['typeorm', /\bMigrationInterface\b/],
  ['node-pg-migrate', /\bpgm\b/],
  ['sequelize', /\bqueryInterface\b/],
  ['knex', /\bknex\b/i],
  ['kysely', /\bKysely\b/],
];

/** A function of this name, however it is written and exported. */
const nodeUp =
  /\bexports\.up\s*=|\bexport\s+(?:const|let)\s+up\b|\b(?:const|let)\s+up\s*=\s*(?:async\b|function\b|\()|(?:^|[\s{,])up\s*(?:\(|:\s*(?:async\b|function\b|\())/m;

const nodeDown =
  /\b(?:exports\.down\s*=|(?:function|const|let|async)\s+down\b|down\s*[:(])/;

/** Reads a migration of Node; `undefined` for code that is none. */
export function readNodeMigration({
  code,
  bare,
}: CodeText): Migration | undefined {
  const up = nodeUp.exec(bare);
  if (!up) {
    return undefined;
  }
  const tool = nodeTools.find(([, words]) => words.test(code))?.[0] ?? 'umzug';
  return {
    tool,
    reversible: nodeDownDoesSomething(bare),
    destructive: isDestructiveCode('node', wayUp(code, up.index, nodeDown)),
    line: lineAt(bare, up.index),
  };
}

/** The text from the way up to the way down, where that comes later. */
function wayUp(code: string, from: number, down: RegExp): string {
  const rest = code.slice(from);
  const end = rest.slice(1).search(down);
  return end < 0 ? rest : rest.slice(0, end + 1);
}

function nodeDownDoesSomething(bare: string): boolean {
  const down = nodeDown.exec(bare);
  if (!down) {
    return false;
  }
  const rest = bare.slice(down.index + down[0].length, down.index + 20_000);
  if (/^\s*(false|undefined|null)\b/.test(rest)) {
    return false;
  }
  const arrow = /=>\s*([^{\s])/.exec(rest);
  const open = bodyStart(rest);
  if (arrow && (open < 0 || arrow.index < open)) {
    return true;
  }
  return open >= 0 && doesSomething(bodyFrom(rest, open));
}

/** The brace that opens the body, after the parentheses of the parameters. */
function bodyStart(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') {
      depth += 1;
    } else if (text[i] === ')') {
      depth -= 1;
    } else if (text[i] === '{' && depth <= 0) {
      return i;
    }
  }
  return -1;
}

function bodyFrom(text: string, open: number): string {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    depth += Number(text[i] === '{') - Number(text[i] === '}');
    if (depth === 0) {
      return text.slice(open + 1, i);
    }
  }
  return text.slice(open + 1);
}

function doesSomething(body: string): boolean {
  const rest = body
    .replace(/\breturn\b|\bPromise\.resolve\(\s*\)|[;\s]/g, '')
    .trim();
  return rest !== '' && !/^thrownew/.test(rest);
}

/** Reads a migration of Alembic, Django or yoyo; `undefined` for other code. */
export function readPythonMigration({
  code,
  bare,
}: CodeText): Migration | undefined {
  const alembic = /^def upgrade\(/m.exec(bare);
  if (alembic && /^(down_)?revision\b/m.test(bare)) {
    const body =
      /^def downgrade\([^\n]{0,200}:[^\n]*\n([^]*)/m.exec(bare)?.[1] ?? '';
    return {
      tool: 'alembic',
      reversible: pythonBody(body).some(
        line => !/^(pass|\.\.\.|raise\b|return$)/.test(line),
      ),
      destructive: isDestructiveCode(
        'python',
        wayUp(code, alembic.index, /^def downgrade\(/m),
      ),
      line: lineAt(bare, alembic.index),
    };
  }
  const django = /^class Migration\(migrations\.Migration\)/m.exec(bare);
  if (django) {
    const oneWay =
      /\bRun(Python|SQL)\(/.test(bare) && !/\breverse_(code|sql)\b/.test(bare);
    const reverseGiven = /\bRunPython\(\s*[\w.]{1,100}\s*,\s*[\w.]{1,100}/.test(
      bare,
    );
    return {
      tool: 'django',
      reversible: !oneWay || reverseGiven,
      destructive: isDestructiveCode('python', code.slice(django.index)),
      line: lineAt(bare, django.index),
    };
  }
  const yoyo = /^from yoyo import\b/m.test(bare) && /\bstep\(/.exec(bare);
  if (yoyo) {
    const twoStrings = /["']{1}\s*,\s*["']/.test(code.slice(yoyo.index));
    return {
      tool: 'yoyo',
      reversible: twoStrings,
      destructive: isDestructiveSql(yoyoUp(code.slice(yoyo.index))),
      line: lineAt(bare, yoyo.index),
    };
  }
  return undefined;
}

/** Steps without their second string, which is the way back. */
function yoyoUp(steps: string): string {
  return steps.replace(/(["'])\s*,\s*["'][^]{0,5000}?["']\s*\)/g, '$1)');
}

/** Reads a migration of Rails; `undefined` for other code. */
export function readRubyMigration({
  code,
  bare,
}: CodeText): Migration | undefined {
  const rails = /^class \w{1,100} < ActiveRecord::Migration\b/m.exec(bare);
  const up = /^[ \t]*def (?:self\.)?(?:up|change)\b/m.exec(bare);
  if (!rails || !up) {
    return undefined;
  }
  const down = /^[ \t]*def (?:self\.)?down\b/m;
  return {
    tool: 'rails',
    reversible:
      /^[ \t]*def change\b/m.test(bare) ||
      (down.test(bare) && !/\bIrreversibleMigration\b/.test(bare)),
    destructive: isDestructiveCode('ruby', wayUp(code, up.index, down)),
    line: lineAt(bare, rails.index),
  };
}

const dotnetDown = /\boverride\s+void\s+Down\(/;

/** Reads a migration of Entity Framework Core; `undefined` for other code. */
export function readDotnetMigration({
  code,
  bare,
}: CodeText): Migration | undefined {
  const up = /\boverride\s+void\s+Up\(\s*MigrationBuilder\b/.exec(bare);
  if (!up) {
    return undefined;
  }
  const down = dotnetDown.exec(bare);
  const wayDown = down ? bare.slice(down.index) : '';
  return {
    tool: 'ef-core',
    reversible: /\bmigrationBuilder\s*\.\s*\w/.test(wayDown),
    destructive: isDestructiveCode('dotnet', wayUp(code, up.index, dotnetDown)),
    line: lineAt(bare, up.index),
  };
}

/** The lines of a function that follow its head. */
function pythonBody(text: string): string[] {
  const lines = [];
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) {
      break;
    }
    if (line.trim() !== '') {
      lines.push(line.trim());
    }
  }
  return lines;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
