/** 13 to 19 digits, alone or in groups by blanks or hyphens. */
const cardLike = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-])/g;

/** Source: ISO/IEC 7812-1, Annex B. */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** A line with everything that could be a card number struck out. The last safeguard: nothing before it may log one. */
export const withoutCardNumbers = (line: string): string =>
  line.replace(cardLike, (found) => (passesLuhn(found.replace(/[ -]/g, '')) ? '[card number removed]' : found));
