/** Events are missing between what was applied and the one at hand: the order has to be told anew from the log. */
export class MissingEvents extends Error {
  override readonly name = 'MissingEvents';
}
