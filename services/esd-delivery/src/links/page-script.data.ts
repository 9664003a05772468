/** While a download that the page's button began runs, the page asks itself now and then what it would show, and shows it: that the file is there,
 *  or the question whether it is. Without scripts the customer opens the link again. */
export const script = `
document.querySelector('form.download')?.addEventListener('submit', () => {
  let left = 720;
  const show = (answer, text) => {
    const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    const shown = document.querySelector('main');
    if (main === null || main.dataset.state === shown.dataset.state) return;
    shown.replaceWith(document.adoptNode(main));
    if (answer.status !== 200) clearInterval(timer);
  };
  const look = () => {
    if (left-- === 0) clearInterval(timer);
    fetch(location.pathname, { cache: 'no-store' })
      .then((answer) => (answer.status === 429 || answer.status >= 500 ? undefined : answer.text().then((text) => show(answer, text))))
      .catch(() => undefined); // it is asked again
  };
  const timer = setInterval(look, 5000);
});
`;
