/** The median of what is measured so many times. */
export function median(times, measure) {
  const values = Array.from({ length: times }, measure).sort((a, b) => a - b);
  return values[Math.floor(times / 2)];
}
