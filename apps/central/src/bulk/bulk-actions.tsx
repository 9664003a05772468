import type { Filters } from '../orders/order-filters.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ActionBar } from './action-bar.js';
import { mostOrders } from './bulk-plan.js';
import { RunPanel } from './run-panel.js';
import { useAllMatching } from './use-all-matching.js';
import { useBulk } from './use-bulk.js';
import type { Chosen } from './use-selection.js';

interface BulkActionsProps {
  readonly chosen: Chosen;
  /** What the list shows, and whether more than that fits. */
  readonly filters: Filters;
  readonly hasMore: boolean;
}

/** The bar for the orders that were chosen from one list; nothing while none are. */
export const BulkActions = ({ chosen, filters, hasMore }: BulkActionsProps) => {
  const { runner, run } = useBulk();
  const { choose, state } = useAllMatching(filters, chosen);
  if (chosen.orders.length === 0) return null;
  const canTakeMore = hasMore && chosen.isListChosen && chosen.orders.length < mostOrders && !state.isSuccess;
  return (
    <>
      {state.error === null ? null : <ProblemNotice error={state.error} onRetry={choose} />}
      <ActionBar
        orders={chosen.orders}
        runner={runner}
        isBusy={run !== undefined && run.state !== 'ended'}
        onAll={canTakeMore ? choose : undefined}
        isLoadingAll={state.isPending}
        onClear={chosen.clear}
      />
    </>
  );
};

/** What is done with many orders now, or was done last; nothing where nothing was. */
export const BulkProgress = () => {
  const { runner, run } = useBulk();
  return run === undefined ? null : <RunPanel run={run} runner={runner} />;
};
