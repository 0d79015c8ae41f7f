/** What is asked of Prometheus. */
export interface Query {
  query: string;
  /** Where it is in its file, for people. */
  place: string;
  /** The name under which a rule keeps what comes out. */
  record?: string;
}
