import { curlWith } from './api-key.js';

it('a new key is tried with one line in a terminal', () =>
  expect(curlWith('https://pay.example', 'tg_test_abc')).toBe(
    "curl 'https://pay.example/v1/orders?limit=1' -H 'Authorization: Bearer tg_test_abc'",
  ));
