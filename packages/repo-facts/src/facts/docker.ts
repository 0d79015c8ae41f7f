import { z } from 'zod';
import { place } from './place';

const baseImageSchema = z.object({
  ...place,
  /** As written, with build arguments resolved where they have defaults. */
  image: z.string(),
  /** `true` when a digest or a tag that names a version is given. */
  pinned: z.boolean(),
});

const imageSchema = z.object({
  ...place,
  /** Number of FROM instructions. */
  stages: z.number(),
  /** The external image that the final stage is built on. */
  base: z.string(),
  /** External images of all stages. */
  bases: z.array(baseImageSchema),
  /** Every external base image is pinned. */
  pinned: z.boolean(),
  /** Who the final stage runs as, without a group; `""` when nothing says so. */
  user: z.string(),
  /** The final stage runs as somebody other than root. */
  nonRoot: z.boolean(),
  /** The final stage has a HEALTHCHECK other than NONE. */
  healthcheck: z.boolean(),
  /** The path that its HEALTHCHECK asks for by HTTP, `""` for none. */
  healthPath: z.string(),
  /** The first port that the final stage exposes, 0 for none. */
  port: z.number(),
  /** The final stage is distroless, scratch, alpine, slim or the like. */
  minimal: z.boolean(),
  /** The container starts one process, not a supervisor of several. */
  singleProcess: z.boolean(),
  /** A `.dockerignore` applies to its build context. */
  ignoreFile: z.boolean(),
  /** An ENV or ARG gives a secret a default. */
  secretsInDefaults: z.boolean(),
});

const imageBuilderSchema = z.object({
  ...place,
  /** `jib`, `buildpacks`, `ko`, `nixpacks` or `dotnet`. */
  builder: z.string(),
});

const composeServiceSchema = z.object({
  ...place,
  name: z.string(),
  /** As written; `""` when it is built. */
  image: z.string(),
  /** Path of the Dockerfile that it is built from, `""` for none of this repository. */
  dockerfile: z.string(),
  /** Its file is named for production. */
  production: z.boolean(),
  /** It is built here, or taken from a registry of one's own for production. */
  own: z.boolean(),
  /** It has a health check that is not switched off. */
  healthcheck: z.boolean(),
  /** Who it runs as, as written; `""` when the image decides. */
  user: z.string(),
  /** Its root filesystem is read-only. */
  readOnly: z.boolean(),
  /** An environment variable named like a secret holds a literal value. */
  secretsInEnvironment: z.boolean(),
  /** Names of the services that it waits for. */
  dependsOn: z.array(z.string()),
});

export const dockerFacts = z.object({
  images: z.array(imageSchema),
  /** Services of compose files, without those for development and tests. */
  services: z.array(composeServiceSchema),
  /** What builds an image without a Dockerfile. */
  builders: z.array(imageBuilderSchema),
});
