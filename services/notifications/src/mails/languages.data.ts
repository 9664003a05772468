import { type Marks, marksOf } from '../wording/marks.data.js';

/** The words of a mail. `{…}` is filled in. */
interface Sentences {
  readonly receiptSubject: string;
  readonly refundSubject: string;
  readonly creditSubject: string;
  readonly linksSubject: string;
  readonly receiptTitle: string;
  readonly refundTitle: string;
  readonly creditTitle: string;
  readonly linksTitle: string;
  readonly hello: string;
  readonly helloName: string;
  readonly thanks: string;
  readonly refundIntro: string;
  readonly creditIntro: string;
  readonly linksIntro: string;
  readonly order: string;
  readonly date: string;
  readonly seller: string;
  readonly soldBy: string;
  readonly subtotal: string;
  readonly shipping: string;
  readonly tax: string;
  readonly total: string;
  readonly chargedTo: string;
  readonly refundedTo: string;
  readonly creditedTo: string;
  readonly creditFor: string;
  readonly cardEnding: string;
  readonly card: string;
  readonly downloads: string;
  readonly allDownloads: string;
  readonly linksUntil: string;
  readonly licenseKeys: string;
  /** Where there are more than a mail should show: they are attached, and a link to them follows. */
  readonly allKeys: string;
  readonly shipsTo: string;
  readonly shippedSubject: string;
  /** In place of the thanks. */
  readonly shippedIntro: string;
  readonly shippedWith: string;
  readonly trackingNumber: string;
  readonly track: string;
  readonly reason: string;
  readonly accessEnds: string;
  readonly questions: string;
  readonly questionsTo: string;
  readonly test: string;
}

export type Words = Sentences & Marks;

const en: Sentences = {
  receiptSubject: 'Your receipt for order {order}',
  refundSubject: 'Your refund for order {order}',
  creditSubject: 'A credit from {seller}',
  linksSubject: 'Your new download links for order {order}',
  receiptTitle: 'Your receipt',
  refundTitle: 'Your refund',
  creditTitle: 'Your credit',
  linksTitle: 'Your new download links',
  hello: 'Hello,',
  helloName: 'Hello {name},',
  thanks: 'thank you for your order. This is your receipt.',
  refundIntro: 'this is to tell you of a refund.',
  creditIntro: 'this is to tell you of a credit to your card.',
  linksIntro: 'here are new links for your downloads. Older links to these files no longer work.',
  order: 'Order',
  date: 'Date',
  seller: 'Seller',
  soldBy: 'sold by {seller}',
  subtotal: 'Subtotal',
  shipping: 'Shipping',
  tax: 'Tax',
  total: 'Total',
  chargedTo: 'Charged to {card}',
  refundedTo: 'Refunded to {card}',
  creditedTo: 'Credited to {card}',
  creditFor: 'For',
  cardEnding: '{brand} ending in {last4}',
  card: 'Card',
  downloads: 'Your downloads',
  allDownloads: 'All downloads on one page',
  linksUntil: 'The links are good until {until}.',
  licenseKeys: 'Your license keys',
  allKeys: 'All {count} keys are in the attached file {file}, and here until the link ends:',
  shipsTo: 'Ships to',
  shippedSubject: 'Your order {order} is on its way',
  shippedIntro: 'your order is on its way. This is your receipt.',
  shippedWith: 'On its way with {carrier}',
  trackingNumber: 'Tracking number: {number}',
  track: 'Follow your parcel',
  reason: 'Reason',
  accessEnds: 'Downloads of what was refunded have ended.',
  questions: 'Questions about your order? Please ask {seller}.',
  questionsTo: 'Questions about your order? {support}',
  test: 'This was a test: no money moved.',
};

