import { DomainError } from '@tollgate/errors';
import { refusal } from '../validation/field-error.js';

/** What esd-delivery answered, its refusals with the sentence of their code. */
export const explained = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof DomainError && error.detail === undefined ? refusal(error.code, error.field) : error;
  }
};
