import type { ProductTexts } from './product-texts.js';

export const de: ProductTexts = {
  'the-book': {
    name: 'Das Buch',
    teaser: 'Ein Jahr an der Küste, in zwölf Kapiteln.',
    text: [
      'Zwölf Monate in einem Häuschen über dem Hafen: die Stürme im Januar, die ersten Boote im Mai, das lange Licht im August und die Menschen, die bleiben, wenn die Gäste abgereist sind.',
      'Ein EPUB ohne Kopierschutz. Lesen Sie es auf jedem Ihrer Geräte, so oft Sie möchten.',
    ],
    facts: [
      ['Umfang', '312 Seiten'],
      ['Sprache', 'Englisch'],
    ],
  },
  'the-album': {
    name: 'Das Album',
    teaser: 'Zwei Lieder für Klavier und Nebelhorn.',
    text: [
      'In einer einzigen Nacht in der alten Rettungsstation aufgenommen, bei offenen Fenstern. Was Sie im zweiten Lied hören, ist wirklich das Meer.',
      'Zwei verlustfreie FLAC-Dateien, jede ein eigener Download.',
    ],
    facts: [
      ['Spieldauer', '11 Minuten'],
      ['Format', 'FLAC, 24 Bit'],
    ],
  },
  'the-mug': {
    name: 'Der Becher',
    teaser: 'Steinzeug, gemacht für beide Hände.',
    text: [
      'Von Hand aus dunklem Ton gedreht und glasiert in der Farbe des Hafens um sechs Uhr morgens. Keiner gleicht ganz dem anderen.',
      'Er fasst 350 ml, steht sicher auf einem wackligen Tisch und darf in die Spülmaschine.',
    ],
    facts: [
      ['Inhalt', '350 ml'],
      ['Gewicht', '400 g'],
    ],
  },
  'the-print': {
    name: 'Der Druck',
    teaser: 'Der Leuchtturm in der Dämmerung, in drei Farben.',
    text: [
      'Ein Siebdruck auf schwerem Baumwollpapier, von Hand gezogen, in einer Auflage, die mit der Farbe endet. Auf der Rückseite signiert.',
      'Wird flach verschickt, zwischen zwei Pappen.',
    ],
    facts: [
      ['Format', '30 × 40 cm'],
      ['Papier', 'Baumwolle, 300 g'],
    ],
  },
};
