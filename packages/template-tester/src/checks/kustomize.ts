import { posix } from 'node:path';
import { isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { Check, TextFile } from './Check';

const fileName = /(^|\/)kustomization\.ya?ml$/;

/** For an address in a form that is not known here: nothing answers. */
const offline = {
  GIT_ALLOW_PROTOCOL: '',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

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
    const elsewhere = files.flatMap(basesElsewhere);
    if (elsewhere.length > 0) {
      return {
        findings: [],
        remarks: elsewhere.map(
          base => `${folder} was not built: ${base} is not fetched`,
        ),
      };
    }
    const laid = files.map(file => ({ path: file.path, content: file.text }));
    return tools.inFolder(laid, async cwd => {
      const { code, stderr } = await tools.run(
        'kubectl',
        ['kustomize', folder],
        { cwd, env: offline },
      );
      if (code === 0) return { findings: [] };
      const [last] = stderr.trim().split('\n').slice(-1);
      return { findings: [{ path, message: last.split(cwd).join('.') }] };
    });
  },
};

/** Where a kustomization names what it builds on, or a file of its own. */
const namingKeys = new Set([
  ...['resources', 'bases', 'components', 'crds', 'configurations'],
  ...['generators', 'transformers', 'validators', 'patchesStrategicMerge'],
  ...['path', 'files', 'envs', 'env', 'repo'],
]);

/** An address, as kustomize takes it: of a file, or of a repository. */
const address =
  /^(?:[a-z]+::|[a-z+]+:\/\/|gh:|[\w.-]+@[\w.-]+[:/]|(?:www\.)?github\.com[:/])\S*$/i;

/** What a kustomization names that is not in its repository, with its place. */
function basesElsewhere({ path, text }: TextFile): string[] {
  if (!fileName.test(path)) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
  });
  const found: string[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !namingKeys.has(String(key.value))) return;
      for (const node of isSeq(value) ? value.items : [value]) {
        if (!isScalar(node)) continue;
        const name = String(node.value).replace(/^[^=/:]*=/, '');
        if (!address.test(name)) continue;
        const { line } = lines.linePos(node.range?.[0] ?? 0);
        found.push(`${path}:${line} ${name}`);
      }
    },
  });
  return found;
}

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
