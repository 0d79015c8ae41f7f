import { z } from 'zod';
import { place, placeSchema } from './place';

const alertSchema = z.object({
  ...place,
  alert: z.string(),
  severity: z.string(),
  /** The `for` duration as written, `""` when absent. */
  duration: z.string(),
  runbookUrl: z.string(),
  /** Fires on the rate at which an error budget burns. */
  burnRate: z.boolean(),
  /** Fires on a prediction (`predict_linear` and the like). */
  predictive: z.boolean(),
});

const dashboardSchema = z.object({
  ...place,
  title: z.string(),
  panels: z.number(),
  /** Golden signals shown: `latency`, `traffic`, `errors`, `saturation`. */
  signals: z.array(z.string()),
});

const sloSchema = z.object({
  ...place,
  name: z.string(),
  /** `openslo`, `sloth` or `pyrra`. */
  format: z.string(),
  /** `availability`, `latency`, `errors` or `other`. */
  indicator: z.string(),
});

export const observabilityFacts = z.object({
  alerts: z.array(alertSchema),
  dashboards: z.array(dashboardSchema),
  slos: z.array(sloSchema),
  /** OpenTelemetry collector configurations. */
  collectors: z.array(placeSchema),
});
