import type { ProblemDocument } from '../api/problem.js';
import type { Fault } from './order-draft.js';

/** The fields that a problem names, each with what is wrong with it. */
export const faultsIn = ({ code, field, errors = [] }: ProblemDocument): readonly Fault[] => {
  const named = errors.filter((error) => error.field.startsWith('/'));
  if (named.length > 0) return named;
  return field?.startsWith('/') === true ? [{ field, code }] : [];
};

/** The faults as the form's fields are called: where parcels go to the billing address, what is wrong with where they go is wrong with it. Of the
 *  card's number nothing more is said than that of the card. */
export const asShown = (faults: readonly Fault[], isShippedElsewhere: boolean): readonly Fault[] =>
  faults.map(({ field, code }) => ({
    code,
    field: isShippedElsewhere ? field : field.replace(/^\/shippingAddress(?=\/|$)/, '/billingAddress'),
  }));

/** The first fault of a field or of what lies in it. What is only missing is not held against somebody who is still typing. */
export const faultAt = (faults: readonly Fault[], field: string, isSent: boolean): string | undefined =>
  faults.find((fault) => fault.field === field && (isSent || fault.code !== 'required'))?.code;

/** Whether the API asks for the field. */
export const isRequired = (faults: readonly Fault[], field: string): boolean =>
  faults.some((fault) => fault.field === field && fault.code === 'required');

const withoutFields = ['/items', '/shippingAddress', '/shippingMethod', '/currency', '/payment', '/payment/card'];

/** Whether there is a place in the form where the fault is shown. */
export const hasPlace = ({ field }: Fault): boolean => !withoutFields.includes(field);
