/** Reports as somebody would work them out with a pencil: from the events' data alone, one after the other. Shares no rule with what it judges. */

/** An event as it lies in the log, read as JSON. */
export interface PlainEvent {
  readonly type: string;
  readonly order: string;
  readonly id: string;
  readonly merchant: string;
  readonly at: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it lies in the log
  readonly data: any;
}

/** What was counted, by the name of what it is a figure of. */
export type Counts = Map<string, bigint>;

const minor = (amount: { readonly minor?: string } | undefined): bigint => BigInt(amount?.minor ?? 0);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** Whole shares rounded down; what is left over goes, unit by unit, to the largest remainders, the first of equals first. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass, as with a pencil
const shares = (amount: bigint, weights: readonly bigint[]): bigint[] => {
  const whole = sum(weights);
  if (weights.length === 0) return [];
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? amount : 0n));
  const result = weights.map((weight) => (amount * weight) / whole);
  const rest = weights.map((weight) => (amount * weight) % whole);
  for (let left = amount - sum(result); left > 0n; left -= 1n) {
    let best = -1;
    for (let index = 0; index < rest.length; index += 1)
      if (best === -1 || (rest[index] ?? 0n) > (rest[best] ?? 0n)) best = index;
    result[best] = (result[best] ?? 0n) + 1n;
    rest[best] = -1n;
  }
  return result;
};

const formats = new Map<string, Intl.DateTimeFormat>();
/** The date that a calendar in this zone shows. */
const dateIn = (zone: string, at: string): string => {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return format.format(new Date(at));
};

