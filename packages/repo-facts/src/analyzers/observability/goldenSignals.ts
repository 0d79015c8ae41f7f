/** The golden signals, by words in titles and queries of panels. */
export const goldenSignals: Record<string, RegExp> = {
  latency:
    /latency|response[ _-]?time|duration|histogram_quantile|\bp(50|90|95|99)\b/i,
  traffic:
    /traffic|throughput|\b(rps|qps)\b|requests?[ /]?(rate|per|s\b)|requests?_(total|count)|requests_seconds_count|duration_seconds_count/i,
  errors: /\berrors?\b|error[ _-]?rate|_errors?_|5xx|5\.\.|failures?\b|failed/i,
  saturation:
    /saturation|utili[sz]ation|\bcpu\b|_cpu_|\bmemory\b|_memory_|\bheap\b|_heap_|event[ _-]?loop|\bqueue|\bpool\b|_pool_|in[ _-]?flight|goroutines/i,
};
