const shape = /^PP\d{8}$/;

/** Whether a text is a parcel number: PP and eight digits, the last of which is the sum of the others. */
export function isParcelNumber(text) {
  if (!shape.test(text)) return false;
  const digits = [...text.slice(2)].map(Number);
  const last = digits.pop();
  return digits.reduce((sum, digit) => sum + digit, 0) % 10 === last;
}
