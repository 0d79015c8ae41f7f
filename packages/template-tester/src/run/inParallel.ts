/** Does something for each item, a few at a time, and answers in their order. */
export async function inParallel<TItem, TResult>(
  items: TItem[],
  atOnce: number,
  run: (item: TItem) => Promise<TResult>,
): Promise<TResult[]> {
  const results: TResult[] = [];
  const left = [...items.entries()].reverse();
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [index, item] = next;
      results[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
