/** While a download runs, or a copy is made for its buyer, the page asks how far it is and writes that into itself; where more than that has changed,
 *  it shows what it would show now: that the file is there, or the question whether it is. What is under the keyboard stays there, and who hears the
 *  page is told. Without scripts the customer opens the link again. */
export const script = `
const main = () => document.querySelector('main');
const told = document.querySelector('.told');
const say = (text) => { if (text && told.textContent !== text) told.textContent = text; };
let timer, left = 3600, quarter = 0;
const later = (ms) => { clearTimeout(timer); if (left-- > 0) timer = setTimeout(look, ms); };
const isLater = ({ status }) => status === 429 || status >= 500;
const exchange = (text) => {
  const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  if (next === null || next.dataset.state === main().dataset.state) return;
  const focused = document.activeElement?.id;
  main().replaceWith(document.adoptNode(next));
  if (focused) document.getElementById(focused)?.focus();
  say((main().querySelector('.state, .arrived p') ?? main().querySelector('h1'))?.textContent);
};
const write = ({ item, text, sentBytes, sizeBytes }) => {
  const shown = document.querySelector('[data-item="' + item + '"]');
  if (shown === null) return;
  shown.querySelector('progress').value = sentBytes;
  shown.querySelector('.state').textContent = text;
  const reached = Math.floor(4 * sentBytes / sizeBytes);
  if (reached !== quarter) say(text);
  quarter = reached;
};
const showAnew = () =>
  fetch(location.href, { cache: 'no-store' }).then((page) => {
    if (isLater(page)) return later(5000);
    if (page.ok) later(1500);
    return page.text().then(exchange);
  });
const take = (status) => {
  if (status.state !== main().dataset.state) return showAnew();
  status.items.forEach(write);
  later(status.items.some(({ state }) => state === 'running' || state === 'preparing') ? 1500 : 4000);
};
const look = () => {
  if (document.hidden) return later(5000);
  fetch(location.pathname + '/status' + location.search, { cache: 'no-store' })
    .then((answer) => (isLater(answer) ? later(5000) : answer.ok ? answer.json().then(take) : showAnew()))
    .catch(() => later(5000)); // it is asked again
};
document.addEventListener('submit', ({ target }) => { if (target.matches('form.download')) later(1000); });
if (document.querySelector('.progress, .preparing')) later(1500);
`;
