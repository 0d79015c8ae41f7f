/** The middle one of some numbers. */
export function middle(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The median of what is measured so many times. */
export function median(times, measure) {
  return middle(Array.from({ length: times }, measure));
}

/** The median of the milliseconds that something takes, once it is warm. */
export async function medianTime(times, work) {
  await work();
  const values = [];
  for (let time = 0; time < times; time += 1) values.push(await timeOf(work));
  return middle(values);
}

/** The milliseconds that something takes. */
export async function timeOf(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
