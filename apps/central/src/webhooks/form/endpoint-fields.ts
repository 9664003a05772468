import type { WebhookEndpoint } from '../webhook.js';

/** What the form of an endpoint says. */
export interface EndpointFields {
  readonly url: string;
  readonly description: string;
  /** Whether it hears of all types of events, those of later releases too. */
  readonly hearsAll: boolean;
  readonly events: readonly string[];
  readonly isOrdered: boolean;
  readonly signature: 'hmac' | 'ed25519';
}

export const newFields = (usual: readonly string[]): EndpointFields => ({
  url: '',
  description: '',
  hearsAll: true,
  events: usual,
  isOrdered: false,
  signature: 'hmac',
});

/** `usual`: what is proposed should it hear of some alone. */
export const fieldsOf = (endpoint: WebhookEndpoint, usual: readonly string[]): EndpointFields => {
  const { url, description, events, isOrdered, signature } = endpoint;
  const hearsAll = events.length === 0;
  return { url, description, hearsAll, events: hearsAll ? usual : events, isOrdered, signature };
};

export const isComplete = ({ url, hearsAll, events }: EndpointFields): boolean =>
  url.trim() !== '' && (hearsAll || events.length > 0);

const asked = ({ url, description, hearsAll, events, isOrdered }: EndpointFields) => ({
  url: url.trim(),
  description: description.trim(),
  events: hearsAll ? [] : [...events].sort(),
  isOrdered,
});

/** What the API is asked for; its address is part of a change only where it is another one, as whoever changes it is tried anew. */
export const newEndpointOf = (fields: EndpointFields) => ({ ...asked(fields), signature: fields.signature });

export const changeOf = (fields: EndpointFields, { url: before }: WebhookEndpoint) => {
  const { url, ...change } = asked(fields);
  return url === before ? change : { ...change, url };
};
