import {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** What was measured once. */
export interface Measurement {
  value: number;
  attributes: MetricAttributes;
}

/** Keeps what is measured, as an exporter would read it. */
export class RecordedMetrics implements MetricsService {
  readonly #measured = new Map<string, Measurement[]>();
  readonly #observed = new Map<string, MetricsServiceObservableCallback[]>();

  readonly createCounter = (name: string) => this.#instrument(name);
  readonly createUpDownCounter = (name: string) => this.#instrument(name);
  readonly createHistogram = (name: string) => this.#instrument(name);
  readonly createGauge = (name: string) => this.#instrument(name);
  readonly createObservableCounter = (name: string) => this.#observable(name);
  readonly createObservableUpDownCounter = (name: string) =>
    this.#observable(name);
  readonly createObservableGauge = (name: string) => this.#observable(name);

  /** All measurements by metric; gauges are read now, all at the same time. */
  async read(): Promise<Map<string, Measurement[]>> {
    const observed = await Promise.all(
      [...this.#observed].map(async ([name, callbacks]) => {
        const measurements: Measurement[] = [];
        const observe = (value: number, attributes: MetricAttributes = {}) =>
          measurements.push({ value, attributes });
        await Promise.all(callbacks.map(callback => callback({ observe })));
        return [name, measurements] as const;
      }),
    );
    return new Map([...this.#measured, ...observed]);
  }

  /** The sum of what was counted with the given attributes. */
  count(name: string, attributes: MetricAttributes): number {
    return (this.#measured.get(name) ?? [])
      .filter(each =>
        Object.entries(attributes).every(
          ([key, value]) => each.attributes[key] === value,
        ),
      )
      .reduce((sum, { value }) => sum + value, 0);
  }

  #instrument(name: string) {
    const note = (value: number, attributes: MetricAttributes = {}) => {
      const before = this.#measured.get(name) ?? [];
      this.#measured.set(name, [...before, { value, attributes }]);
    };
    return { add: note, record: note };
  }

  #observable<TAttributes extends MetricAttributes>(
    name: string,
  ): MetricsServiceObservable<TAttributes> {
    const callbacks: MetricsServiceObservableCallback[] = [];
    this.#observed.set(name, callbacks);
    return {
      addCallback: callback =>
        callbacks.push(callback as MetricsServiceObservableCallback),
      removeCallback: () => {},
    };
  }
}
