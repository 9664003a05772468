import { Textarea } from '@mantine/core';
import { useTranslations } from 'use-intl';

/** The keys that were typed, one in each line. */
export const keysIn = (typed: string): readonly string[] => typed.split(/\r?\n/).filter((line) => line.trim() !== '');

interface PoolKeysFieldProps {
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

/** Keys of a pool, one in each line. */
export const PoolKeysField = ({ typed, onTyped }: PoolKeysFieldProps) => (
  <Textarea
    label={useTranslations('licenseKeys')('keys')}
    minRows={6}
    maxRows={14}
    autosize
    spellCheck={false}
    value={typed}
    onChange={({ currentTarget: { value } }) => onTyped(value)}
  />
);
