/** What must happen later or again. */
export const DUE_WORK = Symbol('DUE_WORK');
