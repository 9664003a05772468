import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { type Money, money } from '@tollgate/money';
import { balance, closedCodeOf, type Order } from '@tollgate/order';
import { underWayCodeOf } from '../operations/under-way-code.js';
import { refusal } from '../validation/field-error.js';

export interface CaptureCommand {
  /** Minor units; all that is left unless given. */
  readonly amount?: number | undefined;
  /** Of the amount; the order's unless given. */
  readonly currency?: string | undefined;
  /** What is left after this capture is released. */
  readonly final?: boolean | undefined;
  /** The parcel that is charged for. */
  readonly shipment?: ShipmentCommand | undefined;
}

interface ShipmentCommand {
  readonly carrier: string;
  readonly trackingNumber?: string | undefined;
  readonly trackingUrl?: string | undefined;
}

const shipmentOf = ({ placed }: Order, { carrier, trackingNumber = '', trackingUrl = '' }: ShipmentCommand) => {
  if (!placed.lines.some(({ isShipped }) => isShipped)) throw refusal('nothing_to_ship', '/shipment');
  return { carrier, trackingNumber, trackingUrl };
};

const amountOf = ({ amount, currency }: CaptureCommand, capturable: Money): Money => {
  if (currency !== undefined && currency !== capturable.currency) throw refusal('currency_mismatch', '/currency');
  if (amount === undefined) return capturable;
  const wanted = money(BigInt(amount), capturable.currency);
  if (wanted.minor <= 0n) throw refusal('invalid_amount', '/amount');
  if (wanted.minor > capturable.minor) throw refusal('amount_exceeds_capturable', '/amount');
  return wanted;
};

/** Asks to take an authorized amount, whole or part, several times; captures that are under way count as done. Throws DomainError
 *  `not_authorized`, `already_captured`, `capture_pending`, `void_pending`, `authorization_voided`, `authorization_expired`, or for the amount
 *  `invalid_amount`, `amount_exceeds_capturable`, `currency_mismatch`; `nothing_to_ship` for a parcel of an order that has none. */
export const requestCapture = (order: Order, command: CaptureCommand): readonly OrderEvent[] => {
  const { capturable, remaining } = balance(order.payment, order.placed.currency);
  // A capture may come beside one that is under way, as long as that leaves something.
  const underWay = capturable.minor <= 0n ? underWayCodeOf(order) : undefined;
  const code = underWay ?? closedCodeOf(order, 'capture');
  if (code !== undefined) throw refusal(code);
  const amount = amountOf(command, capturable);
  // Beside one that is under way it takes all only if that one succeeds.
  const isFinal = command.final === true || amount.minor === remaining.minor;
  const shipment = command.shipment && shipmentOf(order, command.shipment);
  return [newEvent('CaptureRequested', { amount, isFinal, ...(shipment === undefined ? {} : { shipment }) })];
};
