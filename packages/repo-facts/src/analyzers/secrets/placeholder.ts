/** Words that people write where a secret is meant to go. */
const placeholderWords =
  /example|placeholder|changeme|change[-_]me|replace[-_]?(me|with|this)|your[-_]|dummy|redacted|not[-_]?a?[-_]?real|fake|xxxx|insert[-_]/i;

/** The same character, or a run of the alphabet or of digits. */
const filler = /(.)\1{7}|01234567|12345678|abcdefgh/i;

/** A value that something else fills in: `${NAME}`, `{{ name }}`, `<name>`. */
const variable = /\$\{?[A-Za-z_]|\$\(|\{\{|<[A-Za-z][\w -]*>|%[sv(]/;

/** Hosts that are nobody's: this machine and the names kept for examples. */
const harmlessHost =
  /@(localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)\b|@[\w.-]*\.(example|test|invalid|localhost)\b/i;

/** The password of a URL that is the user's name or a household word. */
const credentials = /:\/\/([^:/@\s]+):([^@/\s]+)@/;

const householdPasswords = new Set([
  'admin',
  'demo',
  'dev',
  'guest',
  'local',
  'pass',
  'passwd',
  'password',
  'postgres',
  'root',
  'secret',
  'test',
  'user',
]);

const composeFile = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;

/** A host without a dot, which in a compose file is a service beside it. */
const neighbour = /:\/\/\S{1,200}@[\w-]{1,63}(?:[:/?]|$)/;

/** The address is of a container that the same compose file starts. */
export function isOfCompose(path: string, secret: string): boolean {
  return composeFile.test(path) && neighbour.test(secret.slice(0, 300));
}

/** The value shows where a secret goes, and is none. */
export function isPlaceholder(secret: string): boolean {
  const head = secret.slice(0, 200);
  // The rules tell a key from three dots between its marks by themselves.
  if (head.includes('PRIVATE KEY')) {
    return false;
  }
  const url = credentials.exec(head);
  if (url) {
    const [, user, password] = url;
    return (
      user === password ||
      householdPasswords.has(password.toLowerCase()) ||
      harmlessHost.test(head) ||
      placeholderWords.test(head) ||
      variable.test(`${user}:${password}`)
    );
  }
  return (
    placeholderWords.test(head) || filler.test(head) || variable.test(head)
  );
}
