export { LicenseSecrets } from './license-secrets.js';
export {
  DEFAULT_PATTERN,
  drawKey,
  isPattern,
  LEAST_PATTERN_BITS,
  MIN_PATTERN_BITS,
  patternBits,
} from './pattern.js';
export {
  newSigningKey,
  publicKeyText,
  type SignedClaims,
  signingKeyFrom,
  signKey,
  verifySignedKey,
} from './signed-key.js';