const de: Sentences = {
  receiptSubject: 'Ihr Beleg zur Bestellung {order}',
  refundSubject: 'Ihre Erstattung zur Bestellung {order}',
  creditSubject: 'Eine Gutschrift von {seller}',
  linksSubject: 'Ihre neuen Download-Links zur Bestellung {order}',
  receiptTitle: 'Ihr Beleg',
  refundTitle: 'Ihre Erstattung',
  creditTitle: 'Ihre Gutschrift',
  linksTitle: 'Ihre neuen Download-Links',
  hello: 'Guten Tag,',
  helloName: 'Guten Tag {name},',
  thanks: 'vielen Dank für Ihre Bestellung. Dies ist Ihr Beleg.',
  refundIntro: 'wir haben Ihnen etwas erstattet.',
  creditIntro: 'wir haben Ihrer Karte etwas gutgeschrieben.',
  linksIntro: 'hier sind neue Links für Ihre Downloads. Ältere Links zu diesen Dateien gelten nicht mehr.',
  order: 'Bestellung',
  date: 'Datum',
  seller: 'Verkäufer',
  soldBy: 'verkauft von {seller}',
  subtotal: 'Zwischensumme',
  shipping: 'Versand',
  tax: 'Steuer',
  total: 'Gesamt',
  chargedTo: 'Belastet: {card}',
  refundedTo: 'Erstattet auf: {card}',
  creditedTo: 'Gutgeschrieben auf: {card}',
  creditFor: 'Für',
  cardEnding: '{brand} mit Endziffern {last4}',
  card: 'Karte',
  downloads: 'Ihre Downloads',
  allDownloads: 'Alle Downloads auf einer Seite',
  linksUntil: 'Die Links gelten bis {until}.',
  licenseKeys: 'Ihre Lizenzschlüssel',
  allKeys: 'Alle {count} Schlüssel stehen in der angehängten Datei {file} und, solange der Link gilt, hier:',
  shipsTo: 'Lieferung an',
  shippedSubject: 'Ihre Bestellung {order} ist unterwegs',
  shippedIntro: 'Ihre Bestellung ist unterwegs. Dies ist Ihr Beleg.',
  shippedWith: 'Unterwegs mit {carrier}',
  trackingNumber: 'Sendungsnummer: {number}',
  track: 'Sendung verfolgen',
  reason: 'Grund',
  accessEnds: 'Downloads der erstatteten Artikel sind beendet.',
  questions: 'Fragen zu Ihrer Bestellung? Bitte wenden Sie sich an {seller}.',
  questionsTo: 'Fragen zu Ihrer Bestellung? {support}',
  test: 'Dies war ein Test: Es ist kein Geld geflossen.',
};

const es: Sentences = {
  receiptSubject: 'Su recibo del pedido {order}',
  refundSubject: 'Su reembolso del pedido {order}',
  creditSubject: 'Un abono de {seller}',
  linksSubject: 'Sus nuevos enlaces de descarga del pedido {order}',
  receiptTitle: 'Su recibo',
  refundTitle: 'Su reembolso',
  creditTitle: 'Su abono',
  linksTitle: 'Sus nuevos enlaces de descarga',
  hello: 'Hola:',
  helloName: 'Hola, {name}:',
  thanks: 'gracias por su pedido. Este es su recibo.',
  refundIntro: 'le informamos de un reembolso.',
  creditIntro: 'le informamos de un abono en su tarjeta.',
  linksIntro: 'estos son los nuevos enlaces de sus descargas. Los enlaces anteriores a estos archivos ya no sirven.',
  order: 'Pedido',
  date: 'Fecha',
  seller: 'Vendedor',
  soldBy: 'vendido por {seller}',
  subtotal: 'Subtotal',
  shipping: 'Envío',
  tax: 'Impuesto',
  total: 'Total',
  chargedTo: 'Cargado a {card}',
  refundedTo: 'Reembolsado a {card}',
  creditedTo: 'Abonado en {card}',
  creditFor: 'Concepto',
  cardEnding: '{brand} terminada en {last4}',
  card: 'Tarjeta',
  downloads: 'Sus descargas',
  allDownloads: 'Todas las descargas en una página',
  linksUntil: 'Los enlaces son válidos hasta {until}.',
  licenseKeys: 'Sus claves de licencia',
  allKeys: 'Las {count} claves están en el archivo adjunto {file} y, mientras el enlace sea válido, aquí:',
  shipsTo: 'Se envía a',
  shippedSubject: 'Su pedido {order} está en camino',
  shippedIntro: 'su pedido está en camino. Este es su recibo.',
  shippedWith: 'En camino con {carrier}',
  trackingNumber: 'Número de seguimiento: {number}',
  track: 'Seguir el paquete',
  reason: 'Motivo',
  accessEnds: 'Las descargas de lo reembolsado han terminado.',
  questions: '¿Preguntas sobre su pedido? Consulte a {seller}.',
  questionsTo: '¿Preguntas sobre su pedido? {support}',
  test: 'Esto fue una prueba: no se movió dinero.',
};

