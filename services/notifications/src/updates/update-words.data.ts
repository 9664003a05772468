import type { Language } from '../mails/languages.data.js';

/** The words of the mail that tells of newer versions. `{…}` is filled in. */
export interface UpdateWords {
  readonly subject: string;
  readonly title: string;
  readonly intro: string;
  readonly version: string;
  /** That older copies stay what they are, and what the links bring. */
  readonly links: string;
  /** Why they are written to. */
  readonly why: string;
}

const en: UpdateWords = {
  subject: 'A newer version of your download, order {order}',
  title: 'A newer version is there',
  intro: 'there is a newer version of what you bought:',
  version: 'version {version}',
  links:
    'Your links bring the newest version as long as they are open. A download that has begun goes on with the version that it began with.',
  why: 'You get this message because you bought this from {seller} and your download is still open. It comes once for each version.',
};

const de: UpdateWords = {
  subject: 'Eine neuere Version Ihres Downloads, Bestellung {order}',
  title: 'Eine neuere Version ist da',
  intro: 'von dem, was Sie gekauft haben, gibt es eine neuere Version:',
  version: 'Version {version}',
  links:
    'Ihre Links liefern die neueste Version, solange sie offen sind. Ein begonnener Download wird mit der Version fortgesetzt, mit der er begonnen hat.',
  why: 'Sie erhalten diese Nachricht, weil Sie dies bei {seller} gekauft haben und Ihr Download noch offen ist. Sie kommt einmal je Version.',
};

const es: UpdateWords = {
  subject: 'Una versión más reciente de su descarga, pedido {order}',
  title: 'Hay una versión más reciente',
  intro: 'hay una versión más reciente de lo que compró:',
  version: 'versión {version}',
  links:
    'Sus enlaces entregan la versión más reciente mientras estén abiertos. Una descarga empezada continúa con la versión con la que empezó.',
  why: 'Recibe este mensaje porque compró esto a {seller} y su descarga sigue abierta. Llega una vez por versión.',
};

const fr: UpdateWords = {
  subject: 'Une version plus récente de votre téléchargement, commande {order}',
  title: 'Une version plus récente est là',
  intro: 'il existe une version plus récente de ce que vous avez acheté\u00a0:',
  version: 'version {version}',
  links:
    'Vos liens donnent la version la plus récente tant qu’ils sont ouverts. Un téléchargement commencé continue avec la version du début.',
  why: 'Vous recevez ce message parce que vous avez acheté ceci chez {seller} et que votre téléchargement est encore ouvert. Il est envoyé une fois par version.',
};

const ja: UpdateWords = {
  subject: 'ダウンロード商品の新しいバージョンのお知らせ（ご注文 {order}）',
  title: '新しいバージョンのお知らせ',
  intro: 'ご購入いただいた商品に新しいバージョンがあります。',
  version: 'バージョン {version}',
  links: '有効期間中は、リンクから最新バージョンをダウンロードできます。始まったダウンロードは同じバージョンで続きます。',
  why: '{seller} でご購入いただき、ダウンロードがまだ可能なため、このメールをお送りしています。バージョンごとに一度だけ届きます。',
};

export const updateWordsOf: Readonly<Record<Language, UpdateWords>> = { en, de, es, fr, ja };
