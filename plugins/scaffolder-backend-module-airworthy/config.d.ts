export interface Config {
  airworthy?: {
    /**
     * Where `publish:git:local` keeps the repositories it makes. Without it,
     * the action refuses to run.
     */
    localGit?: {
      /**
       * Folder for the bare repositories (`<name>.git`) and the working copies
       * beside them (`<name>`); relative to the working directory of the
       * backend. Made when it is missing.
       */
      folder: string;
      /**
       * Entity ref of the Location that reads the `catalog-info.yaml` of every
       * working copy. `airworthy:register:local` has it read again.
       *
       * Default: `location:default/local-repositories`
       */
      location?: string;
      /** Who the commits are by. */
      author?: {
        /** Default: `Scaffolder` */
        name?: string;
        /** Default: `scaffolder@localhost` */
        email?: string;
      };
    };
  };
}
