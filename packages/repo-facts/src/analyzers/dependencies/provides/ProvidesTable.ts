/** What packages bring, and which do; `*` at the end stands for any ending. */
export type ProvidesTable = Record<string, string[]>;
