import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { AmountsInput } from './amounts-input.js';
import { type Json, valueAt } from './document.js';
import type { Field, FieldInputProps } from './field.js';
import { useFieldName } from './field-name.js';
import classes from './settings.module.css';
import { ValueInput } from './value-inputs.js';

const isGroup = ({ kind }: Field): boolean => kind === 'object' || kind === 'list' || kind === 'amounts';

/** A place of the document as a form: a value as its input, an object as its fields, a list as its entries. */
export const FieldInput = (props: FieldInputProps) => {
  const { field, path } = props;
  if (field.kind === 'list') return <ListInput {...props} field={field} />;
  if (field.kind === 'amounts') return <AmountsInput {...props} />;
  if (field.kind !== 'object') return <ValueInput {...props} />;
  return (
    <div className={classes.fields}>
      {Object.entries(field.fields).map(([name, inner]) =>
        isGroup(inner) ? (
          <Group key={name} {...props} field={inner} path={[...path, name]} />
        ) : (
          <ValueInput key={name} {...props} field={inner} path={[...path, name]} />
        ),
      )}
    </div>
  );
};

const Group = (props: FieldInputProps) => {
  const nameOf = useFieldName();
  const last = props.path.at(-1);
  return (
    <fieldset className={`${classes.group} ${classes.wide}`}>
      <legend>{nameOf(String(last))}</legend>
      <FieldInput {...props} />
    </fieldset>
  );
};

/** Whether a list stands within: such an entry is long, and is folded. */
const isLong = (field: Field): boolean =>
  field.kind === 'object' && Object.values(field.fields).some(({ kind }) => kind === 'list');

/** What an entry is called: by its name, its zone, or its number. */
const nameOfEntry = (entry: Json | undefined, index: number): string => {
  const named = entry as { readonly name?: string; readonly zone?: string } | undefined;
  return named?.name || named?.zone || `${index + 1}`;
};

const Entry = (props: FieldInputProps) => {
  const { field, document, path } = props;
  if (!isLong(field)) return <FieldInput {...props} />;
  return (
    <details className={classes.folded}>
      <summary>{nameOfEntry(valueAt(document, path), Number(path.at(-1)))}</summary>
      <FieldInput {...props} />
    </details>
  );
};

interface ListInputProps extends FieldInputProps {
  readonly field: Extract<Field, { readonly kind: 'list' }>;
}

const ListInput = (props: ListInputProps) => {
  const t = useTranslations('settings');
  const nameOf = useFieldName();
  const { field, document, path, isReadOnly, onChange } = props;
  const value = valueAt(document, path);
  const entries = Array.isArray(value) ? (value as readonly Json[]) : [];
  const name = nameOf(String(path.at(-1)));
  return (
    <>
      {entries.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone
        <div key={index} className={classes.entry}>
          <Entry {...props} field={field.of} path={[...path, index]} />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('remove', { name, number: index + 1 })}
              onClick={() => onChange([...path, index], undefined)}
            >
              <IconTrash size={18} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ))}
      {isReadOnly ? null : (
        <Button
          variant="default"
          size="xs"
          w="max-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={t('addTo', { name })}
          onClick={() => onChange([...path, entries.length], structuredClone(field.fresh) as Json)}
        >
          {t('add')}
        </Button>
      )}
    </>
  );
};
