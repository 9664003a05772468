import { cloudEventOf, type EventTexts, readEvent, sourceOf, toPublicId } from '@tollgate/contracts';
import { TEST_TYPE } from './webhook.js';

/** What receivers know a webhook by: the same for the event, however often and to whomever it is sent. */
export const webhookIdOf = (event: string): string => toPublicId('evt', event);

/** The body that is sent, to the byte: the event as the log has it, so that the same is sent however often.
 *  Throws where the delivery names no event of the log, as nothing there is ever taken away. */
export const bodyOf = (delivery: Partial<EventTexts> & { readonly body: string | null; readonly sequence: number }): string => {
  const { body, sequence, headerText, dataText, hash } = delivery;
  if (body !== null) return body;
  const event = headerText && dataText && hash ? readEvent({ headerText, dataText, hash }) : undefined;
  if (event === undefined) throw new Error('a webhook tells of an event that the log has, of a type that is known');
  return JSON.stringify(cloudEventOf(event, sequence));
};

export interface TestWebhook {
  /** uuid */
  readonly event: string;
  readonly merchant: string;
  readonly mode: string;
  readonly at: Date;
}

/** What an endpoint is sent to try it: of no order. */
export const testBodyOf = ({ event, merchant, mode, at }: TestWebhook): string =>
  JSON.stringify({
    specversion: '1.0',
    id: webhookIdOf(event),
    source: sourceOf({ merchant, mode: mode as 'test' | 'live' }),
    type: TEST_TYPE,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: { message: 'This is a test: your endpoint is reached.' },
  });
