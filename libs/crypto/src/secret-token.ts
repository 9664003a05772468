import { hash } from 'node:crypto';
import { freshBytes } from './fresh-bytes.js';

const TOKEN_BYTES = 32;
const form = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in base64url, 43 characters that need no escaping anywhere: whoever shows it is taken for whom it was given to (S1). */
export const newSecretToken = (): string => freshBytes(TOKEN_BYTES).toString('base64url');

/** Whether it may be one at all. */
export const isSecretToken = (text: string): boolean => form.test(text);

/** What is kept of a token, and what it is found by: its SHA-256, hexadecimal. 256 random bits need no slow hash. */
export const secretTokenHash = (token: string): string => hash('sha256', token, 'hex');
