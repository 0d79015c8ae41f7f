/** What the test runner sets and a developer's shell does not. */
const foreign =
  /^(NODE_ENV|NODE_OPTIONS|JEST_WORKER_ID|BACKSTAGE_.*|FORCE_COLOR)$/;

/** The environment of a shell, with these variables besides. */
export function plainEnvironment(
  variables: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !foreign.test(name),
  );
  return { ...Object.fromEntries(own), ...variables } as NodeJS.ProcessEnv;
}
