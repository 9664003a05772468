import { brandRanges } from '../../cards/card-brands.data.js';
import { brandIn, digitsIn, expiryFault, expiryIn, groupedNumber, isCardNumber } from '../payment/card-entry.js';

const brandNames = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** A card's network, as people call it. */
export const brandName = (brand: string): string => (brandNames as Readonly<Record<string, string>>)[brand] ?? brand;

const functions = Object.entries({ brandIn, digitsIn, expiryFault, expiryIn, groupedNumber, isCardNumber })
  .map(([name, code]) => `const ${name} = ${code.toString()};`)
  .join('\n');

/** What the page does beyond its plain form. It reads a card with the very functions whose specs say how; it asks for the total with every field
 *  but those of the card; and it shows what the server makes of the form, so that no rule is told twice. */
export const pageScript = `(() => {
${functions}
const ranges = ${JSON.stringify(brandRanges)};
const brandNames = ${JSON.stringify(brandNames)};
const byId = (id) => document.getElementById(id);
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
const main = document.querySelector('main');
const within = main.dataset.within;
if (within !== undefined) {
  const tell = (message) => parent.postMessage(message, within);
  new ResizeObserver(() => tell({ tollgate: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
  const { session, order, status, url } = main.firstElementChild?.dataset ?? {};
  if (url !== undefined) tell({ tollgate: 'done', session, order, status, url });
}
const parse = (text) => new DOMParser().parseFromString(text, 'text/html');
if (main.firstElementChild?.dataset.poll) {
  const timer = setInterval(() => {
    fetch(location.href, { cache: 'no-store' })
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .then((text) => {
        if (text === undefined || parse(text).querySelector('[data-poll]') !== null) return;
        clearInterval(timer);
        location.reload();
      })
      .catch(() => undefined);
  }, 2000);
}
const form = byId('checkout');
if (form === null) return;
form.noValidate = true;
const openedMs = performance.now();
byId('problems')?.focus();
const words = byId('words').dataset;
const wordOf = (code) => words[code.replace(/_(\\w)/g, (_, sign) => sign.toUpperCase())] ?? '';
const cardFields = ['card.number', 'card.expiry', 'card.cvc'];
const faultOf = (input) => {
  const text = input.value.trim();
  if (input.type === 'checkbox') return input.dataset.required !== undefined && !input.checked ? 'consent_required' : '';
  if (text === '') return input.required || cardFields.includes(input.name) ? 'required' : '';
  if (input.name === 'card.number') return isCardNumber(digitsIn(text)) ? '' : 'invalid_card_number';
  if (input.name === 'card.expiry') {
    const read = expiryIn(text);
    return read === undefined ? 'invalid_expiry' : expiryFault(read, Number(form.dataset.now) + performance.now() - openedMs);
  }
  if (input.name === 'card.cvc') return /^\\d{3,4}$/.test(digitsIn(text)) ? '' : 'invalid_cvc';
  if (input.type === 'email') return /^\\S+@\\S+\\.\\S+$/.test(text) ? '' : 'invalid_email';
  return '';
};
const tell = (input, code) => {
  const id = input.id + '-error';
  const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one !== '' && one !== id);
  byId(id)?.remove();
  input.removeAttribute('aria-invalid');
  if (code !== '') {
    const line = document.createElement('p');
    line.className = 'error';
    line.id = id;
    line.textContent = wordOf(code);
    const box = input.closest('.field') ?? input.closest('.box');
    if (box.classList.contains('box')) box.after(line);
    else box.append(line);
    input.setAttribute('aria-invalid', 'true');
    ids.push(id);
  }
  if (ids.length > 0) input.setAttribute('aria-describedby', ids.join(' '));
  else input.removeAttribute('aria-describedby');
};
const inputs = () => [...form.querySelectorAll('input, select')].filter((input) => input.type !== 'hidden' && input.offsetParent !== null);
const number = byId('card-number');
number.addEventListener('input', () => {
  const before = digitsIn(number.value.slice(0, number.selectionStart)).length;
  const digits = digitsIn(number.value);
  number.value = groupedNumber(digits);
  let at = 0;
  for (let seen = 0; seen < before && at < number.value.length; at += 1) if (number.value[at] !== ' ') seen += 1;
  number.setSelectionRange(at, at);
  byId('brand').textContent = brandNames[brandIn(digits, ranges)] ?? '';
});
const expiry = byId('card-expiry');
expiry.addEventListener('change', () => {
  const read = expiryIn(expiry.value);
  if (read !== undefined) expiry.value = String(read.month).padStart(2, '0') + '/' + String(read.year % 100).padStart(2, '0');
});
form.addEventListener('focusout', ({ target }) => {
  if (!target.name || target.type === 'radio') return;
  const isWrong = target.getAttribute('aria-invalid') === 'true';
  if (isWrong || target.value.trim() !== '') tell(target, target.type === 'checkbox' && !isWrong ? '' : faultOf(target));
});
const update = byId('update');
const place = document.createComment('');
update.before(place);
const offerPay = () => {
  if (byId('pay').hidden) place.after(update);
  else update.remove();
};
const keepTyped = (fresh) => {
  for (const input of fresh.querySelectorAll('input:not([type=hidden]):not([type=radio]), select')) {
    const typed = byId(input.id);
    if (typed === null) continue;
    if (input.type === 'checkbox') input.checked = typed.checked;
    else if (input.tagName === typed.tagName) {
      const was = input.value;
      input.value = typed.value;
      if (input.tagName === 'SELECT' && input.selectedIndex < 0) input.value = was;
    }
  }
};
const show = (page) => {
  if (page.getElementById('checkout') === null) return location.reload();
  const focused = document.activeElement;
  const id = focused?.id;
  const isRadio = focused?.type === 'radio' ? focused.value : undefined;
  for (const part of ['problems', 'summary', 'methods', 'billingAddress-parts', 'shippingAddress-parts', 'consents', 'pay']) {
    const [shown, fresh] = [byId(part), page.getElementById(part)];
    if (shown === null || fresh === null) continue;
    keepTyped(fresh);
    shown.replaceWith(document.adoptNode(fresh));
  }
  byId('card').hidden = page.getElementById('card').hidden;
  offerPay();
  if (document.activeElement !== focused)
    (isRadio === undefined ? id && byId(id) : form.querySelector('input[type=radio][value="' + CSS.escape(isRadio) + '"]'))?.focus();
};
let turn = 0;
const look = () => {
  turn += 1;
  const mine = turn;
  const data = new URLSearchParams(new FormData(form));
  for (const name of cardFields) data.delete(name);
  data.set('action', 'look');
  byId('summary').setAttribute('aria-busy', 'true');
  fetch(location.href, { method: 'POST', body: data })
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .then((text) => { if (mine === turn && text !== undefined) show(parse(text)); })
    .catch(() => undefined)
    .then(() => byId('summary')?.removeAttribute('aria-busy'));
};
form.addEventListener('change', ({ target }) => { if (target.dataset.live !== undefined) look(); });
let isSent = false;
form.addEventListener('submit', (event) => {
  if (isSent) return event.preventDefault();
  if (event.submitter?.value !== 'pay') return;
  const wrong = inputs().filter((input) => {
    const code = faultOf(input);
    tell(input, code);
    return code !== '';
  });
  if (wrong.length > 0) {
    event.preventDefault();
    wrong[0].focus();
    return;
  }
  isSent = true;
  event.submitter.textContent = event.submitter.dataset.busy;
  setTimeout(() => { event.submitter.disabled = true; });
});
offerPay();
})();`;
