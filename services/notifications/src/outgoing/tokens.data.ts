/** The token of the service's DueWork. */
export const DUE_WORK = Symbol('DUE_WORK');

/** The token of where chance comes from. */
export const RANDOM = Symbol('RANDOM');
