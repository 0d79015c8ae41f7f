import { posix } from 'node:path';
import { Check, Finding } from './Check';

const fileName = /(^|\/)kustomization\.ya?ml$/;

/** Kustomizations that can be built. */
export const kustomize: Check = {
  id: 'kustomize',
  title: 'Kustomize build',
  needs: ['kubectl'],
  alone: false,
  looksAt: ({ path }) => /\.(ya?ml|json|env|properties|toml)$/.test(path),
  async run(files, tools) {
    const folders = files
      .filter(
        ({ path, text }) =>
          fileName.test(path) && !/^kind: *Component\b/m.test(text),
      )
      .map(({ path }) => posix.dirname(path));
    if (folders.length === 0) return { findings: [] };
    const laid = files.map(({ path, text }) => ({ path, content: text }));
    return tools.inFolder(laid, async cwd => {
      const findings: Finding[] = [];
      const remarks: string[] = [];
      for (const folder of folders) {
        const { code, stderr } = await tools.run(
          'kubectl',
          ['kustomize', folder],
          { cwd },
        );
        if (code === 0) continue;
        const message = stderr
          .trim()
          .split('\n')
          .slice(-1)[0]
          .split(cwd)
          .join('.');
        if (/https?:\/\/|git (fetch|clone)|no such host/.test(message)) {
          remarks.push(`${folder} has a base elsewhere, which is not at hand`);
        } else {
          findings.push({ path: `${folder}/kustomization.yaml`, message });
        }
      }
      return { findings, remarks };
    });
  },
};
