const MiB = 1024 ** 2;

/** Watches the memory of a process. */
export function watchMemory(backend) {
  const samples = [];
  const timer = setInterval(async () => {
    const { heapUsed, rss } = await backend.ask('memory');
    samples.push({
      minutes: performance.now() / 60_000,
      heap: heapUsed / MiB,
      rss: rss / MiB,
    });
  }, 5_000);
  return {
    stop: () => clearInterval(timer),
    /** MiB a minute, by the line that lies closest to all samples after the warm-up. */
    slopeOf(kind, warmUp) {
      const since = samples[0].minutes + warmUp;
      return slope(
        samples
          .filter(({ minutes }) => minutes >= since)
          .map(sample => [sample.minutes, sample[kind]]),
      );
    },
  };
}

function slope(points) {
  const mean = index =>
    points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const sum = by => points.reduce((total, point) => total + by(point), 0);
  return (
    sum(([x, y]) => (x - meanX) * (y - meanY)) / sum(([x]) => (x - meanX) ** 2)
  );
}
