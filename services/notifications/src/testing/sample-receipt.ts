import { wordsOf } from '../mails/languages.data.js';
import type { Receipt } from '../receipts/receipt.js';

const book = { description: 'The Book', sku: 'EBOOK-1', quantity: 1, unit: '19.99 USD', amount: '19.99 USD' };

/** A receipt with everything on it. */
export const sampleReceipt: Receipt = {
  order: 'ord_01890a5dac96774bbcceb302099a8057',
  reference: '',
  words: wordsOf.en,
  language: 'en',
  seller: 'The Book Shop',
  accent: '#1f5fbf',
  logo: undefined,
  contacts: [{ text: 'help@books.example', href: 'mailto:help@books.example' }],
  greeting: '',
  closing: '',
  footer: '',
  testNote: '',
  placedOn: '2026-11-23',
  customerName: 'Ann Buyer',
  lines: [book, { description: 'A mug', sku: 'MUG-1', quantity: 2, unit: '12.50 USD', amount: '25.00 USD' }],
  sums: [
    { label: 'Subtotal', amount: '44.99 USD' },
    { label: 'Shipping (ground)', amount: '7.95 USD' },
    { label: 'Sales tax (US-NY, 4 %)', amount: '1.32 USD' },
    { label: 'Total', amount: '54.26 USD' },
  ],
  card: 'Visa ending in 1111',
  charged: '54.26 USD',
  shipTo: ['Ann Buyer', '1 Main St', 'Albany NY 12207', 'US'],
  downloads: [{ fileName: 'book.epub', line: 1, good: 'The Book', size: '1.0 MB', url: 'https://localhost:7444/d/token' }],
  licenseKeys: [],
  parcel: undefined,
  downloadsUntil: 'The links are good until 2026-11-26 12:00 UTC.',
  allUrl: '',
};

/** What a customer may type to get more into a mail than a name. */
export const hostile = 'Eve\r\nBcc: all@example.com\r\n\r\n<script>alert("1")</script> & \u202eco';

const hostileLines = 'Hello\n<script>alert("1")</script> & \u202eco\n</p></td></table><h1>';

/** The same where everything that is somebody else's text is hostile. */
export const hostileReceipt: Receipt = {
  ...sampleReceipt,
  customerName: hostile,
  reference: hostile,
  seller: hostile,
  contacts: [{ text: hostile, href: `https://x.example/${hostile}` }],
  greeting: hostileLines,
  closing: hostileLines,
  footer: hostileLines,
  lines: [{ ...book, description: hostile, sku: hostile }],
  shipTo: [hostile],
  parcel: { carrier: hostile, trackingNumber: hostile, trackingUrl: `https://x.example/${hostile}` },
  downloads: [{ fileName: hostile, line: 1, good: hostile, size: '1 bytes', url: '"><script>' }],
};

/** A receipt with this one line on it. */
export const receiptFor = (description: string): Receipt => ({ ...sampleReceipt, lines: [{ ...book, description }] });
