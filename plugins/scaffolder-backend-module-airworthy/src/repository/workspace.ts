/** Where in the workspace a repository is changed. */
export const repositoryFolder = 'repository';

/** Where it stays as it was fetched, to compare with. */
export const baselineFolder = 'baseline';

/** Where the files that differ are put, as actions that open requests take them. */
export const changesFolder = 'changes';
