/** What a merchant's page includes: it puts the payment page of a session into a frame, gives it the height that it asks for, and hears of its end:
 *  `paid`, or before that `processing` where the order is held or slow, each once. It is told nothing of what is typed there, and listens to
 *  nobody but that frame. `title` is the frame's name for whoever does not see it, in the language of the page around. */
export const fieldsScript = `(() => {
  const own = new URL(document.currentScript.src).origin;
  const embed = (place, { url, title = 'Payment', onDone = ({ url }) => location.assign(url) }) => {
    const address = new URL(url);
    if (address.origin !== own) throw new Error('Tollgate.embed: the url is not one of ' + own);
    address.pathname += '/fields';
    address.searchParams.set('origin', location.origin);
    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = title;
    frame.style.cssText = 'display:block;width:100%;height:40rem;border:0';
    let told = '';
    const listen = ({ origin, source, data }) => {
      if (origin !== own || source !== frame.contentWindow) return;
      if (data?.tollgate === 'height') frame.style.height = Number(data.height) + 'px';
      if (data?.tollgate !== 'done' || data.status === told) return;
      told = data.status;
      onDone({ session: data.session, order: data.order, status: told, url: data.url });
    };
    addEventListener('message', listen);
    (typeof place === 'string' ? document.querySelector(place) : place).append(frame);
    return {
      remove() {
        removeEventListener('message', listen);
        frame.remove();
      },
    };
  };
  globalThis.Tollgate = { ...globalThis.Tollgate, embed };
})();
`;
