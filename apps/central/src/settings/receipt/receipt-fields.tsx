import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFieldName, useOptionName } from '../field-name.js';
import type { AreaDraft } from '../saving/use-area-draft.js';
import settingsClasses from '../settings.module.css';
import { LogoInput } from './logo-input.js';
import classes from './receipt.module.css';
import { type MailLanguage, mailLanguages, type ReceiptDocument, receiptIn } from './receipt-document.js';

interface ReceiptFieldsProps {
  readonly draft: AreaDraft;
  /** Of the words that are shown. */
  readonly language: MailLanguage;
  /** What is wrong with a field, and what to do about it. */
  readonly faultOf: (field: string) => string | undefined;
}

type Name = keyof ReceiptDocument;
type NameOf<T> = { [K in Name]: ReceiptDocument[K] extends T ? (T extends ReceiptDocument[K] ? K : never) : never }[Name];
type TextName = NameOf<string>;
type FlagName = NameOf<boolean>;

/** Everything that is said of the shop, in groups as a mail has them. */
export const ReceiptFields = (props: ReceiptFieldsProps) => {
  const { draft, faultOf } = props;
  const t = useTranslations('receipt');
  const { logo } = receiptIn(draft.document);
  const text = (name: TextName, longest: number) => <TextField {...props} name={name} longest={longest} />;
  return (
    <>
      <Group title={t('look')}>
        {text('shopName', 100)}
        <LogoInput
          logo={logo}
          isReadOnly={draft.isReadOnly}
          fault={faultOf('logo')}
          onChange={(value) => draft.change(['logo'], value)}
        />
        <ColorField {...props} />
      </Group>
      <Group title={t('contact')}>
        {text('supportEmail', 254)}
        {text('supportPhone', 40)}
        {text('supportUrl', 500)}
        {text('replyTo', 254)}
      </Group>
      <Group title={t('words')}>
        <LanguageField {...props} />
        <Words {...props} part="greeting" />
        <Words {...props} part="closing" />
        <LinesField {...props} />
      </Group>
      <Group title={t('shows')}>
        <Flag {...props} name="showsTaxLines" />
        <Flag {...props} name="showsSku" />
        <Flag {...props} name="showsCardDigits" />
      </Group>
    </>
  );
};

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={settingsClasses.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
);

interface TextFieldProps extends ReceiptFieldsProps {
  readonly name: TextName;
  readonly longest: number;
}

const TextField = ({ draft, faultOf, name, longest }: TextFieldProps) => {
  const t = useTranslations('receipt');
  const nameOf = useFieldName();
  return (
    <TextInput
      label={nameOf(name)}
      {...(name === 'replyTo' ? { description: t('replyToHint') } : {})}
      maxLength={longest}
      readOnly={draft.isReadOnly}
      value={receiptIn(draft.document)[name]}
      error={faultOf(name)}
      onChange={({ currentTarget: { value } }) => draft.change([name], value)}
    />
  );
};

/** By the browser's picker, or typed. */
const ColorField = ({ draft, faultOf }: ReceiptFieldsProps) => {
  const t = useTranslations('receipt');
  const nameOf = useFieldName();
  const { accentColor } = receiptIn(draft.document);
  const change = (value: string): void => draft.change(['accentColor'], value.trim().toLowerCase());
  return (
    <TextInput
      label={nameOf('accentColor')}
      description={t('colorHint')}
      maxLength={7}
      readOnly={draft.isReadOnly}
      value={accentColor}
      error={faultOf('accentColor')}
      leftSection={
        <input
          type="color"
          className={classes.color}
          aria-label={t('pickColor')}
          disabled={draft.isReadOnly}
          value={/^#[0-9a-f]{6}$/.test(accentColor) ? accentColor : '#000000'}
          onChange={({ currentTarget: { value } }) => change(value)}
        />
      }
      leftSectionWidth={44}
      onChange={({ currentTarget: { value } }) => change(value)}
    />
  );
};

const LanguageField = ({ draft }: ReceiptFieldsProps) => {
  const t = useTranslations('receipt');
  const optionName = useOptionName();
  return (
    <NativeSelect
      label={t('shopLanguage')}
      description={t('shopLanguageHint')}
      disabled={draft.isReadOnly}
      value={receiptIn(draft.document).language}
      onChange={({ currentTarget: { value } }) => draft.change(['language'], value)}
      data={mailLanguages.map((value) => ({ value, label: optionName(value) }))}
    />
  );
};

/** Greeting or closing, in the language of the preview. */
const Words = ({ draft, language, part }: ReceiptFieldsProps & { readonly part: 'greeting' | 'closing' }) => {
  const t = useTranslations('receipt');
  const optionName = useOptionName();
  return (
    <Textarea
      label={t(part, { language: optionName(language) })}
      description={t(`${part}Hint`)}
      autosize
      minRows={2}
      maxLength={1_000}
      readOnly={draft.isReadOnly}
      value={receiptIn(draft.document).texts[language]?.[part] ?? ''}
      onChange={({ currentTarget: { value } }) => draft.change(['texts', language, part], value)}
    />
  );
};

const LinesField = ({ draft, faultOf }: ReceiptFieldsProps) => {
  const t = useTranslations('receipt');
  const nameOf = useFieldName();
  return (
    <Textarea
      label={nameOf('footer')}
      description={t('footerHint')}
      autosize
      minRows={2}
      maxLength={2_000}
      readOnly={draft.isReadOnly}
      value={receiptIn(draft.document).footer}
      error={faultOf('footer')}
      onChange={({ currentTarget: { value } }) => draft.change(['footer'], value)}
    />
  );
};

const Flag = ({ draft, name }: ReceiptFieldsProps & { readonly name: FlagName }) => {
  const nameOf = useFieldName();
  return (
    <Switch
      label={nameOf(name)}
      disabled={draft.isReadOnly}
      checked={receiptIn(draft.document)[name]}
      onChange={({ currentTarget: { checked } }) => draft.change([name], checked)}
    />
  );
};
