/** Names begin with a letter: an offset alone, which is no zone, does not. */
const nameForm = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/;

/** A time zone by its IANA name; undefined for what is none. Of several names that a zone has, the one that was given stays: ICU would answer
 *  Europe/Kyiv by Europe/Kiev. */
export const timeZoneIn = (text: string): string | undefined => {
  if (!nameForm.test(text)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
