import fc from 'fast-check';
import { observeSection } from '../testing';
import { dockerAnalyzer } from './dockerAnalyzer';

const observe = (files: Record<string, string | Uint8Array>) =>
  observeSection(dockerAnalyzer, files);

async function imageOf(...lines: string[]) {
  const { facts, problems } = await observe({ Dockerfile: lines.join('\n') });
  expect(problems).toEqual([]);
  expect(facts.images).toHaveLength(1);
  return facts.images[0];
}

describe('which files are Dockerfiles', () => {
  it.each([
    ...['Dockerfile', 'a/Dockerfile', 'Dockerfile.api', 'api.Dockerfile'],
    ...['Containerfile', 'dockerfile', 'worker.dockerfile'],
    ...['test-orders/Dockerfile', 'docker/Dockerfile'],
    ...['src/main/docker/Dockerfile.jvm'],
  ])('%s is one', async path => {
    const { facts } = await observe({ [path]: 'FROM scratch' });
    expect(facts.images).toMatchObject([{ path, line: 1 }]);
  });

  it.each([
    ...['Dockerfile.dockerignore', 'Dockerfile.md', 'Dockerfile.j2'],
    ...['MyDockerfile', '.devcontainer/Dockerfile', 'Dockerfile.dev'],
    ...['test.Dockerfile', 'node_modules/x/Dockerfile', 'dockerfile.ts'],
    ...['tests/images/shell/Dockerfile', 'docker/dev/Dockerfile'],
    ...['integration-test/Dockerfile', 'Dockerfile.playwright'],
    ...[
      'docker-e2e/Dockerfile',
      'docker/test/Dockerfile',
      'Dockerfile.e2e',
      'Dockerfile.lint',
    ],
  ])('%s is none of a shipped image', async path => {
    const { facts, problems } = await observe({ [path]: 'FROM scratch' });
    expect(facts.images).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('tells of a file that builds nothing, and still reads the others', async () => {
    const { facts, problems } = await observe({
      Dockerfile: new Uint8Array([0, 1, 2]),
      'Dockerfile.api': 'FROM alpine:3.20',
      'Dockerfile.empty': '# FROM alpine:3.20\n',
    });
    expect(facts.images).toMatchObject([{ path: 'Dockerfile.api' }]);
    expect(problems).toEqual([
      { path: 'Dockerfile', reason: 'Dockerfile is a binary file' },
      {
        path: 'Dockerfile.empty',
        line: 1,
        reason: 'Dockerfile.empty has no FROM instruction',
      },
    ]);
  });
});

it('takes the last stage that is not for tests or development', async () => {
  expect(
    await imageOf(
      'FROM python:3.13-slim AS production',
      'USER app',
      'FROM production AS ci_tests',
      'USER root',
    ),
  ).toMatchObject({ line: 1, user: 'app', stages: 1 });
  expect(await imageOf('FROM node:24 AS dev')).toMatchObject({ line: 1 });
});

describe('where it answers', () => {
  it.each<[string, string[], { port: number; healthPath: string }]>([
    ['is unknown', ['HEALTHCHECK CMD pg_isready'], { port: 0, healthPath: '' }],
    [
      'is what it exposes first, and asks',
      [
        'EXPOSE 8080/tcp 9090',
        'EXPOSE 80',
        'HEALTHCHECK CMD wget -q http://localhost:8080/live || exit 1',
      ],
      { port: 8080, healthPath: '/live' },
    ],
    [
      'is told by variables, and in a program',
      [
        'ENV PORT=3000',
        'EXPOSE $PORT',
        `HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + 3000 + '/no')"]`,
      ],
      { port: 3000, healthPath: '' },
    ],
    [
      'is nothing that a variable hides',
      [
        'EXPOSE $PORT',
        'HEALTHCHECK CMD curl "http://127.0.0.1:${PORT}/healthz"',
      ],
      { port: 0, healthPath: '/healthz' },
    ],
  ])('%s', async (_, lines, told) => {
    expect(await imageOf('FROM a:1', ...lines)).toMatchObject(told);
  });
});

describe('the user', () => {
  it.each<[string, string[], string, boolean]>([
    ['is unknown when nothing says it', ['FROM node:22'], '', false],
    [
      'is the last one set',
      ['FROM a:1', 'USER app', 'USER root'],
      'root',
      false,
    ],
    ['comes without its group', ['FROM a:1', 'USER root:root'], 'root', false],
    ['may be a number', ['FROM a:1', 'USER 10001:10001'], '10001', true],
    ['may be the number of root', ['FROM a:1', 'USER 0:0'], '0', false],
    ['may be quoted', ['FROM a:1', 'USER "app"'], 'app', true],
    [
      'may come from an argument',
      ['FROM a:1', 'ARG UID=1001', 'USER ${UID}:${UID}'],
      '1001',
      true,
    ],
    [
      'may come from an argument before the first FROM',
      ['ARG WHO=app', 'FROM a:1', 'ARG WHO', 'USER $WHO'],
      'app',
      true,
    ],
    [
      'may come from the default of a variable',
      ['FROM a:1', 'USER ${WHO:-app}:staff'],
      'app',
      true,
    ],
    [
      'may be root by an argument',
      ['FROM a:1', 'ARG WHO=root', 'USER ${WHO}'],
      'root',
      false,
    ],
    [
      'may come from the environment, which wins over an argument',
      ['FROM a:1', 'ENV WHO=app', 'ARG WHO=root', 'USER $WHO'],
      'app',
      true,
    ],
    [
      'is that of the stage below',
      ['FROM a:1 AS Base', 'USER app', 'FROM base', 'RUN x'],
      'app',
      true,
    ],
    [
      'is not that of a stage merely copied from',
      ['FROM a:1 AS b', 'USER app', 'FROM a:1', 'COPY --from=b / /'],
      '',
      false,
    ],
    [
      'is nonroot by a distroless tag',
      ['FROM gcr.io/distroless/static-debian12:nonroot'],
      'nonroot',
      true,
    ],
    [
      'is nonroot by a distroless tag for debugging',
      ['FROM gcr.io/distroless/nodejs22-debian12:debug-nonroot'],
      'nonroot',
      true,
    ],
    [
      'is that of a chiseled image of .NET',
      ['FROM mcr.microsoft.com/dotnet/aspnet:9.0.6-noble-chiseled'],
      'app',
      true,
    ],
    [
      'is unknown by another distroless tag',
      ['FROM gcr.io/distroless/static-debian12:latest'],
      '',
      false,
    ],
    [
      'is not what a comment says',
      ['FROM a:1', '# USER app', 'RUN x \\', '  # USER app', '  y'],
      '',
      false,
    ],
    [
      'is not what a heredoc says',
      [
        'FROM a:1',
        'RUN <<EOF',
        'USER app',
        'EOF',
        'COPY <<"X" /x',
        'USER b',
        'X',
      ],
      '',
      false,
    ],
    [
      'is read after a line that is continued',
      ['FROM a:1', 'USER \\', '  app'],
      'app',
      true,
    ],
    ['is read in lower case', ['from a:1', 'user app'], 'app', true],
    [
      'is read after another escape character',
      ['# escape=`', 'FROM a:1', 'USER `', '  app'],
      'app',
      true,
    ],
    [
      'is not what images built on it get',
      ['# syntax=docker/dockerfile:1', 'FROM a:1', 'ONBUILD USER app'],
      '',
      false,
    ],
  ])('%s', async (_, lines, user, nonRoot) => {
    expect(await imageOf(...lines)).toMatchObject({ user, nonRoot });
  });
});

describe('the base images', () => {
  it.each([
    ['node:22.11-alpine', true],
    ['node:22', true],
    ['debian:bookworm-slim', true],
    ['eclipse-temurin:21-jre', true],
    ['registry.example.com:5000/base/node:22', true],
    [`node@sha256:${'a'.repeat(64)}`, true],
    [`node:latest@sha256:${'a'.repeat(64)}`, true],
    ['scratch', true],
    ['gcr.io/distroless/static-debian12:nonroot', true],
    ['node', false],
    ['registry.example.com:5000/base/node', false],
    ['node:latest', false],
    ['node:lts-alpine', false],
    ['python:slim', false],
    ['node:${UNKNOWN}', false],
  ])('%s: pinned is %s', async (image, pinned) => {
    expect(await imageOf(`FROM ${image}`)).toMatchObject({
      base: image,
      pinned,
      bases: [{ path: 'Dockerfile', line: 1, image, pinned }],
    });
  });

  it('are resolved through arguments, stages and platforms', async () => {
    const image = await imageOf(
      'ARG NODE=22.1',
      'ARG BASE=node:${NODE}',
      'FROM --platform=$BUILDPLATFORM ${BASE} AS deps',
      'FROM golang AS tool',
      'FROM deps',
    );
    expect(image).toMatchObject({
      line: 5,
      stages: 3,
      base: 'node:22.1',
      pinned: false,
      bases: [
        { line: 3, image: 'node:22.1', pinned: true },
        { line: 4, image: 'golang', pinned: false },
      ],
    });
  });

  it.each([
    ['scratch', true],
    ['alpine:3.20', true],
    ['node:22-alpine3.20', true],
    ['python:3.13-slim', true],
    ['python:3.13-slim-bookworm', true],
    ['gcr.io/distroless/nodejs22-debian12:nonroot', true],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.4', true],
    ['cgr.dev/chainguard/node:latest', true],
    ['ubuntu:24.04', false],
    ['node:22', false],
  ])('%s: minimal is %s', async (base, minimal) => {
    expect(
      await imageOf('FROM golang:1.23 AS build', `FROM ${base}`),
    ).toMatchObject({ minimal });
  });

  it('do not grow without bound', async () => {
    const doubling = Array.from({ length: 60 }, () => 'ENV A=$A$A');
    const image = await imageOf('FROM a:1', 'ENV A=xx', ...doubling, 'USER $A');
    expect(image.user.length).toBeLessThan(10_000);
  });

  it('are unknown past hundreds of stages', async () => {
    const { facts, problems } = await observe({
      Dockerfile: 'FROM a:1\n'.repeat(300),
    });
    expect(facts.images).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe('the health check', () => {
  it.each<[string, string[], boolean]>([
    ['is absent', ['FROM a:1'], false],
    ['is set', ['FROM a:1', 'HEALTHCHECK --interval=3s CMD x'], true],
    [
      'is taken back',
      ['FROM a:1', 'HEALTHCHECK CMD x', 'HEALTHCHECK NONE'],
      false,
    ],
    [
      'is that of the stage below',
      ['FROM a:1 AS b', 'HEALTHCHECK CMD x', 'FROM b'],
      true,
    ],
    [
      'is not that of an earlier stage',
      ['FROM a:1 AS b', 'HEALTHCHECK CMD x', 'FROM a:1'],
      false,
    ],
    ['is not what a comment says', ['FROM a:1', '#HEALTHCHECK CMD x'], false],
  ])('%s', async (_, lines, healthcheck) => {
    expect(await imageOf(...lines)).toMatchObject({ healthcheck });
  });
});

describe('the process', () => {
  it.each([
    ['CMD ["node", "server.js"]', true],
    ['ENTRYPOINT ["/usr/bin/tini", "--", "node", "server.js"]', true],
    ['CMD migrate && exec node server.js 2>&1', true],
    ['CMD ["/usr/bin/supervisord", "-n"]', false],
    ['CMD exec supervisord', false],
    ['ENTRYPOINT ["/init"]', false],
    ['CMD sh -c "nginx & node server.js"', false],
    ['CMD service nginx start && node server.js', false],
  ])('%s: is single: %s', async (instruction, singleProcess) => {
    expect(await imageOf('FROM a:1', instruction)).toMatchObject({
      singleProcess,
    });
  });
});

describe('secrets in defaults', () => {
  it.each([
    ['ENV DB_PASSWORD=hunter2', true],
    ['ARG NPM_TOKEN=abc123', true],
    ['ENV API_KEY abc123', true],
    ['ARG NPM_TOKEN', false],
    ['ENV DB_PASSWORD=""', false],
    ['ENV DB_PASSWORD_FILE=/run/secrets/db', false],
    ['ENV TOKEN=/run/secrets/token', false],
    ['ENV TOKEN=$TOKEN', false],
    ['ENV TOKENIZER=fast PUBLIC_KEY=abc', false],
    ['# ENV DB_PASSWORD=hunter2', false],
  ])('%s: %s', async (instruction, secretsInDefaults) => {
    expect(await imageOf('FROM a:1', instruction)).toMatchObject({
      secretsInDefaults,
    });
  });
});

describe('the ignore file', () => {
  it.each([
    ['.dockerignore', true],
    ['api/.dockerignore', true],
    ['api/Dockerfile.dockerignore', true],
    ['web/.dockerignore', false],
    ['.gitignore', false],
  ])('%s applies: %s', async (path, ignoreFile) => {
    const { facts } = await observe({
      'api/Dockerfile': 'FROM a:1',
      [path]: '*',
    });
    expect(facts.images).toMatchObject([{ ignoreFile }]);
  });
});

it('never throws, whatever the Dockerfile', async () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      ...['FROM ', 'a:1', ' AS b', '\n', 'USER ', 'ARG X=1', 'ENV ', '$X'],
      ...['${X:-', '}', '<<EOF', 'EOF\n', '\\\n', '#', '["a"]', 'CMD ', '='],
      ...['HEALTHCHECK ', 'ENTRYPOINT ', '"', '--platform=', '# escape=`\n'],
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part), async parts => {
      const { facts } = await observe({ Dockerfile: parts.join('') });
      expect(facts.images.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

describe('compose files', () => {
  const text = `services:
  api:
    build: ./api
    user: '1000'
    read_only: true
    environment: { DB_PASSWORD: hunter2 }
    healthcheck: { test: [CMD, wget, localhost] }
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgres:17
    environment: ['POSTGRES_PASSWORD=\${PASSWORD}']
    healthcheck: { disable: true, test: [CMD, x] }
`;

  it('state their services', async () => {
    const { facts } = await observe({ 'deploy/compose.prod.yaml': text });
    expect(facts.services).toEqual([
      {
        ...{ path: 'deploy/compose.prod.yaml', line: 2, name: 'api' },
        ...{ image: '', dockerfile: 'deploy/api/Dockerfile' },
        ...{ production: true, own: true, healthcheck: true, user: '1000' },
        ...{ readOnly: true, secretsInEnvironment: true, dependsOn: ['db'] },
      },
      {
        ...{ path: 'deploy/compose.prod.yaml', line: 9, name: 'db' },
        ...{ image: 'postgres:17', dockerfile: '', production: true },
        own: false,
        ...{ healthcheck: false, user: '', readOnly: false },
        ...{ secretsInEnvironment: false, dependsOn: [] },
      },
    ]);
  });

  it.each([
    ['compose.yaml', 2],
    ['docker-compose.yml', 2],
    ['docker-compose.dev.yml', 0],
    ['compose.override.yaml', 0],
    ['docker-compose-test.yml', 0],
    ['.devcontainer/docker-compose.yml', 0],
    ['e2e/compose.yaml', 0],
    ['compose.md', 0],
  ])('%s counts %s services', async (path, count) => {
    const { facts } = await observe({ [path]: text });
    expect(facts.services).toHaveLength(count);
  });

  it.each([
    ['compose.yaml', false],
    ['compose.staging.yaml', false],
    ['compose.deploy.yml', true],
    ['docker-compose.production.yml', true],
  ])('%s is for production: %s', async (path, production) => {
    const { facts } = await observe({ [path]: text });
    expect(facts.services).toMatchObject([{ production }, { production }]);
  });

  it('that do not parse leave images known', async () => {
    const { facts, problems } = await observe({
      'compose.yaml': 'services: [\n',
      Dockerfile: 'FROM a:1',
    });
    expect(facts.images).toHaveLength(1);
    expect(problems).toMatchObject([
      { list: 'services', path: 'compose.yaml', line: 2 },
    ]);
  });

  it('do not build what lies elsewhere', async () => {
    const { facts } = await observe({
      'compose.yaml':
        'services:\n  a: { build: ../other }\n  b: { build: "https://git.example.com/b.git" }\n  c: { build: { context: ., dockerfile: c.Dockerfile } }\n',
    });
    expect(facts.services.map(({ dockerfile }) => dockerfile)).toEqual([
      ...['', '', 'c.Dockerfile'],
    ]);
  });
});

describe('what builds an image without a Dockerfile', () => {
  it.each<[string, string, object[]]>([
    [
      'pom.xml',
      '<plugins>\n<artifactId>jib-maven-plugin</artifactId>',
      [{ builder: 'jib', line: 2 }],
    ],
    ['pom.xml', '<!-- <artifactId>jib-maven-plugin</artifactId> -->', []],
    ['pom.xml', '<goal>build-image</goal>', [{ builder: 'buildpacks' }]],
    ['pom.xml', '<artifactId>spring-boot-maven-plugin</artifactId>', []],
    [
      'build.gradle.kts',
      'plugins {\n  id("com.google.cloud.tools.jib") version "3.4.5"\n}',
      [{ builder: 'jib', line: 2 }],
    ],
    [
      'build.gradle',
      "// id 'com.google.cloud.tools.jib'\nid 'com.google.cloud.tools.jib' version '3' apply false",
      [],
    ],
    ['build.gradle', 'bootBuildImage {', [{ builder: 'buildpacks' }]],
    ['.ko.yaml', 'defaultBaseImage: a', [{ builder: 'ko' }]],
    ['.ko.yaml', '# nothing', []],
    [
      'project.toml',
      '[_]\nschema-version = "0.2"',
      [{ builder: 'buildpacks' }],
    ],
    ['project.toml', '[tool]', []],
    ['nixpacks.toml', '[phases.setup]', [{ builder: 'nixpacks' }]],
    [
      'Api/Api.csproj',
      '<ContainerRepository>api</ContainerRepository>',
      [{ builder: 'dotnet' }],
    ],
    ['Procfile', 'web: npm start', []],
  ])('%s with %s', async (path, text, builders) => {
    const { facts, problems } = await observe({ [path]: text });
    expect(problems).toEqual([]);
    expect(facts.builders).toMatchObject(builders);
    expect(facts.builders).toHaveLength(builders.length);
  });
});
