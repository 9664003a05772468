/** How digits stand on the wire: one a byte, or two a byte. */
export type DigitEncoding = 'ascii' | 'ebcdic' | 'bcd';
export type TextEncoding = 'ascii' | 'ebcdic';
/** Bytes as they are, or as two hexadecimal digits each. */
export type ByteEncoding = 'binary' | 'hex';
/** Where a number with an odd count of digits gets its half byte in BCD: a zero before it, or a zero or an F behind it. */
export type BcdPadding = 'left-0' | 'right-0' | 'right-f';

/** How a TCP stream is cut into messages. */
export interface Framing {
  readonly length: 'binary-2' | 'binary-4' | 'ascii-4';
  /** The length counts its own bytes, too. */
  readonly countsItself: boolean;
  /** Bytes before each message, as hexadecimal digits, counted by the length: a TPDU, an acquirer's own header. Empty: none. */
  readonly header: string;
  /** The longest message, in bytes; what says it is longer is no length: the framing is lost. */
  readonly maxLength: number;
}

/** How the parts of a message are encoded, unless a field says otherwise. */
export interface Packing {
  readonly type: DigitEncoding;
  readonly bitmap: ByteEncoding;
  readonly digits: DigitEncoding;
  readonly text: TextEncoding;
  readonly bytes: ByteEncoding;
  /** Of the lengths before fields. */
  readonly lengths: DigitEncoding;
  readonly bcdPadding: BcdPadding;
}

/** A field that differs from ISO 8583:1987 or from the packing. */
export interface FieldOverride {
  /** In the standard's notation, e.g. `ans...255`. */
  readonly attribute?: string;
  readonly encoding?: DigitEncoding | ByteEncoding;
  readonly lengthEncoding?: DigitEncoding;
  readonly bcdPadding?: BcdPadding;
}

/** How one acquirer writes ISO 8583:1987. All data: `compileCodec` makes a codec of it. */
export interface WireFormat {
  readonly framing: Framing;
  readonly packing: Packing;
  /** By field number. */
  readonly fields: Readonly<Record<string, FieldOverride>>;
}
