/** While a download that the page's button began runs, the page asks itself now and then what it would show, and shows it: that the file is there, or
 *  the question whether it is. Without scripts the customer opens the link again. */
export const script = `
document.querySelector('form.download')?.addEventListener('submit', () => {
  let left = 720;
  const timer = setInterval(async () => {
    if (left-- === 0) clearInterval(timer);
    const answer = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined);
    if (answer === undefined || answer.status === 429 || answer.status >= 500) return;
    const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const shown = document.querySelector('main');
    if (main === null || main.dataset.state === shown.dataset.state) return;
    shown.replaceWith(document.adoptNode(main));
    if (answer.status !== 200) clearInterval(timer);
  }, 5000);
});
`;
