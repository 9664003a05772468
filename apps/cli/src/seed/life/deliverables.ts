import type { EventInit, OrderLine } from '@tollgate/contracts';

/** Every line that is delivered online, with what it is delivered in. */
export const allDeliverables = (lines: readonly OrderLine[]): NonNullable<EventInit<'PaymentCaptured'>['deliverables']> =>
  lines.flatMap(({ sku, forms }, index) => (forms.length === 0 ? [] : [{ line: index + 1, sku, forms: [...forms] }]));
