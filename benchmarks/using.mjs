/** Uses what was started, and stops it in any case. */
export async function using(starting, use) {
  const started = await starting;
  try {
    return await use(started);
  } finally {
    await started.stop();
  }
}
