import { goProvides } from './go';
import { javaProvides } from './java';
import { npmProvides } from './npm';
import { ProvidesTable } from './ProvidesTable';
import { pythonProvides } from './python';

const tables: Record<string, ProvidesTable> = {
  npm: npmProvides,
  pypi: pythonProvides,
  go: goProvides,
  maven: javaProvides,
  gradle: javaProvides,
};

/** What a package is known to bring; nothing for a package unknown to us. */
export function providesOf(ecosystem: string, name: string): string[] {
  const known = ecosystem === 'go' ? name.replace(/\/v\d+$/, '') : name;
  return Object.entries(tables[ecosystem] ?? {})
    .filter(([, patterns]) => patterns.some(pattern => fits(pattern, known)))
    .map(([what]) => what);
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}
