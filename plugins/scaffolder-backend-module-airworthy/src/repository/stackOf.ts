import { join } from 'node:path';
import fs from 'fs-extra';

/** What services are written in, as templates tell them apart. */
export const stacks = ['node', 'python', 'go', 'java', 'other'] as const;

/** One of {@link stacks}. */
export type Stack = (typeof stacks)[number];

/** The files that tell, in the order in which they are asked. */
const manifests: [string, Stack][] = [
  ['go.mod', 'go'],
  ['pom.xml', 'java'],
  ['build.gradle', 'java'],
  ['build.gradle.kts', 'java'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  // Last: services in other languages have one for their tools.
  ['package.json', 'node'],
];

/** Tells what the service in a folder of a repository is written in, by its manifest. */
export async function stackOf(
  repository: string,
  path: string,
): Promise<Stack> {
  for (const [manifest, stack] of manifests) {
    if (await fs.pathExists(join(repository, path, manifest))) {
      return stack;
    }
  }
  return 'other';
}
