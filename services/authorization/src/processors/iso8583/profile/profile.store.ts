import { readFile } from 'node:fs/promises';
import { type AcquirerProfile, compileCodec, PROFILES } from '@tollgate/iso8583';
import { ZodError, z } from 'zod';
import { parseProfile } from './profile.schema.js';

/** The profile that `TOLLGATE_ACQUIRER_PROFILE` names: one that comes with Tollgate, or a JSON file. Throws, saying what is wrong with it,
 *  so that a process with half a profile does not start. */
export const loadProfile = async (nameOrPath: string): Promise<AcquirerProfile> => {
  const known = PROFILES[nameOrPath];
  if (known !== undefined) return known;
  const profile = read(nameOrPath, await readFile(nameOrPath, 'utf8'));
  compileCodec(profile.wire);
  return profile;
};

const read = (path: string, text: string): AcquirerProfile => {
  try {
    return parseProfile(JSON.parse(text));
  } catch (error) {
    const why = error instanceof ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} is no acquirer profile: ${why}`, { cause: error });
  }
};
