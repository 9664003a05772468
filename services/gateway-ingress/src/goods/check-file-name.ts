import { isFilePath } from '@tollgate/order';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { refusal } from '../validation/field-error.js';

/** Throws DomainError `invalid_file_name`, `card_number_in_text`, with the field that the name came in. */
export const checkFileName = (name: string, field: string): void => {
  if (!isFilePath(name)) throw refusal('invalid_file_name', field);
  if (hasCardNumber(name)) throw refusal('card_number_in_text', field);
};
