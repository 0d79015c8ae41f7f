import http from 'k6/http';
import { check } from 'k6';

export const options = {
  scenarios: {
    steady: { executor: 'constant-arrival-rate', rate: 200, timeUnit: '1s', duration: '2m', preAllocatedVUs: 50 },
  },
  thresholds: {
    http_req_failed: ['rate<0.001'],
    http_req_duration: ['p(99)<300'],
  },
};

export default function () {
  const response = http.get(`${__ENV.BASE_URL}/parcels/PP12345678`);
  check(response, { answered: r => r.status === 200 || r.status === 404 });
}
