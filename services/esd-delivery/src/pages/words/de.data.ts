import type { PageWords, Sentences } from './page-words.js';

export const de: PageWords = {
  yourDownloads: 'Ihre Downloads',
  download: 'Herunterladen',
  size: 'Größe',
  availableUntil: 'Verfügbar bis',
  licenseKey: 'Lizenzschlüssel',
  licenseKeys: 'Lizenzschlüssel',
  checksum: 'Prüfsumme',
  checksumNote: 'Für alle, die die Datei mit der verkauften vergleichen möchten: ihre SHA-256.',
  leftOne: 'Dieser Link gilt für einen vollständigen Download.',
  leftMany: 'Dieser Link gilt für {count} vollständige Downloads.',
  goOn: 'Bricht er ab, öffnen Sie diese Seite erneut und setzen Sie ihn fort.',
  preparing: 'Ihr persönliches Exemplar wird vorbereitet. Das dauert einen Moment.',
  unprepared: 'Ihr persönliches Exemplar konnte nicht erstellt werden. Bitte wenden Sie sich an den Shop: Er kann Ihnen helfen.',
  ready: 'Bereit zum Herunterladen',
  running: 'Wird heruntergeladen: {sent} von {size}',
  interrupted: 'Unterbrochen: {sent} von {size} wurden gesendet',
  interruptedHint:
    'Setzen Sie den Download in der Downloadliste Ihres Browsers fort. Gelingt das nicht, laden Sie die Datei mit der Schaltfläche von vorn herunter.',
  newer: 'Der Shop hat eine neuere Version dieser Datei: Die Schaltfläche lädt diese herunter.',
  sent: 'An Sie gesendet: Bitte sagen Sie uns, ob die Datei angekommen ist',
  question: 'Die ganze Datei wurde an Sie gesendet. Ist sie angekommen?',
  yes: 'Ja, ich habe sie',
  ifNot: 'Falls nicht, laden Sie sie noch einmal herunter:',
  downloaded: 'Heruntergeladen',
  downloadedAt: 'Heruntergeladen am {time}',
  refunded: 'Erstattet',
  refundedAt: 'Erstattet am {time}',
  expired: 'Verfügbar bis {time}: abgelaufen',
  alsoInOrder: 'Ebenfalls in dieser Bestellung',
  othersAreInReceipt: 'Um diese herunterzuladen, verwenden Sie ihre Links in Ihrem Beleg.',
  inThisOrder: 'In dieser Bestellung',
  parcels: 'Ihre Pakete',
  shippedWith: 'Unterwegs mit {carrier}',
  trackingNumber: 'Sendungsnummer: {number}',
  track: 'Sendung verfolgen',
  order: 'Bestellung {order}',
  askShop: 'Fragen? Bitte wenden Sie sich an {seller} und nennen Sie Ihre Bestellung.',
  askAt: 'Fragen? Wenden Sie sich an {seller} und nennen Sie Ihre Bestellung:',
  test: 'Diese Bestellung ist ein Test: Es ist kein Geld geflossen.',
  languages: 'Sprache',
  failed: ['Das hat nicht funktioniert', 'Bitte versuchen Sie es in einer Minute noch einmal.'],
};

export const deSentences: Sentences = {
  not_found: ['Diesen Download gibt es nicht', 'Bitte prüfen Sie den Link in Ihrem Beleg: Vielleicht wurde er abgeschnitten.'],
  already_downloaded: [
    'Bereits heruntergeladen',
    'Diese Datei wurde vollständig heruntergeladen. Der Shop, der sie verkauft hat, kann Ihnen einen neuen Link geben.',
  ],
  access_closed: [
    'Alle Downloads sind erledigt',
    'Jede Datei dieser Bestellung wurde vollständig heruntergeladen. Der Shop, der sie verkauft hat, kann Ihnen neue Links geben.',
  ],
  access_revoked: [
    'Dieser Kauf wurde erstattet',
    'Mit der Erstattung ist der Download beendet. Der Shop, der die Datei verkauft hat, kann Ihnen mehr dazu sagen.',
  ],
  link_expired: ['Dieser Link ist abgelaufen', 'Der Shop, der die Datei verkauft hat, kann Ihnen einen neuen Link geben.'],
  link_replaced: ['Dieser Link wurde ersetzt', 'Bitte verwenden Sie den Link in der neuesten Nachricht des Shops.'],
  not_arrived: [
    'Noch nicht alles gesendet',
    'Ein Teil der Datei wurde noch nicht an Sie gesendet. Bitte gehen Sie zurück und laden Sie sie herunter.',
  ],
  being_prepared: [
    'Einen Moment, bitte',
    'Ihr persönliches Exemplar dieser Datei wird vorbereitet. Bitte versuchen Sie es in ein paar Sekunden noch einmal.',
  ],
  preparation_failed: [
    'Ihr Exemplar konnte nicht erstellt werden',
    'Der Shop, der die Datei verkauft hat, kann Ihnen helfen. Bitte nennen Sie Ihre Bestellung.',
  ],
  too_many_parallel: [
    'Einen Moment, bitte',
    'Diese Datei wird gerade heruntergeladen. Bitte versuchen Sie es danach noch einmal.',
  ],
  too_many_bytes: [
    'Zu oft heruntergeladen',
    'Diese Datei wurde mehrmals abgerufen, ohne ganz anzukommen. Der Shop, der sie verkauft hat, kann Ihnen einen neuen Link geben.',
  ],
  too_many_requests: [
    'Einen Moment, bitte',
    'Von Ihrer Adresse kommen zu viele Anfragen. Bitte versuchen Sie es in einer Minute noch einmal.',
  ],
  temporarily_unavailable: [
    'Einen Moment, bitte',
    'Der Download ist gerade nicht verfügbar. Bitte versuchen Sie es in einer Minute noch einmal.',
  ],
  method_not_allowed: [
    'Nichts wurde geändert',
    'Diese Adresse nimmt eine solche Anfrage nicht an, weder jetzt noch später. Bitte öffnen Sie den Link in Ihrem Beleg.',
  ],
  precondition_failed: [
    'Eine andere Version',
    'Die Datei ist nicht die verlangte Version. Bitte laden Sie sie von vorn herunter.',
  ],
  range_not_satisfiable: [
    'Diesen Teil gibt es nicht',
    'Die Datei endet vor dem verlangten Teil. Bitte laden Sie sie von vorn herunter.',
  ],
};
