# The portal: the backend, which serves the built app. Renovate pins the digests.
FROM node:24.11.0-bookworm-slim AS build
# better-sqlite3 is compiled where no binary can be downloaded.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
# Yarn 4, as scripts/bootstrap.mjs gets it.
ENV YARN="npx --yes -p @yarnpkg/cli-dist@4.13.0 yarn"
WORKDIR /src
COPY . .
RUN $YARN install --immutable && $YARN build:backend

# What the backend needs at run time, and nothing else.
WORKDIR /app
RUN cp /src/package.json /src/yarn.lock /src/.yarnrc.yml /src/backstage.json /src/app-config*.yaml . \
  && tar xzf /src/packages/backend/dist/skeleton.tar.gz \
  && $YARN workspaces focus --all --production \
  && tar xzf /src/packages/backend/dist/bundle.tar.gz

FROM node:24.11.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 7007 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7007/.backstage/health/v1/liveness').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]
