/** In characters. Source: the merchant API. */
export const longestReason = 500;

/** A reason as the API takes it: none where nothing was written. */
export const reasonIn = (text: string): { readonly reason?: string } => (text.trim() === '' ? {} : { reason: text.trim() });
