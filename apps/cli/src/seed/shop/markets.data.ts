/** Where customers live: city, region (ISO 3166-2 without the country; empty where orders name none), postal code, IANA time zone. */
export type Place = readonly [city: string, region: string, postalCode: string, timeZone: string];

/** What a jurisdiction takes. Parts per million; what is taxed beside tangible goods. */
export type TaxRule = readonly [name: string, ratePpm: number, beside: 'nothing' | 'digital' | 'shipping' | 'both'];

export interface Market {
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** Of a thousand customers. */
  readonly weight: number;
  readonly currency: string;
  /** Whose names, see names.data.ts. */
  readonly names: string;
  readonly dialing: string;
  readonly places: readonly Place[];
  /** By region, or for the whole country under ''. */
  readonly tax: Readonly<Record<string, TaxRule>>;
}

const vat = (name: string, ratePpm: number): Market['tax'] => ({ '': [name, ratePpm, 'both'] });

/** A merchant in the United States who sells abroad, too. Rates of the states as in tax-shipping's table; abroad the standard rate of VAT, GST or
 *  consumption tax of 2025, on everything: made up to look right, and no tax advice. */
// biome-ignore format: a table reads better as one
export const markets: readonly Market[] = [
  { country: 'US', weight: 430, currency: 'USD', names: 'english', dialing: '1212555', places: [
    ['Albany', 'NY', '12207', 'America/New_York'], ['Brooklyn', 'NY', '11201', 'America/New_York'], ['New York', 'NY', '10001', 'America/New_York'],
    ['Boston', 'MA', '02108', 'America/New_York'], ['Philadelphia', 'PA', '19103', 'America/New_York'], ['Atlanta', 'GA', '30303', 'America/New_York'],
    ['Miami', 'FL', '33130', 'America/New_York'], ['Orlando', 'FL', '32801', 'America/New_York'], ['Columbus', 'OH', '43215', 'America/New_York'],
    ['Charlotte', 'NC', '28202', 'America/New_York'], ['Chicago', 'IL', '60601', 'America/Chicago'], ['Austin', 'TX', '78701', 'America/Chicago'],
    ['Houston', 'TX', '77002', 'America/Chicago'], ['Dallas', 'TX', '75201', 'America/Chicago'], ['Minneapolis', 'MN', '55401', 'America/Chicago'],
    ['Menominee', 'MI', '49858', 'America/Menominee'], ['Denver', 'CO', '80202', 'America/Denver'], ['Phoenix', 'AZ', '85004', 'America/Phoenix'],
    ['Los Angeles', 'CA', '90012', 'America/Los_Angeles'], ['San Francisco', 'CA', '94103', 'America/Los_Angeles'],
    ['San Diego', 'CA', '92101', 'America/Los_Angeles'], ['Seattle', 'WA', '98101', 'America/Los_Angeles'],
    ['Portland', 'OR', '97204', 'America/Los_Angeles'], ['Honolulu', 'HI', '96813', 'Pacific/Honolulu'],
  ], tax: {
    NY: ['New York sales tax', 40_000, 'shipping'], MA: ['Massachusetts sales tax', 62_500, 'nothing'], PA: ['Pennsylvania sales tax', 60_000, 'both'],
    GA: ['Georgia sales tax', 40_000, 'both'], FL: ['Florida sales tax', 60_000, 'shipping'], OH: ['Ohio sales tax', 57_500, 'both'],
    NC: ['North Carolina sales tax', 47_500, 'both'], IL: ['Illinois sales tax', 62_500, 'shipping'], TX: ['Texas sales tax', 62_500, 'both'],
    MN: ['Minnesota sales tax', 68_750, 'both'], MI: ['Michigan sales tax', 60_000, 'nothing'], CO: ['Colorado sales tax', 29_000, 'digital'],
    AZ: ['Arizona sales tax', 56_000, 'digital'], CA: ['California sales tax', 72_500, 'nothing'], WA: ['Washington sales tax', 65_000, 'both'],
    HI: ['Hawaii sales tax', 40_000, 'both'],
  } },
  { country: 'CA', weight: 65, currency: 'CAD', names: 'english', dialing: '1416555', places: [
    ['Toronto', 'ON', 'M5V 2T6', 'America/Toronto'], ['Montréal', 'QC', 'H2Y 1C6', 'America/Toronto'],
    ['Vancouver', 'BC', 'V6B 1A1', 'America/Vancouver'], ['St. John’s', 'NL', 'A1C 1A1', 'America/St_Johns'],
  ], tax: { ON: ['Ontario HST', 130_000, 'both'], QC: ['GST and QST', 149_750, 'both'], BC: ['GST and PST', 120_000, 'both'], NL: ['Newfoundland HST', 150_000, 'both'] } },
  { country: 'MX', weight: 18, currency: 'MXN', names: 'spanish', dialing: '5255555', places: [['Ciudad de México', 'CMX', '06000', 'America/Mexico_City']], tax: vat('IVA', 160_000) },
  { country: 'BR', weight: 22, currency: 'BRL', names: 'portuguese', dialing: '5511555', places: [['São Paulo', 'SP', '01001-000', 'America/Sao_Paulo']], tax: {} },
  { country: 'GB', weight: 105, currency: 'GBP', names: 'english', dialing: '4420794', places: [
    ['London', '', 'EC1A 1BB', 'Europe/London'], ['Manchester', '', 'M1 1AE', 'Europe/London'], ['Edinburgh', '', 'EH1 1YZ', 'Europe/London'],
  ], tax: vat('UK VAT', 200_000) },
  { country: 'IE', weight: 10, currency: 'EUR', names: 'english', dialing: '3531555', places: [['Dublin', '', 'D02 AF30', 'Europe/Dublin']], tax: vat('Irish VAT', 230_000) },
  { country: 'DE', weight: 90, currency: 'EUR', names: 'german', dialing: '4930555', places: [
    ['Berlin', '', '10115', 'Europe/Berlin'], ['Hamburg', '', '20095', 'Europe/Berlin'], ['München', '', '80331', 'Europe/Berlin'],
  ], tax: vat('Umsatzsteuer', 190_000) },
  { country: 'CH', weight: 14, currency: 'CHF', names: 'german', dialing: '4144555', places: [['Zürich', '', '8001', 'Europe/Zurich']], tax: vat('MWST', 81_000) },
  { country: 'FR', weight: 50, currency: 'EUR', names: 'french', dialing: '3315555', places: [['Paris', '', '75001', 'Europe/Paris'], ['Lyon', '', '69001', 'Europe/Paris']], tax: vat('TVA', 200_000) },
  { country: 'ES', weight: 32, currency: 'EUR', names: 'spanish', dialing: '3491555', places: [
    ['Madrid', 'M', '28001', 'Europe/Madrid'], ['Las Palmas', 'GC', '35001', 'Atlantic/Canary'],
  ], tax: vat('IVA', 210_000) },
  { country: 'IT', weight: 24, currency: 'EUR', names: 'italian', dialing: '3906555', places: [['Roma', 'RM', '00184', 'Europe/Rome']], tax: vat('IVA', 220_000) },
  { country: 'NL', weight: 18, currency: 'EUR', names: 'german', dialing: '3120555', places: [['Amsterdam', '', '1012 JS', 'Europe/Amsterdam']], tax: vat('BTW', 210_000) },
  { country: 'SE', weight: 11, currency: 'SEK', names: 'german', dialing: '4685555', places: [['Stockholm', '', '111 20', 'Europe/Stockholm']], tax: vat('Moms', 250_000) },
  { country: 'AE', weight: 8, currency: 'AED', names: 'arabic', dialing: '9714555', places: [['دبي', 'DU', '', 'Asia/Dubai']], tax: vat('UAE VAT', 50_000) },
  { country: 'KW', weight: 4, currency: 'KWD', names: 'arabic', dialing: '9652555', places: [['الكويت', '', '13001', 'Asia/Kuwait']], tax: {} },
  { country: 'IN', weight: 12, currency: 'INR', names: 'hindi', dialing: '9111555', places: [['नई दिल्ली', 'DL', '110001', 'Asia/Kolkata']], tax: vat('IGST', 180_000) },
  { country: 'JP', weight: 40, currency: 'JPY', names: 'japanese', dialing: '8135555', places: [
    ['渋谷区', '13', '150-0001', 'Asia/Tokyo'], ['大阪市', '27', '530-0001', 'Asia/Tokyo'],
  ], tax: vat('消費税', 100_000) },
  { country: 'KR', weight: 20, currency: 'KRW', names: 'korean', dialing: '8225555', places: [['서울', '11', '04524', 'Asia/Seoul']], tax: vat('부가가치세', 100_000) },
  { country: 'AU', weight: 22, currency: 'AUD', names: 'english', dialing: '6129555', places: [
    ['Sydney', 'NSW', '2000', 'Australia/Sydney'], ['Adelaide', 'SA', '5000', 'Australia/Adelaide'],
  ], tax: vat('GST', 100_000) },
  { country: 'NZ', weight: 5, currency: 'NZD', names: 'english', dialing: '6445555', places: [['Wellington', '', '6011', 'Pacific/Auckland']], tax: vat('GST', 150_000) },
];
