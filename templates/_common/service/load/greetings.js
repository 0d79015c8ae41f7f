// k6 run -e BASE_URL=http://localhost:8080 load/greetings.js
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  scenarios: {
    // Below the rate limit of one address, 600 a minute.
    steady: {
      executor: 'constant-arrival-rate',
      rate: 8,
      timeUnit: '1s',
      duration: '1m',
      preAllocatedVUs: 10,
    },
  },
  // What slo.yaml promises.
  thresholds: {
    http_req_failed: ['rate<0.005'],
    http_req_duration: ['p(99)<500'],
  },
};

export default function greet() {
  const response = http.get(`${__ENV.BASE_URL}/greetings/k6`);
  check(response, { 'is greeted': (r) => r.json('greeting') !== undefined });
}
