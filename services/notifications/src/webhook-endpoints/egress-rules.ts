import type { EgressRules } from '@tollgate/service';

interface EgressConfig {
  readonly webhookPorts: readonly number[];
  readonly allowsLocalWebhooks: boolean;
}

/** Where webhooks of a mode may go (S11). What is allowed for a developer's own machine is never allowed to live mode. */
export const rulesFor = (mode: string, { webhookPorts, allowsLocalWebhooks }: EgressConfig): EgressRules => ({
  ports: webhookPorts,
  allowsLocal: allowsLocalWebhooks && mode === 'test',
});
