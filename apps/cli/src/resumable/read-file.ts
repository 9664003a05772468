import { CannotCheck } from '../stack.js';

export const cannotRead = (file: string, cause: unknown): never => {
  const { code } = cause as NodeJS.ErrnoException;
  throw code === 'ENOENT' ? new CannotCheck(`${file} is not there`) : new CannotCheck(`${file} cannot be read`, { cause });
};

export const readOrThrow = <T>(file: string, read: (file: string) => T): T => {
  try {
    return read(file);
  } catch (cause) {
    return cannotRead(file, cause);
  }
};
