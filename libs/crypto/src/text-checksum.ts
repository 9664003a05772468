import { hash } from 'node:crypto';

/** SHA-256 of a text as UTF-8, hexadecimal: for whoever has the text to check that it is whole. No secret. */
export const textChecksum = (text: string): string => hash('sha256', text, 'hex');
