/** Programming languages by the extension of their source files. */
export const languageByExtension: Record<string, string> = {
  bash: 'shell',
  c: 'c',
  cc: 'cpp',
  cjs: 'javascript',
  clj: 'clojure',
  cpp: 'cpp',
  cs: 'csharp',
  cts: 'typescript',
  cxx: 'cpp',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
  fs: 'fsharp',
  go: 'go',
  groovy: 'groovy',
  h: 'c',
  hpp: 'cpp',
  hs: 'haskell',
  java: 'java',
  js: 'javascript',
  jsx: 'javascript',
  kt: 'kotlin',
  kts: 'kotlin',
  lua: 'lua',
  mjs: 'javascript',
  mts: 'typescript',
  php: 'php',
  pl: 'perl',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  scala: 'scala',
  sh: 'shell',
  swift: 'swift',
  tf: 'terraform',
  ts: 'typescript',
  tsx: 'typescript',
  vue: 'vue',
};

/** The language of a source file, by its name alone. */
export function languageOf(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  if (dot <= path.lastIndexOf('/') + 1) {
    return undefined;
  }
  const extension = path.slice(dot + 1).toLowerCase();
  return Object.hasOwn(languageByExtension, extension)
    ? languageByExtension[extension]
    : undefined;
}
