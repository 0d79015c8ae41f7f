import { fileName } from './paths';

const harmlessWords =
  /\.(example|sample|template|tmpl|dist|default|defaults|schema|vault)(\.|$)/i;

const assignment = /^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_.]*\s*=(.*)$/;

/** `.env`, `.env.production` and so on; not `.env.example`. */
export function isEnvironmentFile(path: string): boolean {
  const name = fileName(path);
  return (
    (name === '.env' || name.startsWith('.env.')) && !harmlessWords.test(name)
  );
}

/** The line of the first variable that is given a readable value. */
export function firstValueLine(text: string): number | undefined {
  const index = text.split('\n').findIndex(line => {
    const value = assignment.exec(line.slice(0, 2_000))?.[1].trim() ?? '';
    return (
      value !== '' &&
      value !== '""' &&
      value !== "''" &&
      !value.startsWith('#') &&
      // Encrypted in place, which is safe to commit.
      !/^["']?encrypted:/.test(value)
    );
  });
  return index < 0 ? undefined : index + 1;
}