/** Everything that is reported of a merchant's orders, by day of the zone. A name is `<day>|<currency>|<report>|<of>|<figure>`. */
export const naiveReports = (events: readonly PlainEvent[], merchant: string, zone: string): Counts => {
  const counts: Counts = new Map();
  for (const own of Map.groupBy(
    events.filter((event) => event.merchant === merchant),
    ({ order }) => order,
  ).values())
    tell(own, zone, counts);
  return new Map([...counts].filter(([, count]) => count !== 0n));
};

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one pass, as with a pencil
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass, as with a pencil
const tell = (events: readonly PlainEvent[], zone: string, counts: Counts): void => {
  const credit = events.find(({ type }) => type === 'CreditPlaced')?.data;
  const placed = events.find(({ type }) => type === 'OrderPlaced')?.data ?? { currency: credit?.amount.currency, lines: [] };
  const priced = events.find(({ type }) => type === 'OrderPriced')?.data;
  const lines: readonly { sku: string; quantity: number; unitAmount: { minor?: string } }[] = placed.lines;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it lies in the log
  const taxLines: readonly any[] = priced?.taxLines ?? [];
  const wholeTaxes = taxLines.map(({ amount }) => minor(amount));
  const isShipped = (priced?.shippingMethod ?? '') !== '' || minor(priced?.shipping) > 0n;
  const way = `${priced?.shippingMethod ?? ''}/${priced?.destination.country}`;
  const processor = events.find(({ type }) => type === 'AuthorizationRequested')?.data.processor ?? '';
  const customer = placed.screening?.email ?? '';
  const taken = { goods: 0n, shipping: 0n, tax: 0n, lines: lines.map(() => 0n), taxes: taxLines.map(() => 0n) };
  const back = { taxes: taxLines.map(() => 0n), cells: taxLines.map(() => [0, ...lines].map(() => 0n)) };
  let captures = 0;
  let isRejected = false;
  let isDeclined = false;

  for (const { type, at, data } of events) {
    // biome-ignore lint/complexity/useMaxParams: reads as a line of the report
    const count = (report: string, of: string, figure: string, by: bigint): void => {
      const name = [dateIn(zone, at), placed.currency, report, of, figure].join('|');
      counts.set(name, (counts.get(name) ?? 0n) + by);
    };
    const stopped = (outcome: string, code: string): void => {
      count('figures', '', outcome, 1n);
      count('decline', `${outcome}/${code}`, 'orders', 1n);
      count('decline', `${outcome}/${code}`, 'total', minor(priced?.total));
    };
    const reject = (code: string): void => {
      if (!isRejected) stopped('rejected', code);
      isRejected = true;
    };
    const decline = (code: string): void => {
      if (!isDeclined) stopped('declined', code);
      isDeclined = true;
    };
    const taxable = (line: number, from: bigint, to: bigint): bigint => {
      const [amount, whole] = [minor(taxLines[line]?.taxable), wholeTaxes[line] ?? 0n];
      return whole === 0n ? 0n : (amount * to) / whole - (amount * from) / whole;
    };
    if (type === 'OrderPlaced') count('figures', '', 'placed', 1n);
    if (type === 'PaymentAuthorized') count('figures', '', 'approved', 1n);
    if (type === 'AuthorizationExpired') count('figures', '', 'expired', 1n);
    if (type === 'PaymentVoided') count('figures', '', 'voided', 1n);
    if (type === 'DownloadCompleted') count('figures', '', 'downloads', 1n);
    if (type === 'OrderPricingFailed' || type === 'OrderRejected') reject(data.code);
    if (type === 'PaymentDeclined') decline(data.code);
    if (type === 'AuthorizationUnknown') decline(data.cause);
    if (type === 'FraudAssessed' && data.decision === 'reject') reject(data.reasons[0]);
    if (type === 'FraudAssessed' && data.decision === 'review') stopped('held', data.reasons[0]);
    if (type === 'FraudReviewResolved' && data.decision === 'reject') reject('review_rejected');

    if (type === 'PaymentCaptured') {
      const [shippingWhole, taxWhole] = [minor(priced.shipping), minor(priced.tax)];
      const goodsWhole = minor(priced.total) - shippingWhole - taxWhole;
      const [goods = 0n, shipping = 0n, tax = 0n] = shares(minor(data.amount), [
        goodsWhole - taken.goods,
        shippingWhole - taken.shipping,
        taxWhole - taken.tax,
      ]);
      const isFirst = captures === 0 ? 1n : 0n;
      captures += 1;
      const ofLines = shares(
        goods,
        lines.map(({ unitAmount, quantity }, index) => minor(unitAmount) * BigInt(quantity) - (taken.lines[index] ?? 0n)),
      );
      const ofTaxes = shares(
        tax,
        wholeTaxes.map((whole, index) => whole - (taken.taxes[index] ?? 0n)),
      );
      count('figures', '', 'captures', 1n);
      count('settlement', processor, 'captures', 1n);
      count('settlement', processor, 'captured', minor(data.amount));
      count('customer', customer, 'sales', isFirst);
      count('customer', customer, 'captured', minor(data.amount));
      if (isShipped) count('shipping', way, 'sales', isFirst);
      if (isShipped) count('shipping', way, 'shipping', shipping);
      for (const [report, of] of [
        ['figures', ''],
        ['country', priced.destination.country],
      ] as const) {
        count(report, of, 'sales', isFirst);
        count(report, of, 'captured', goods + shipping + tax);
        count(report, of, 'shipping', shipping);
        count(report, of, 'tax', tax);
      }
      for (const sku of new Set(lines.map((line) => line.sku))) count('product', sku, 'sales', isFirst);
      for (const [index, line] of lines.entries()) {
        count('product', line.sku, 'quantity', isFirst * BigInt(line.quantity));
        count('product', line.sku, 'captured', ofLines[index] ?? 0n);
        taken.lines[index] = (taken.lines[index] ?? 0n) + (ofLines[index] ?? 0n);
      }
      for (const [index, line] of taxLines.entries()) {
        const [from, more] = [taken.taxes[index] ?? 0n, ofTaxes[index] ?? 0n];
        const of = `${line.jurisdiction}/${line.name}/${line.ratePpm}`;
        count('tax', of, 'sales', isFirst);
        count('tax', of, 'tax', more);
        count('tax', of, 'taxable', taxable(index, from, from + more));
        const whole = wholeTaxes[index] ?? 0n;
        const onShipping = sum(
          line.shares.filter((one: { line?: number }) => !one.line).map((one: { amount?: object }) => minor(one.amount)),
        );
        if (isShipped && whole > 0n)
          count('shipping', way, 'shippingTax', (onShipping * (from + more)) / whole - (onShipping * from) / whole);
        taken.taxes[index] = from + more;
      }
      taken.goods += goods;
      taken.shipping += shipping;
      taken.tax += tax;
    }

    if (type === 'CreditSettled') {
      for (const [report, of] of [
        ['figures', ''],
        ['country', credit.billing?.country ?? ''],
        ['product', ''],
        ['settlement', events.find((one) => one.type === 'CreditSubmitted')?.data.processor],
      ] as const) {
        count(report, of, 'refunds', 1n);
        count(report, of, 'refunded', minor(data.amount));
      }
    }

    if (type === 'PaymentRefunded') {
      const asked = events.find(({ id }) => id === data.operation)?.data;
      const given = lines.map((_, index) => (asked.lines ?? []).find((one: { line: number }) => one.line === index + 1));
      const taxOfLines = [minor(asked.shippingTax), ...given.map((one) => minor(one?.tax))];
      const [goods, shipping, tax] = [sum(given.map((one) => minor(one?.goods))), minor(asked.shipping), sum(taxOfLines)];
      for (const [report, of] of [
        ['figures', ''],
        ['country', priced.destination.country],
      ] as const) {
        count(report, of, 'refunds', 1n);
        count(report, of, 'refunded', goods + shipping + tax);
        count(report, of, 'refundedShipping', shipping);
        count(report, of, 'refundedTax', tax);
      }
      count('settlement', processor, 'refunds', 1n);
      count('settlement', processor, 'refunded', minor(data.amount));
      count('customer', customer, 'refunds', 1n);
      count('customer', customer, 'refunded', minor(data.amount));
      const shippingTax = minor(asked.shippingTax);
      if (isShipped && shipping + shippingTax > 0n) {
        count('shipping', way, 'refunds', 1n);
        count('shipping', way, 'refundedShipping', shipping);
        count('shipping', way, 'refundedShippingTax', shippingTax);
      }
      const isBack = given.map((one) => minor(one?.goods) > 0n || (one?.quantity ?? 0) > 0);
      for (const sku of new Set(lines.filter((_, index) => isBack[index]).map((line) => line.sku)))
        count('product', sku, 'refunds', 1n);
      for (const [index, line] of lines.entries()) {
        count('product', line.sku, 'returnedQuantity', BigInt(given[index]?.quantity ?? 0));
        count('product', line.sku, 'refunded', minor(given[index]?.goods));
      }
      const more = taxLines.map(() => 0n);
      for (const [line, amount] of taxOfLines.entries()) {
        const cells = taxLines.map(({ shares: all }, index) => {
          const whole = sum(
            all
              .filter((share: { line?: number }) => (share.line ?? 0) === line)
              .map((share: { amount?: object }) => minor(share.amount)),
          );
          return whole - (back.cells[index]?.[line] ?? 0n);
        });
        for (const [index, part] of shares(amount, cells).entries()) {
          more[index] = (more[index] ?? 0n) + part;
          const row = back.cells[index];
          if (row !== undefined) row[line] = (row[line] ?? 0n) + part;
        }
      }
      for (const [index, line] of taxLines.entries()) {
        const [from, part] = [back.taxes[index] ?? 0n, more[index] ?? 0n];
        const of = `${line.jurisdiction}/${line.name}/${line.ratePpm}`;
        if (part > 0n) count('tax', of, 'refunds', 1n);
        count('tax', of, 'refundedTax', part);
        count('tax', of, 'refundedTaxable', taxable(index, from, from + part));
        back.taxes[index] = from + part;
      }
    }
  }
};
