import { useStore } from '../shell/store-context.js';

/** Whether somebody may say where events go to: whoever sets that up could read orders by it, so it takes both rights. Source: `webhook-endpoints`
 *  of the API. */
export const useMayChange = (): boolean => {
  const { can } = useStore();
  return can('settings:write') && can('orders:read');
};
