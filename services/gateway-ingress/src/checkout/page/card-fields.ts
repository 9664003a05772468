import { SAVE_CARD } from '@tollgate/order';
import { attribute, type Content, type Html, html } from '@tollgate/web-pages';
import { brandName } from '../frame/page-script.js';
import { consentField, type ShownConsent } from '../payment/consents.js';
import { chosenName, NEW_CARD, type OfferedCard } from '../payment/saved-cards.js';
import type { SessionTerms } from '../sessions/checkout-session.schema.js';
import { errorText, type Say } from '../texts/page-texts.js';
import { type FormView, fieldHtml, idOf } from './form-fields.js';

interface CardView extends FormView {
  readonly terms: Pick<SessionTerms, 'offerToSaveCard'>;
  readonly seller: string;
  readonly savedCards: readonly OfferedCard[];
}

/** A box to tick, and what is wrong with it. */
export const consentHtml = ({ id, text, isRequired }: ShownConsent, { say, values, errors }: FormView): Html => {
  const name = consentField(id);
  const error = errors.get(name);
  const field = idOf(name);
  return html`<p class="box"><input type="checkbox" id="${field}" name="${name}" value="yes"${attribute('checked', values[name] === 'yes')}${attribute('data-required', isRequired)}${attribute('aria-describedby', error === undefined ? undefined : `${field}-error`)}${attribute('aria-invalid', error === undefined ? undefined : 'true')}><label for="${field}">${text}${!isRequired && html` <small>(${say('optional')})</small>`}</label></p>${error !== undefined && html`<p class="error" id="${field}-error">${errorText(say, error)}</p>`}`;
};

/** What the customer is asked where the merchant wants to keep cards. */
export const savingConsent = (
  { offerToSaveCard }: CardView['terms'],
  { say, seller }: { readonly say: Say; readonly seller: string },
): readonly ShownConsent[] =>
  offerToSaveCard === true ? [{ id: SAVE_CARD, text: say('saveCard', { seller }), isRequired: false }] : [];

const choicesHtml = (view: CardView): Content => {
  const { say, savedCards, values } = view;
  if (savedCards.length === 0) return false;
  const chosen = chosenName(savedCards, values);
  const choice = (name: string, label: string, more: string): Html =>
    html`<label class="choice"><input type="radio" name="payWith" value="${name}"${attribute('checked', name === chosen)}><span>${label}</span><b>${more}</b></label>`;
  const saved = savedCards.map(({ name, brand, last4, expiry }) => choice(name, `${brandName(brand)} •••• ${last4}`, expiry));
  return html`<fieldset id="payWith" class="saved"><legend>${say('card')}</legend>${saved}${choice(NEW_CARD, say('newCard'), '')}</fieldset>`;
};

/** What is paid with: a saved card, where there is one, or the fields of a new one. */
export const cardHtml = (view: CardView): Html => {
  const { say, seller, savedCards } = view;
  const brand = html`<span class="brand" id="brand" aria-live="polite"></span>`;
  const number = { name: 'card.number', label: say('number'), inputMode: 'numeric', autocomplete: 'cc-number', mark: brand };
  const expiry = {
    name: 'card.expiry',
    label: say('expiry'),
    autocomplete: 'cc-exp',
    hint: say('expiryHint'),
    className: 'half',
  };
  const cvc = {
    name: 'card.cvc',
    label: say('cvc'),
    inputMode: 'numeric',
    autocomplete: 'cc-csc',
    hint: say('cvcHint'),
    className: 'half',
  };
  // Never kept: what was typed into them is gone with each answer. Not `required`, as they may be out of sight.
  const empty = { ...view, values: {} };
  const saving = savingConsent(view.terms, view).map((consent) => consentHtml(consent, view));
  return html`${choicesHtml(view)}<fieldset class="new-card"><legend>${say(savedCards.length === 0 ? 'card' : 'newCard')}</legend>${[number, expiry, cvc].map((field) => fieldHtml(field, empty))}<p><small>${say('cardNote', { seller })}</small></p>${saving}</fieldset>`;
};
