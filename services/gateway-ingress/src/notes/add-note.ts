import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import { refusal } from '../validation/field-error.js';

const MAX_NOTES = 200;

/** Writes a note on an order, in whatever state it is. Throws DomainError `too_many_notes`. */
export const addNote = ({ notes }: Order, sealedNote: string): readonly OrderEvent[] => {
  if (notes.length >= MAX_NOTES) throw refusal('too_many_notes');
  return [newEvent('NoteAdded', { sealedNote })];
};
