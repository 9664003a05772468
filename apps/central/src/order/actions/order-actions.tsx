import { useStore } from '../../shell/store-context.js';
import { availableActions } from '../available-actions.js';
import type { OrderView } from '../use-order.js';
import { CaptureButton } from './capture/capture-button.js';
import { RefundButton } from './refund-button.js';
import { ReviewButton } from './review-button.js';
import { VoidButton } from './void-button.js';

/** What this user may do with the order as it stands; nothing else is offered. */
export const OrderActions = ({ view }: { readonly view: OrderView }) => {
  const { can } = useStore();
  const { order, operations } = view;
  const may = availableActions(order, operations);
  const captures = can('orders:capture');
  return (
    <>
      {may.canReview && can('reviews:resolve') ? (
        <>
          <ReviewButton id={order.id} decision="reject" />
          <ReviewButton id={order.id} decision="accept" />
        </>
      ) : null}
      {may.canVoid && captures ? <VoidButton order={order} held={may.capturable} /> : null}
      {may.refundable > 0 && can('refunds:create') ? <RefundButton view={view} refundable={may.refundable} /> : null}
      {may.capturable > 0 && captures ? <CaptureButton order={order} capturable={may.capturable} /> : null}
    </>
  );
};
