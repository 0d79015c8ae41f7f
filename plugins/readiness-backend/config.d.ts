import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    /**
     * The scorecards in force. All built-in ones when absent. A file is
     * relative to the folder that the backend is started in; a URL is read
     * with the integrations of the portal.
     */
    scorecards?: Array<
      { builtIn: string } | { file: string } | { url: string }
    >;

    /** How often scorecards are read again. One minute when absent. */
    scorecardRefresh?: HumanDuration | string;

    /**
     * Number of parts that the work is split into: at most so many replicas
     * share it. 4 when absent.
     */
    shards?: number;

    /** How replicas share the work. */
    replicas?: {
      /**
       * How long a replica shows no sign of life before others go on with what
       * it was at. 20 seconds when absent.
       */
      deadAfter?: HumanDuration | string;
    };

    /** How the catalog is followed. */
    catalog?: {
      /**
       * How often the catalog is asked how many entities there are, which is
       * cheap; all are listed when the number has changed. 3 seconds when absent.
       */
      pollFrequency?: HumanDuration | string;
      /**
       * How often all entities are listed to notice changes in them. One
       * minute when absent.
       */
      listFrequency?: HumanDuration | string;
      /**
       * How long entities are kept when more than half of all, and more than
       * ten, are missing from the catalog at once: it is rather broken than
       * tidied up. One day when absent.
       */
      massDeparture?: HumanDuration | string;
    };

    /** How facts are collected. */
    collection?: {
      /** How often each shard looks for due work. 2 seconds when absent. */
      frequency?: HumanDuration | string;
      /** Repositories whose entities are given to a collector at a time; a refresh waits for those before it. 8 when absent. */
      batchSize?: number;
      /** Source trees that a shard reads at the same time. 4 when absent. */
      concurrency?: number;
      /**
       * How long after a first failure an entity is tried again; doubles with
       * each further failure. 30 seconds when absent.
       */
      retryAfter?: HumanDuration | string;
      /** The longest wait after failures. One hour when absent. */
      retryAtMost?: HumanDuration | string;
    };

    /** Settings of collectors, by the namespace of their facts. */
    collectors?: {
      /** Facts from source trees. */
      repo?: {
        /**
         * Folders below which `file:` locations may be read, relative to the
         * folder that the backend is started in. None when absent.
         */
        allowedFolders?: string[];
        /** How long a host has to give a source tree. One minute when absent. */
        fetchTimeout?: HumanDuration | string;
        /** How long facts stay true; they are collected again at half of it. */
        timeToLive?: HumanDuration | string;
      };
      [namespace: string]:
        | {
            /** How long facts stay true; they are collected again at half of it. */
            timeToLive?: HumanDuration | string;
          }
        | undefined;
    };

    /** Settings of facts that are pushed, by their namespace. */
    facts?: {
      [namespace: string]: {
        /** How long facts stay true after they were pushed. */
        timeToLive?: HumanDuration | string;
      };
    };

    /** How long the past is kept. */
    retention?: {
      /**
       * For past values of facts; `false` keeps them. 365 days when absent.
       * What a past report that is kept was made of stays with it.
       */
      factChanges?: HumanDuration | string | false;
      /** For changes of results; `false` keeps them. 730 days when absent. */
      resultChanges?: HumanDuration | string | false;
      /**
       * For past reports, which `replay` makes again; `false` keeps them. 365
       * days when absent.
       */
      reportChanges?: HumanDuration | string | false;
      /**
       * For all of the above about an entity that has left the catalog,
       * counted from when it did; `false` keeps it like that of others. 90
       * days when absent.
       */
      deletedEntities?: HumanDuration | string | false;
      /** For trends; `false` keeps them. 730 days when absent. */
      trends?: HumanDuration | string | false;
    };

    /** What is asked of exemptions. */
    exemptions?: {
      /** Whether one must end. Yes when absent. */
      expiryRequired?: boolean;
      /** How long one lasts at most. 180 days when absent. */
      longest?: HumanDuration | string;
      /** Whether who requested one may approve it too. No when absent. */
      allowSelfApproval?: boolean;
      /**
       * Whether `.airworthy/exemptions.yaml` of repositories is heeded. Yes
       * when absent.
       */
      fromRepositories?: boolean;
    };

    /**
     * Whether people are notified: of exemptions, and of levels that are lost.
     * Takes the notifications plugin of Backstage. Yes when absent.
     */
    notifications?: boolean;
  };
}
