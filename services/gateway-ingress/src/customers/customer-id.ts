const publicId = /^cus_([0-9a-f]{64})$/;

/** A customer as the API names them: `cus_` and the keyed HMAC of their e-mail address at this merchant, which tells nothing of the address. */
export const toCustomerId = (name: string): string => `cus_${name}`;

/** The name in a customer's id; undefined for anything else, which is answered like an absent one. */
export const fromCustomerId = (id: string): string | undefined => publicId.exec(id)?.[1];
