const width = 40;

/** Draws a label as text for the thermal printer. */
export function drawLabel({ number, to }) {
  if (!number || !to) throw new TypeError('number and to are needed');
  const line = '-'.repeat(width);
  return [line, `PARCEL ${number}`, ...to.split('\n'), line].join('\n');
}
