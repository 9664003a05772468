import { Kbd } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './fraud.module.css';

interface KeyHintsProps {
  /** What a does here; undefined for who may decide nothing. */
  readonly accept: string | undefined;
  /** What r does. */
  readonly reject: string;
}

/** The keys of a queue, for who decides one after the other. */
export const KeyHints = ({ accept, reject }: KeyHintsProps) => {
  const t = useTranslations('fraudLists');
  const keys = useTranslations('keys');
  const hints = [
    ['j', keys('nextRow')],
    ['k', keys('previousRow')],
    ['o', keys('openRow')],
    ...(accept === undefined
      ? []
      : [
          ['a', accept],
          ['r', reject],
        ]),
  ];
  return (
    <div className={classes.keys} role="note" aria-label={t('keys')}>
      {hints.map(([key, what]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {what}
        </span>
      ))}
    </div>
  );
};
