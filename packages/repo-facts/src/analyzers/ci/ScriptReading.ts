/** What a script does, as far as it is known. */
export interface ScriptReading {
  does: Set<string>;
  /** It runs a script or a task whose content is not known. */
  opaque: boolean;
  /** Images that it pushes, with their tags as far as variables are known. */
  pushes: string[];
  /** Test coverage in percent below which it fails; 0 for none. */
  minimumCoverage: number;
}

/** A reading of which nothing is hidden. */
export function known(does: Iterable<string>): ScriptReading {
  return {
    does: new Set(does),
    opaque: false,
    pushes: [],
    minimumCoverage: 0,
  };
}

/** A reading of something that is known by its name at most. */
export function opaque(does: Iterable<string> = []): ScriptReading {
  return { ...known(does), opaque: true };
}

/** Adds to a reading what is read after it. */
export function add(
  reading: ScriptReading,
  more: ScriptReading,
): ScriptReading {
  more.does.forEach(what => reading.does.add(what));
  reading.opaque ||= more.opaque;
  reading.pushes.push(...more.pushes);
  reading.minimumCoverage = Math.max(
    reading.minimumCoverage,
    more.minimumCoverage,
  );
  return reading;
}
