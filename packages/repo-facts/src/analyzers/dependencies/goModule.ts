import { DeclaredPackage, ManifestReader } from './Manifest';

/** Reads a go.mod; what is only indirectly needed is left out. */
export const readGoModule: ManifestReader = text => {
  const packages: DeclaredPackage[] = [];
  let name = '';
  let nameLine = 1;
  let block = '';
  text.split('\n').forEach((raw, index) => {
    const [code, ...comments] = raw.slice(0, 2_000).split('//');
    const words = code.trim().split(/\s+/);
    if (words[0] === '') {
      return;
    }
    if (block === '' && words[1] === '(') {
      block = words[0];
      return;
    }
    if (words[0] === ')') {
      block = '';
      return;
    }
    const [directive, ...rest] = block ? [block, ...words] : words;
    if (directive === 'module' && rest[0]) {
      name = rest[0].replace(/^"|"$/g, '');
      nameLine = index + 1;
    } else if (
      directive === 'require' &&
      rest.length >= 2 &&
      !comments.join('//').trim().startsWith('indirect')
    ) {
      const [path, version] = rest;
      packages.push({ name: path, version, scope: 'runtime', line: index + 1 });
    }
  });
  return name === ''
    ? undefined
    : { ecosystem: 'go', name, line: nameLine, packages, exact: true };
};
