import { dotnetProvides } from './dotnet';
import { goProvides } from './go';
import { javaProvides } from './java';
import { npmProvides } from './npm';
import { ProvidesTable } from './ProvidesTable';
import { pythonProvides } from './python';
import { rustProvides } from './rust';

const tables: Record<string, ProvidesTable> = {
  npm: npmProvides,
  pypi: pythonProvides,
  go: goProvides,
  maven: javaProvides,
  gradle: javaProvides,
  cargo: rustProvides,
  nuget: dotnetProvides,
};

/** By what a project says which Spring Boot it is built with. */
const springBoot = new Set([
  'org.springframework.boot:spring-boot-starter-parent',
  'org.springframework.boot:spring-boot-gradle-plugin',
]);

/** Draining on SIGTERM is the default of Spring Boot since 3.4. */
function drainsByDefault(name: string, version: string): boolean {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})\b/.exec(version) ?? [];
  return springBoot.has(name) && Number(major) * 1_000 + Number(minor) >= 3_004;
}

/** What is a kind of something else. */
const isAlso: Record<string, string> = { 'relational-database': 'database' };

/** What a package is known to bring; nothing for a package unknown to us. */
export function providesOf(
  ecosystem: string,
  name: string,
  version = '',
): string[] {
  const known = ecosystem === 'go' ? name.replace(/\/v\d+$/, '') : name;
  return Object.entries(tables[ecosystem] ?? {})
    .filter(([, patterns]) => patterns.some(pattern => fits(pattern, known)))
    .flatMap(([what]) => (isAlso[what] ? [what, isAlso[what]] : [what]))
    .concat(drainsByDefault(name, version) ? ['graceful-shutdown'] : []);
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}