const fr: Sentences = {
  receiptSubject: 'Votre reçu pour la commande {order}',
  refundSubject: 'Votre remboursement pour la commande {order}',
  creditSubject: 'Un crédit de {seller}',
  linksSubject: 'Vos nouveaux liens de téléchargement pour la commande {order}',
  receiptTitle: 'Votre reçu',
  refundTitle: 'Votre remboursement',
  creditTitle: 'Votre crédit',
  linksTitle: 'Vos nouveaux liens de téléchargement',
  hello: 'Bonjour,',
  helloName: 'Bonjour {name},',
  thanks: 'merci pour votre commande. Voici votre reçu.',
  refundIntro: 'nous vous informons d’un remboursement.',
  creditIntro: 'nous vous informons d’un crédit sur votre carte.',
  linksIntro: 'voici de nouveaux liens pour vos téléchargements. Les anciens liens vers ces fichiers ne fonctionnent plus.',
  order: 'Commande',
  date: 'Date',
  seller: 'Vendeur',
  soldBy: 'vendu par {seller}',
  subtotal: 'Sous-total',
  shipping: 'Livraison',
  tax: 'Taxe',
  total: 'Total',
  chargedTo: 'Débité sur {card}',
  refundedTo: 'Remboursé sur {card}',
  creditedTo: 'Crédité sur {card}',
  creditFor: 'Objet',
  cardEnding: '{brand} se terminant par {last4}',
  card: 'Carte',
  downloads: 'Vos téléchargements',
  allDownloads: 'Tous les téléchargements sur une page',
  linksUntil: 'Les liens sont valables jusqu’au {until}.',
  licenseKeys: 'Vos clés de licence',
  allKeys: 'Les {count} clés figurent dans le fichier joint {file} et, tant que le lien est valable, ici\u00a0:',
  shipsTo: 'Livré à',
  shippedSubject: 'Votre commande {order} est en route',
  shippedIntro: 'votre commande est en route. Voici votre reçu.',
  shippedWith: 'En route avec {carrier}',
  trackingNumber: 'Numéro de suivi\u00a0: {number}',
  track: 'Suivre le colis',
  reason: 'Motif',
  accessEnds: 'Les téléchargements des articles remboursés ont pris fin.',
  questions: 'Des questions sur votre commande\u202f? Adressez-vous à {seller}.',
  questionsTo: 'Des questions sur votre commande\u202f? {support}',
  test: 'Ceci était un test\u00a0: aucun argent n’a circulé.',
};

const ja: Sentences = {
  receiptSubject: 'ご注文 {order} の領収書',
  refundSubject: 'ご注文 {order} の返金のお知らせ',
  creditSubject: '{seller} からの入金のお知らせ',
  linksSubject: 'ご注文 {order} の新しいダウンロードリンク',
  receiptTitle: '領収書',
  refundTitle: '返金のお知らせ',
  creditTitle: '入金のお知らせ',
  linksTitle: '新しいダウンロードリンク',
  hello: 'お客様',
  helloName: '{name} 様',
  thanks: 'ご注文ありがとうございます。こちらが領収書です。',
  refundIntro: '返金いたしましたのでお知らせします。',
  creditIntro: 'カードに入金いたしましたのでお知らせします。',
  linksIntro: 'ダウンロード用の新しいリンクをお送りします。これらのファイルの以前のリンクは使えなくなりました。',
  order: '注文',
  date: '日付',
  seller: '販売者',
  soldBy: '販売者: {seller}',
  subtotal: '小計',
  shipping: '送料',
  tax: '税',
  total: '合計',
  chargedTo: 'お支払い: {card}',
  refundedTo: '返金先: {card}',
  creditedTo: '入金先: {card}',
  creditFor: '内容',
  cardEnding: '{brand} 末尾 {last4}',
  card: 'カード',
  downloads: 'ダウンロード',
  allDownloads: 'すべてのダウンロードを 1 ページで見る',
  linksUntil: 'リンクの有効期限: {until}',
  licenseKeys: 'ライセンスキー',
  allKeys: '全 {count} 件のキーは添付ファイル {file} にあります。リンクの有効期限までは、こちらでもご覧いただけます:',
  shipsTo: 'お届け先',
  shippedSubject: 'ご注文 {order} を発送しました',
  shippedIntro: 'ご注文の商品を発送しました。こちらは領収書です。',
  shippedWith: '配送業者: {carrier}',
  trackingNumber: '追跡番号: {number}',
  track: '荷物を追跡する',
  reason: '理由',
  accessEnds: '返金された商品のダウンロードは終了しました。',
  questions: 'ご注文に関するお問い合わせは {seller} までお願いします。',
  questionsTo: 'ご注文に関するお問い合わせ: {support}',
  test: 'これはテストです。実際の支払いはありません。',
};

export const languages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

export const wordsOf: Readonly<Record<Language, Words>> = {
  en: { ...en, ...marksOf.en },
  de: { ...de, ...marksOf.de },
  es: { ...es, ...marksOf.es },
  fr: { ...fr, ...marksOf.fr },
  ja: { ...ja, ...marksOf.ja },
};
