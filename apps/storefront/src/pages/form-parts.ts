import type { FieldErrors, Fields } from '../checkout/address-form.js';
import type { Visitor } from '../texts/visitor.js';
import { type Html, html, type Part } from './html.js';

export interface FormState {
  readonly fields: Fields;
  readonly errors: FieldErrors;
  readonly visitor: Visitor;
}

export interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: string;
  readonly inputmode?: string;
  readonly size?: 'pair' | 'third';
  readonly isOptional?: boolean;
  /** Of a card: never written back into a page. */
  readonly isSecret?: boolean;
  readonly hint?: string;
}

const idOf = (name: string): string => name.replace('.', '-');

/** What is wrong with a field, and the attributes by which whoever does not see it hears of it. */
export const errorOf = (name: string, { errors, visitor }: FormState): { readonly text: Part; readonly marks: Part } => {
  const error = errors[name];
  if (error === undefined) return { text: undefined, marks: undefined };
  const id = `${idOf(name)}-error`;
  return {
    text: html`<p class="error" id="${id}">${visitor.locale.say(error)}</p>`,
    marks: html` aria-invalid="true" aria-describedby="${id}"`,
  };
};

/** A field with its label and its error. Nothing is `required` to the browser, whose bubbles say less than we do. */
export const field = (options: FieldOptions, state: FormState): Html => {
  const {
    name,
    label,
    autocomplete,
    type = 'text',
    inputmode = 'text',
    size = '',
    isOptional = false,
    isSecret = false,
  } = options;
  const { text, marks } = errorOf(name, state);
  const value = isSecret ? '' : (state.fields[name] ?? '');
  const aside = isOptional ? state.visitor.locale.say('checkout.optional') : options.hint;
  return html`<div class="${size}"><label for="${idOf(name)}">${label}${aside !== undefined && html` <small>${aside}</small>`}</label>
<input id="${idOf(name)}" name="${name}" type="${type}" inputmode="${inputmode}" autocomplete="${autocomplete}" value="${value}"${marks}>${text}</div>`;
};

/** What a form carries along unseen. */
export const hidden = (fields: Fields): Part =>
  Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
