const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** The subdivisions of the countries whose addresses name one. Source: ISO 3166-2; United States: with the armed forces' three,
 *  of USPS Publication 28 appendix B. */
export const regions: Readonly<Record<string, ReadonlySet<string>>> = {
  US: set(
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM AA AE AP',
  ),
  CA: set('AB BC MB NB NL NS NT NU ON PE QC SK YT'),
  AU: set('ACT NSW NT QLD SA TAS VIC WA'),
};
