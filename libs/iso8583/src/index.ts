export {
  formatVerificationResults,
  parseVerificationResults,
  type VerificationLayout,
  type VerificationResults,
} from './additional-response.js';
export { parseAttribute } from './attribute.js';
export { type Codec, compileCodec } from './codec.js';
export type { FieldName, NamedField } from './field-names.data.js';
export { type FormatPlace, type FormatProblem, MessageFormatError } from './format-error.js';
export type { FrameDecoder } from './frame.js';
export { isFieldName, type Message } from './message.js';
export { instantOf, type MessageTimes, messageTimes } from './message-times.js';
export { numeric } from './numeric.js';
export { formatOriginalData, type OriginalData, parseOriginalData } from './original-data.js';
export { formatPrivateData, type PrivateData, type PrivateDataTags, parsePrivateData } from './private-data.js';
export type { Acceptor, AcquirerProfile, AvsLetter, AvsLetters, ResponseCodes } from './profile.js';
export { ISO87_ASCII } from './profiles/iso87-ascii.data.js';
export { ISO87_BCD } from './profiles/iso87-bcd.data.js';
export { PROFILES } from './profiles/profiles.data.js';
export { formatReplacementAmount, parseReplacementAmount } from './replacement-amounts.js';
export type {
  BcdPadding,
  ByteEncoding,
  DigitEncoding,
  FieldOverride,
  Framing,
  Packing,
  TextEncoding,
  WireFormat,
} from './wire-format.js';
