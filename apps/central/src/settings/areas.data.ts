import type { Field, Fields } from './field.js';
import { mailLanguages } from './receipt/receipt-document.js';

const action: Field = { kind: 'choice', options: ['review', 'reject'] };
const velocity: Field = {
  kind: 'object',
  fields: {
    attempts: { kind: 'integer', least: 1, most: 1_000 },
    windowMinutes: { kind: 'integer', least: 1, most: 1_440 },
    action,
  },
};
const name: Field = { kind: 'text', longest: 40 };
const step: Field = {
  kind: 'object',
  fields: { upToGrams: { kind: 'integer', least: 1, most: 100_000_000 }, amount: { kind: 'amount' } },
};
const rate: Field = {
  kind: 'object',
  fields: {
    zone: name,
    steps: { kind: 'list', of: step, fresh: { upToGrams: 1_000, amount: 0 } },
    furtherKilogram: { kind: 'amount', isNullable: true },
  },
};
const freshRate = { zone: '', steps: [{ upToGrams: 1_000, amount: 0 }], furtherKilogram: null };

const words: Field = {
  kind: 'object',
  fields: { greeting: { kind: 'lines', longest: 1_000 }, closing: { kind: 'lines', longest: 1_000 } },
};

/** The areas of a merchant's settings, in the order of the menu, and what each holds. */
export const areas = {
  receipt: {
    shopName: { kind: 'text', longest: 100 },
    logo: { kind: 'logo' },
    accentColor: { kind: 'color' },
    supportEmail: { kind: 'text', longest: 254 },
    supportPhone: { kind: 'text', longest: 40 },
    supportUrl: { kind: 'text', longest: 500 },
    replyTo: { kind: 'text', longest: 254 },
    language: { kind: 'choice', options: mailLanguages },
    texts: { kind: 'object', fields: { en: words, de: words, es: words, fr: words, ja: words } },
    footer: { kind: 'lines', longest: 2_000 },
    showsTaxLines: { kind: 'flag' },
    showsSku: { kind: 'flag' },
    showsCardDigits: { kind: 'flag' },
  },
  fraud: {
    card: velocity,
    email: velocity,
    duplicate: { kind: 'object', fields: { windowSeconds: { kind: 'integer', least: 0, most: 3_600 }, action } },
    amount: { kind: 'object', fields: { limits: { kind: 'amounts' }, action } },
    lockout: {
      kind: 'object',
      fields: {
        failures: { kind: 'integer', least: 0, most: 1_000 },
        windowMinutes: { kind: 'integer', least: 1, most: 1_440 },
        minutes: { kind: 'integer', least: 1, most: 43200 },
      },
    },
    reviewHours: { kind: 'integer', least: 1, most: 720 },
  },
  refunds: {
    limits: { kind: 'amounts' },
    appliesToKeys: { kind: 'flag' },
    approvalHours: { kind: 'integer', least: 1, most: 720 },
  },
  tax: {
    nexus: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: { jurisdiction: { kind: 'text', longest: 6 }, registration: { kind: 'text', longest: 64, isOptional: true } },
      },
      fresh: { jurisdiction: 'US-' },
    },
    taxability: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: {
          jurisdiction: { kind: 'text', longest: 6 },
          taxClass: { kind: 'choice', options: ['digital_goods', 'tangible_goods'] },
          isTaxed: { kind: 'flag' },
        },
      },
      fresh: { jurisdiction: 'US-', taxClass: 'digital_goods', isTaxed: true },
    },
  },
  shipping: {
    currency: { kind: 'text', longest: 3 },
    zones: {
      kind: 'list',
      of: { kind: 'object', fields: { name, countries: { kind: 'codes' } } },
      fresh: { name: '', countries: [] },
    },
    methods: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: { name, freeFrom: { kind: 'amount', isNullable: true }, rates: { kind: 'list', of: rate, fresh: freshRate } },
      },
      fresh: { name: '', freeFrom: null, rates: [freshRate] },
    },
  },
  delivery: {
    downloads: { kind: 'integer', least: 1, most: 100 },
    days: { kind: 'integer', least: 1, most: 365 },
    deliverAt: { kind: 'choice', options: ['full_capture', 'first_capture'] },
  },
  processors: {
    rules: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: {
          mode: { kind: 'choice', options: ['test', 'live'], isOptional: true },
          currency: { kind: 'text', longest: 3, isOptional: true },
          brand: {
            kind: 'choice',
            options: ['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'other'],
            isOptional: true,
          },
          processor: { kind: 'choice', options: ['iso8583', 'stripe'] },
        },
      },
      fresh: { processor: 'iso8583' },
    },
  },
  credits: {
    enabled: { kind: 'flag' },
    apiKeys: { kind: 'flag' },
    perCredit: { kind: 'amounts' },
    perDay: { kind: 'amounts' },
  },
} as const satisfies Readonly<Record<string, Fields>>;

export type Area = keyof typeof areas;

/** The areas that guard money: owners alone change them. */
export const guardedAreas: ReadonlySet<Area> = new Set(['credits', 'refunds']);

/** Whether somebody may change an area. */
export const mayChange = (area: Area, can: (right: string) => boolean): boolean =>
  can('settings:write') && (!guardedAreas.has(area) || can('limits:write'));

export const areaNames = Object.keys(areas) as readonly Area[];
export const isArea = (value: string): value is Area => Object.hasOwn(areas, value);
