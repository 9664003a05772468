import { curlWith, knownScopes, scopesWithin } from './api-key.js';

it('a new key is offered no scope of which its maker may not do everything themselves', () => {
  const rights = ['settings:write', 'goods:write', 'refunds:create'];
  expect(scopesWithin((right) => rights.includes(right))).toEqual(['goods', 'settings']);
});

it('a key shows its scopes in their order, and none that a later server knows alone', () =>
  expect(knownScopes({ scopes: ['later', 'refunds', 'read'] })).toEqual(['read', 'refunds']));

it('a new key is tried with one line in a terminal', () =>
  expect(curlWith('https://pay.example', 'tg_test_abc')).toBe(
    "curl 'https://pay.example/v1/orders?limit=1' -H 'Authorization: Bearer tg_test_abc'",
  ));

it('a new key is tried on a server with a certificate of its own making, wherever that lies', () =>
  expect(curlWith('https://localhost:7443', 'tg_test_abc', "/home/o'neil/tls/ca.pem")).toBe(
    "curl --cacert '/home/o'\\''neil/tls/ca.pem' 'https://localhost:7443/v1/orders?limit=1' -H 'Authorization: Bearer tg_test_abc'",
  ));
