import { posix } from 'node:path';
import { isScalar, isSeq, parseDocument, visit } from 'yaml';
import { Check, TextFile } from './Check';

const fileName = /(^|\/)kustomization\.ya?ml$/;

/** Kustomizations that can be built; those that others build on are built with these. */
export const kustomize: Check = {
  id: 'kustomize',
  title: 'Kustomize build',
  needs: ['kubectl'],
  looksAt: () => true,
  partsOf(files) {
    const parts = files
      .filter(({ path, text }) => fileName.test(path) && !isComponent(text))
      .map(file => reachedFrom(file, files));
    const bases = parts.map(([file]) => basesOf(file));
    return parts.filter(
      ([file, ...reached]) =>
        !parts.some(
          ([other], index) =>
            bases[index].has(posix.dirname(file.path)) &&
            // Two that build on each other are a mistake, to be told of.
            !reached.includes(other),
        ),
    );
  },
  async run(files, tools) {
    const [{ path }] = files;
    const folder = posix.dirname(path);
    const laid = files.map(file => ({ path: file.path, content: file.text }));
    return tools.inFolder(laid, async cwd => {
      const { code, stderr } = await tools.run(
        'kubectl',
        ['kustomize', folder],
        { cwd },
      );
      if (code === 0) return { findings: [] };
      const message = stderr
        .trim()
        .split('\n')
        .slice(-1)[0]
        .split(cwd)
        .join('.');
      return /https?:\/\/|git (fetch|clone)|no such host/.test(message)
        ? {
            findings: [],
            remarks: [`${folder} has a base elsewhere, which is not at hand`],
          }
        : { findings: [{ path, message }] };
    });
  },
};

function isComponent(text: string): boolean {
  return /^kind: *Component\b/m.test(text);
}

/** Folders that a kustomization builds on, and files that it has of its own. */
function basesOf({ path, text }: TextFile): Set<string> {
  const document = parseDocument(text, { logLevel: 'silent' });
  return new Set(
    ['resources', 'bases'].flatMap(key => {
      const list = document.get(key);
      return isSeq(list)
        ? list.items
            .filter(isScalar)
            .map(({ value }) =>
              posix.join(posix.dirname(path), String(value), '.'),
            )
        : [];
    }),
  );
}

/** A kustomization, and all that it and those that it builds on name. */
function reachedFrom(kustomization: TextFile, files: TextFile[]): TextFile[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  const reached = new Set([kustomization]);
  for (const { path, text } of reached) {
    if (!fileName.test(path)) continue;
    for (const named of namesIn(text)) {
      const place = posix.join(posix.dirname(path), named);
      for (const each of [
        ...[place, `${place}/kustomization.yaml`, `${place}/kustomization.yml`],
      ]) {
        const file = byPath.get(posix.normalize(each));
        if (file) reached.add(file);
      }
    }
  }
  return [...reached];
}

/** All that may be a path, as in `resources: [a.yaml]` and `files: [key=b.json]`. */
function namesIn(text: string): string[] {
  const names: string[] = [];
  visit(parseDocument(text, { logLevel: 'silent' }), {
    Scalar(_, node) {
      if (!isScalar(node) || typeof node.value !== 'string') return;
      names.push(node.value.replace(/^[^=]*=/, ''));
    },
  });
  return names;
}
