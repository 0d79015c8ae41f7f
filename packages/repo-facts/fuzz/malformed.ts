import { SeedTree } from './seeds';

const file = (path: string, ...lines: string[]): SeedTree => [
  { path, text: lines.join('\n') },
];

const prototypeKeys = ['__proto__', 'constructor', 'toString', 'valueOf'];

/** Files that are wrong in ways that people and attackers have thought of. */
export const malformed: SeedTree[] = [
  // Dockerfiles
  file('Dockerfile', 'FROM'),
  file('Dockerfile', 'FROM a AS a', 'FROM a AS a', 'COPY --from=a / /'),
  file('Dockerfile', 'ARG A=$B', 'ARG B=$A', 'FROM ${A}', 'USER ${B:-${A}}'),
  file('Dockerfile', 'FROM ${__proto__}', 'USER $constructor'),
  file('Dockerfile', 'FROM a', 'RUN <<EOF', 'USER nobody'),
  file('Dockerfile', 'FROM a', 'CMD ["unclosed', 'HEALTHCHECK CMD'),
  file('Dockerfile', '# escape=`', 'FROM a \\', '`', 'RUN a `', ''),
  file('Dockerfile', 'FROM a', 'ENV', 'ENV =', 'ENV a', 'ENV a=b=c d'),
  file('Dockerfile', 'FROM a', 'EXPOSE 99999999999999999999-1e309'),

  // YAML
  file('k8s/deployment.yaml', 'a: &a [*a]', 'b: *missing'),
  file('k8s/deployment.yaml', 'kind: Deployment', 'spec: &s { spec: *s }'),
  file(
    'k8s/deployment.yaml',
    'a: &a [x,x,x,x,x,x,x,x,x]',
    'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    'd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
  ),
  file(
    'k8s/deployment.yaml',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: [name]',
    'spec: { template: { spec: { containers: { a: 1 } } } }',
  ),
  file('k8s/kustomization.yaml', 'resources: [., .., "./k8s", ../k8s]'),
  file('k8s/kustomization.yaml', 'bases: { a: b }', 'patches: text'),
  ...prototypeKeys.map(key =>
    file('k8s/deployment.yaml', `kind: ${key}`, `${key}: { ${key}: 1 }`),
  ),
  file('.github/workflows/a.yml', 'on: *a', 'jobs: { a: { needs: a } }'),
  file('.github/workflows/a.yml', 'jobs: [1]', 'on: { push: [{ a: b }] }'),
  file(
    '.github/workflows/a.yml',
    'on: push',
    'jobs: { a: { uses: ./.github/workflows/a.yml, needs: [b] }, b: { needs: a } }',
  ),
  file('.github/workflows/a.yml', 'jobs: { a: { steps: [{ uses: ./ }] } }'),
  ...prototypeKeys.map(key =>
    file('.github/workflows/a.yml', 'on: push', `jobs: { ${key}: ${key} }`),
  ),
  file('.gitlab-ci.yml', 'include: .gitlab-ci.yml', 'a: { extends: a }'),
  file('.gitlab-ci.yml', 'a: { extends: [b] }', 'b: { extends: [a, b] }'),
  file('.gitlab-ci.yml', 'a: { script: !reference [a, script] }'),
  file('.gitlab-ci.yml', 'include: { local: "/**/*.{yml,yaml}" }'),
  ...prototypeKeys.map(key =>
    file('.gitlab-ci.yml', `${key}: { script: [${key}], extends: ${key} }`),
  ),
  file('compose.yaml', 'services: { a: null, b: [1], c: { image: [] } }'),
  file('rules/alerts.yaml', 'groups: [{ rules: [{ alert: [], expr: {} }] }]'),
  file('renovate.json', '{ "extends": "a", "enabled": [] }'),
  file('.pre-commit-config.yaml', 'repos: { a: [] }'),
  file('.airworthy/attestations.yaml', 'attestations: [{ date: 9999-99-99 }]'),
  file(
    '.airworthy/exemptions.yaml',
    '- { check: a, reason: Retired in May., expires: 2026-05-31, by: ann }',
    '- { scorecard: b, reason: [] }',
  ),
  file('.airworthy/exemptions.yaml', '- { check: a, __proto__: { by: a } }'),
  ...[
    'files: { ../a: 1, /etc/passwd: 2, a//b: 3, __proto__: { a: 4 } }',
    `files: { .airworthy/answers.yaml: ${'0'.repeat(64)}, none: ${'a'.repeat(
      64,
    )} }`,
    'files: { a: &a [*a] }',
  ].map(files =>
    file(
      '.airworthy/answers.yaml',
      ...['apiVersion: airworthy.dev/v1', 'kind: Answers'],
      'template: { ref: template:default/a, version: 1.0.0 }',
      'parameters: { __proto__: { a: 1 }, b: "${{ b }}" }',
      files,
    ),
  ),
  file('catalog-info.yaml', '---', '---', 'kind: []', '...', 'a'),
  file('openapi.yaml', 'openapi: {}', 'paths: []'),

  // JSON
  file('package.json', '{'),
  file('package.json', '[]'),
  file('package.json', '{ "scripts": [], "dependencies": "a", "name": {} }'),
  file('package.json', '{ "scripts": { "a": "npm run a", "test": "yarn a" } }'),
  ...prototypeKeys.map(key =>
    file(
      'package.json',
      `{ "scripts": { "${key}": "npm run ${key}" }, "dependencies": { "${key}": {} } }`,
    ),
  ),
  file('dashboards/a.json', '{ "panels": [{ "panels": [1, null] }, 2] }'),

  // TOML
  file('pyproject.toml', '[project', 'name = '),
  file('pyproject.toml', '[a]', '[a]', 'a = 1', 'a = 2'),
  file('pyproject.toml', 'project = 1', 'tool = []'),
  file('pyproject.toml', '[project]', 'dependencies = { a = 1 }'),
  file('pyproject.toml', '[__proto__]', 'a = 1', '[constructor.prototype]'),
  file('Cargo.toml', '[dependencies]', 'a = []', 'b = { version = 1 }'),

  // XML
  file('pom.xml', '<project><dependencies>'),
  file('pom.xml', '<!DOCTYPE a [<!ENTITY a "&a;&a;">]>', '<project>&a;'),
  file('pom.xml', '<project><__proto__><a/></__proto__></project>'),
  file('pom.xml', '<project><dependencies>1</dependencies></project>'),
  file('src/main/resources/logback.xml', '<configuration><!-- <!-- --'),

  // HCL
  file('main.tf', 'resource "a" "b" {', 'a = "${"'),
  file('main.tf', 'a = <<EOF', 'resource "a" "b" {}'),
  file('main.tf', 'resource {', '}', '}', 'module "a" { source = "./" }'),

  // Markdown
  file('README.md', '---', '# a', '```', '# b'),
  file('README.md', '[a](../../../../etc/passwd)', '[b](//a)', '[c]()'),
  file('docs/runbook.md', '#'.repeat(80), '='.repeat(80), '<!-- # a'),
  file('mkdocs.yml', 'nav: [a: [b: [c: ../../d.md]]]'),

  // Code
  file('src/index.js', '/* a', "'", '`${`${`'),
  file('main.py', '"""', "'''", 'def test_('),
  file('main.go', 'package main', '`', 'func main() {'),
  file('src/main/java/A.java', '"""', '/*', '@Test'),
  file('migrations/1.sql', '-- +goose Up', '-- +goose Down', '--', ';;;'),
  file('.env', '=', 'A==', 'export', 'export =A'),
  file('CODEOWNERS', '[', '[a', '^[a][', '* @', '\\', '# a'),
];
