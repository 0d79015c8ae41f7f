import { DockerfileParser, From, Instruction } from 'dockerfile-ast';
import { Check, Finding } from './Check';

/** Few rules that matter: what keeps an image from being built the same way twice, or is run as root. */
export const dockerfiles: Check = {
  id: 'dockerfile',
  title: 'Dockerfiles',
  looksAt: ({ path }) =>
    /(^|\/)(Dockerfile|Containerfile)(\.[\w-]+)?$|\.dockerfile$/i.test(path),
  async run([{ path, text }]) {
    const dockerfile = DockerfileParser.parse(text);
    const findings: Finding[] = [];
    const add = (at: Instruction | undefined, message: string) => {
      const line = (at?.getRange()?.start.line ?? 0) + 1;
      findings.push({ path, line, message });
    };
    const froms = dockerfile.getFROMs();
    if (froms.length === 0) add(undefined, 'has no FROM');
    const stages = new Set(froms.map(from => from.getBuildStage()));
    for (const from of froms) checkBase(from, stages, add);
    const instructions = dockerfile.getInstructions();
    const last = froms.at(-1)?.getRange()?.start.line ?? 0;
    const user = instructions
      .filter(each => each.getKeyword() === 'USER')
      .filter(each => (each.getRange()?.start.line ?? 0) > last)
      .at(-1);
    const name = user?.getArgumentsContent() ?? undefined;
    if (froms.length > 0 && (!name || /^(root|0)(:|$)/.test(name))) {
      add(user ?? froms.at(-1), 'runs as root: add a USER');
    }
    for (const each of instructions) {
      const content = each.getArgumentsContent() ?? '';
      switch (each.getKeyword()) {
        case 'ADD':
          if (!/^(--\S+\s+)*(https?:|git@|\S+\.(tar|tgz|zip))/.test(content)) {
            add(each, 'ADD does more than is needed: use COPY');
          }
          break;
        case 'MAINTAINER':
          add(each, 'MAINTAINER is deprecated: use LABEL');
          break;
        case 'RUN':
          if (/\bsudo\s/.test(content)) add(each, 'uses sudo');
          if (/(curl|wget)\b[^|;&]*\|\s*(ba|z)?sh\b/.test(content)) {
            add(each, 'runs what it downloads, unseen');
          }
          break;
        default:
      }
    }
    return { findings };
  },
};

function checkBase(
  from: From,
  stages: ReadonlySet<string | null>,
  add: (at: Instruction, message: string) => void,
): void {
  const image = from.getImage() ?? '';
  if (stages.has(image) || image === 'scratch' || image.includes('$')) return;
  const tag = from.getImageTag();
  if (from.getImageDigest()) return;
  if (tag === null || tag === 'latest') {
    add(from, `${image} is whatever is newest: name a version`);
  }
}
