import type { Handled } from '@tollgate/postgres';

/** A mail of what a command appends is owed before the event is in the log, and the log says what comes of it. Most events are there by then. */
export const FIRST_LOOK_MS = 500;
const LOOKS = 30;
const BETWEEN_LOOKS_MS = 2_000;

/** What becomes of an owed mail whose event is not in the log: a minute after the command it is there, or never comes. */
export const lookAgain = (attempts: number): Handled => (attempts > LOOKS ? 'done' : { postponeMs: BETWEEN_LOOKS_MS });
