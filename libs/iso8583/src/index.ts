export { parseAttribute } from './codec/attribute.js';
export { type Codec, compileCodec } from './codec/codec.js';
export type { FrameDecoder } from './codec/frame.js';
export {
  formatVerificationResults,
  parseVerificationResults,
  type VerificationLayout,
  type VerificationResults,
} from './elements/additional-response.js';
export { numeric } from './elements/numeric.js';
export { formatOriginalData, type OriginalData, parseOriginalData } from './elements/original-data.js';
export { formatPrivateData, type PrivateData, type PrivateDataTags, parsePrivateData } from './elements/private-data.js';
export { formatReplacementAmount, parseReplacementAmount } from './elements/replacement-amounts.js';
export type { FieldName, NamedField } from './field-names.data.js';
export { type FormatPlace, type FormatProblem, MessageFormatError } from './format-error.js';
export { isFieldName, type Message } from './message.js';
export { instantOf, type MessageTimes, messageTimes } from './message-times.js';
export type { Acceptor, AcquirerProfile, AvsLetter, AvsLetters, ResponseCodes } from './profile.js';
export { ISO87_ASCII } from './profiles/iso87-ascii.data.js';
export { ISO87_BCD } from './profiles/iso87-bcd.data.js';
export { PROFILES } from './profiles/profiles.data.js';
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
