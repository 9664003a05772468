import { fold, type Order } from '@tollgate/order';
import { bookForm, onlineLine, orderPlaced, orderPriced, paymentCaptured, shippedLine } from '@tollgate/testing';
import { allDeliverables, openDeliverables } from './deliverables.js';

const bundle = { ...shippedLine, sku: 'BUNDLE-1', forms: [bookForm] };
const placed = [orderPlaced({ lines: [shippedLine, onlineLine, bundle] }), orderPriced()];
const skusOf = (deliverables: readonly { readonly line?: number; readonly sku?: string }[]) =>
  deliverables.map(({ line, sku }) => [line, sku]);

describe('what a capture makes deliverable', () => {
  it('are the lines that have something online, whether they are shipped as well or not, by their place in the order', () =>
    expect(skusOf(allDeliverables(fold(placed) as Order))).toEqual([
      [2, 'EBOOK-1'],
      [3, 'BUNDLE-1'],
    ]));

  it('names what each line is delivered in, pinned as it was at the order', () =>
    expect(allDeliverables(fold(placed) as Order)[0]?.forms).toMatchObject([bookForm]));

  it('leaves out what an earlier capture has made deliverable', () => {
    const first = paymentCaptured({ isSale: false, deliverables: [{ line: 2, sku: 'EBOOK-1', forms: [bookForm] }] });
    expect(skusOf(openDeliverables(fold([...placed, first]) as Order))).toEqual([[3, 'BUNDLE-1']]);
  });
});
