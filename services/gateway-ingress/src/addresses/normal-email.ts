/** An e-mail address as it is compared: letters in capitals or not do not tell mailboxes apart, in practice. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
