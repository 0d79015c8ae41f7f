/**
 * Rows of choices, one for each factor, such that every pair of choices of two
 * factors is in at least one row. Greedy: few rows, not always the fewest.
 *
 * @param sizes - how many choices each factor has, at least one
 */
export function allPairs(sizes: number[]): number[][] {
  if (sizes.length === 1) {
    return Array.from({ length: sizes[0] }, (_, choice) => [choice]);
  }
  const uncovered = new Set<string>();
  for (let a = 0; a < sizes.length; a++) {
    for (let b = a + 1; b < sizes.length; b++) {
      for (let x = 0; x < sizes[a]; x++) {
        for (let y = 0; y < sizes[b]; y++) uncovered.add(pair(a, x, b, y));
      }
    }
  }
  const rows: number[][] = [];
  while (uncovered.size > 0) {
    const [first] = uncovered;
    const [a, x, b, y] = first.split(' ').map(Number);
    const row: (number | undefined)[] = sizes.map(() => undefined);
    row[a] = x;
    row[b] = y;
    sizes.forEach((size, factor) => {
      row[factor] ??= bestChoice(row, factor, size, uncovered);
    });
    const complete = row as number[];
    for (const covered of pairsOf(complete)) uncovered.delete(covered);
    rows.push(complete);
  }
  return rows;
}

/** The choice that covers most of what is left, given those made already. */
function bestChoice(
  row: (number | undefined)[],
  factor: number,
  size: number,
  uncovered: ReadonlySet<string>,
): number {
  let best = 0;
  let most = -1;
  for (let choice = 0; choice < size; choice++) {
    const gained = row.filter(
      (other, index) =>
        other !== undefined &&
        uncovered.has(
          index < factor
            ? pair(index, other, factor, choice)
            : pair(factor, choice, index, other),
        ),
    ).length;
    if (gained > most) [best, most] = [choice, gained];
  }
  return best;
}

function pairsOf(row: number[]): string[] {
  return row.flatMap((x, a) =>
    row.slice(a + 1).map((y, offset) => pair(a, x, a + 1 + offset, y)),
  );
}

function pair(a: number, x: number, b: number, y: number): string {
  return `${a} ${x} ${b} ${y}`;
}

/** All rows there are, in order. */
export function allRows(sizes: number[]): number[][] {
  return sizes.reduce<number[][]>(
    (rows, size) =>
      rows.flatMap(row =>
        Array.from({ length: size }, (_, choice) => [...row, choice]),
      ),
    [[]],
  );
}
