import { rulesFor } from './egress-rules.js';

describe('S11: where webhooks may go', () => {
  it('is never a developer’s own machine in live mode, whatever the configuration says', () => {
    const config = { webhookPorts: [8443], allowsLocalWebhooks: true };
    expect(rulesFor('test', config)).toEqual({ ports: [8443], allowsLocal: true });
    expect(rulesFor('live', config)).toEqual({ ports: [8443], allowsLocal: false });
    expect(rulesFor('anything', config).allowsLocal).toBe(false);
  });

  it('is never a developer’s own machine unless the configuration says so', () =>
    expect(rulesFor('test', { webhookPorts: [], allowsLocalWebhooks: false }).allowsLocal).toBe(false));
});
