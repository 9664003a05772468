import { useTranslations } from 'use-intl';
import type { Change, Json } from './document.js';
import { useFieldName } from './field-name.js';
import classes from './settings.module.css';

/** What will be different, place by place. */
export const Changes = ({ changes }: { readonly changes: readonly Change[] }) => {
  const nameOf = useFieldName();
  return (
    <ul className={classes.changes}>
      {changes.map(({ path, before, after }) => (
        <li key={path.join('/')}>
          <div>{path.map((part) => (typeof part === 'number' ? `${part + 1}` : nameOf(part))).join(' › ')}</div>
          <Value value={before} isBefore /> → <Value value={after} isBefore={false} />
        </li>
      ))}
    </ul>
  );
};

const Value = ({ value, isBefore }: { readonly value: Json | undefined; readonly isBefore: boolean }) => {
  const t = useTranslations('settings');
  const text =
    value === undefined || value === null || value === ''
      ? t('nothing')
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return isBefore ? <del>{text}</del> : <ins>{text}</ins>;
};
