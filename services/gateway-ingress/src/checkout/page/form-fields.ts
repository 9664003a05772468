import { attribute, type Content, type Html, html } from '@tollgate/web-pages';
import { type AddressPart, addressParts } from '../../addresses/address-parts.data.js';
import type { TextKey } from '../texts/en.data.js';
import { errorText, isTextKey, type Say } from '../texts/page-texts.js';
import type { AddressName, FormValues } from './form-values.js';

/** What the fields of a form show. */
export interface FormView {
  readonly say: Say;
  readonly language: string;
  readonly values: FormValues;
  /** The code of what is wrong, by the field's name. */
  readonly errors: ReadonlyMap<string, string>;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete?: string;
  readonly inputMode?: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly isLive?: boolean;
  readonly className?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Stands behind the field. */
  readonly mark?: Html;
}

export const idOf = (name: string): string => name.replaceAll('.', '-');

const optionsOf = ({ options = [] }: Field, value: string, { say }: FormView): Content => [
  html`<option value="">${say('choose')}</option>`,
  ...options.map(
    (option) => html`<option value="${option.value}"${attribute('selected', option.value === value)}>${option.label}</option>`,
  ),
];

/** Which part of a field tells what is wrong, and what helps. */
const describedBy = (id: string, hasHint: boolean, hasError: boolean): string | undefined =>
  [hasHint && `${id}-hint`, hasError && `${id}-error`].filter((one) => one !== false).join(' ') || undefined;

/** A field with its label, its hint, and what is wrong with it. */
export const fieldHtml = (field: Field, view: FormView): Html => {
  const { name, label, type = 'text', autocomplete, inputMode, hint, isRequired = true, isLive = false, className = '' } = field;
  const { say, values, errors } = view;
  const [id, value, error] = [idOf(name), values[name] ?? '', errors.get(name)];
  const shared = [
    html`id="${id}" name="${name}"`,
    attribute('autocomplete', autocomplete),
    // What may be out of sight is asked for by the server: a browser would not let the form go, and not say why.
    attribute('required', isRequired && !name.startsWith('shippingAddress.') && !name.startsWith('card.')),
    attribute('data-live', isLive),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
    attribute('aria-describedby', describedBy(id, hint !== undefined, error !== undefined)),
  ];
  const control =
    field.options === undefined
      ? html`<input ${shared} type="${type}" value="${value}"${attribute('inputmode', inputMode)}>`
      : html`<select ${shared}>${optionsOf(field, value, view)}</select>`;
  const more = isRequired ? '' : html` <small>(${say('optional')})</small>`;
  return html`<div class="field ${className}"><label for="${id}">${label}${more}</label><span class="control">${control}${field.mark}</span>${
    hint !== undefined && html`<small id="${id}-hint">${hint}</small>`
  }${error !== undefined && html`<p class="error" id="${id}-error">${errorText(say, error)}</p>`}</div>`;
};

/** What a country calls a part of its addresses. */
const kindText = (say: Say, kind: string, otherwise: TextKey): string => (isTextKey(kind) ? say(kind) : say(otherwise));

/** What a part of an address is called in its country. */
export const partLabel = (part: string, country: string, say: Say): string | undefined => {
  const { regionKind, postalKind, cityKind } = addressParts(country);
  if (part === 'city') return kindText(say, `city.${cityKind}`, 'city.city');
  if (part === 'postalCode') return kindText(say, `postal.${postalKind}`, 'postal.postal');
  return part === 'region' ? kindText(say, `region.${regionKind}`, 'region.province') : undefined;
};

interface AddressView extends FormView {
  readonly address: AddressName;
}

const partHtml = (part: AddressPart, view: AddressView): Content => {
  const { address, say, values, language } = view;
  const country = values[`${address}.country`] ?? '';
  const { required, regions, language: own } = addressParts(country);
  const use = address === 'billingAddress' ? 'billing' : 'shipping';
  const label = partLabel(part, country, say) ?? say('line1');
  const shared = { name: `${address}.${part}`, label, isRequired: required.has(part) };
  switch (part) {
    case 'line1':
      return [
        fieldHtml({ ...shared, autocomplete: `${use} address-line1` }, view),
        fieldHtml(
          { name: `${address}.line2`, label: say('line2'), isRequired: false, autocomplete: `${use} address-line2` },
          view,
        ),
      ];
    case 'city':
      return fieldHtml(
        {
          ...shared,
          autocomplete: `${use} address-level2`,
          className: 'half',
        },
        view,
      );
    case 'postalCode':
      return fieldHtml({ ...shared, autocomplete: `${use} postal-code`, isLive: true, className: 'half' }, view);
    default: {
      const options = regions.map(({ code, name, ownName }) => ({ value: code, label: own === language ? ownName : name }));
      const list = options.length === 0 ? {} : { options };
      return fieldHtml({ ...shared, ...list, autocomplete: `${use} address-level1`, isLive: true, className: 'half' }, view);
    }
  }
};

/** The countries, by their names in the page's language. */
const countryNames = new Map<string, readonly { readonly value: string; readonly label: string }[]>();
const countryOptions = (language: string, countries: Iterable<string>) => {
  const known = countryNames.get(language);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const { compare } = new Intl.Collator(language);
  const options = [...countries]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => compare(a.label, b.label));
  countryNames.set(language, options);
  return options;
};

/** The fields of an address, as its country writes them; the country stands first, as the others go by it. */
export const addressHtml = (address: AddressName, view: FormView, countries: Iterable<string>): Html => {
  const { say, values, language } = view;
  const use = address === 'billingAddress' ? 'billing' : 'shipping';
  const { parts } = addressParts(values[`${address}.country`] ?? '');
  const name = { name: `${address}.name`, label: say('name'), autocomplete: `${use} name` };
  const country = {
    name: `${address}.country`,
    label: say('country'),
    autocomplete: `${use} country`,
    isLive: true,
    options: countryOptions(language, countries),
  };
  return html`${fieldHtml(name, view)}${fieldHtml(country, view)}<div class="parts" id="${address}-parts">${parts.map((part) =>
    partHtml(part, { ...view, address }),
  )}</div>`;
};
