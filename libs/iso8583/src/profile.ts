import type { VerificationLayout } from './elements/additional-response.js';
import type { PrivateDataTags } from './elements/private-data.js';
import type { FieldName } from './field-names.data.js';
import type { WireFormat } from './wire-format.js';

/** AVS letters as we tell them. */
export type AvsLetter = 'Y' | 'A' | 'Z' | 'N' | 'U';

/** What a network's AVS letters mean. Brands differ: Discover's A is Visa's Y. */
export interface AvsLetters {
  readonly default: Readonly<Record<string, AvsLetter>>;
  readonly discover?: Readonly<Record<string, AvsLetter>>;
}

/** Who we are to the acquirer, where it says so. */
export interface Acceptor {
  /** DE 41. Absent: the replica's own. */
  readonly terminalId?: string;
  /** DE 42. Absent: the end of the merchant's id. */
  readonly merchantId?: string;
  /** DE 18, the merchant category code, e.g. 5815 (digital goods). */
  readonly merchantCategory?: string;
  /** DE 43 */
  readonly nameLocation?: string;
}

/** How the response codes of one acquirer are read. A code stands in one list only; any other declines. Source: ISO 8583:1987 DE 39. */
export interface ResponseCodes {
  readonly approved: readonly string[];
  /** Approved for the lesser amount of DE 4 of the answer. */
  readonly partial: readonly string[];
  /** An approval that is not what was asked (honor with identification, VIP, …): the amount is held, and is reversed. */
  readonly reversed: readonly string[];
  /** Nobody acted on the advice: it is sent again. For an authorization it is a decline. */
  readonly retried: readonly string[];
  /** A repeated capture, refund or void was taken when it came first. Said of a first sending, it is a decline. */
  readonly duplicate: readonly string[];
  /** The answers to a reversal that mean: nothing of it is live any more. */
  readonly reversalDone: readonly string[];
  /** Stable codes of declines; what is not here is `declined`. */
  readonly declines: Readonly<Record<string, string>>;
}

/** All that tells one acquirer from another. Data: a file each. */
export interface AcquirerProfile {
  readonly name: string;
  readonly wire: WireFormat;
  /** The elements that an answer has in common with its request, and that together name it. */
  readonly match: {
    readonly money: readonly FieldName[];
    readonly management: readonly FieldName[];
  };
  /** DE 70. `required`: no money before the sign-on is answered. */
  readonly signOn: { readonly required: boolean; readonly on: string; readonly off: string; readonly echo: string };
  readonly types: {
    readonly capture: '0220' | '0200';
    readonly refund: '0220' | '0200';
    readonly void: '0400' | '0420';
    readonly reverse: '0400' | '0420';
  };
  readonly codes: ResponseCodes;
  /** `accept`: the order goes on with the lesser amount; `reverse`: it is undone. */
  readonly partialApproval: 'accept' | 'reverse';
  readonly verification: {
    readonly field: FieldName;
    readonly layout: VerificationLayout;
    readonly avs: AvsLetters;
  };
  /** Where the address and the CVC go. */
  readonly privateData: { readonly field: FieldName; readonly tags: PrivateDataTags };
  /** Where our order id goes, and comes back in the answer. Absent: the acquirer takes none. */
  readonly orderField?: FieldName;
  /** How a capture says that the rest of the authorization is to be released. */
  readonly finalCapture: { readonly field: FieldName; readonly final: string; readonly partial?: string };
  /** DE 3 */
  readonly processingCodes: { readonly purchase: string; readonly refund: string };
  /** DE 22: a card number typed into a page, and one stored before with the customer's consent. */
  readonly posEntryMode: { readonly entered: string; readonly stored: string };
  /** DE 25 */
  readonly posConditionCode: string;
  /** DE 19, numeric ISO 3166. */
  readonly acquirerCountry?: string;
  readonly acceptor: Acceptor;
  /** By our merchant id, where merchants differ. */
  readonly acceptors?: Readonly<Record<string, Acceptor>>;
  /** Elements with one content in every message for money, e.g. DE 60 to 63. */
  readonly constants?: { readonly [Name in FieldName]?: string };
  /** Of DE 12 and 13: an IANA name. */
  readonly timeZone: string;
  readonly currencies: {
    /** Decimal places, where this acquirer does not follow ISO 4217. */
    readonly exponents: Readonly<Record<string, number>>;
    /** All that it takes; absent: every currency. */
    readonly taken?: readonly string[];
  };
  /** How long an authorization holds the amount. */
  readonly authorizationDays: number;
}
