import type { ProductTexts } from './product-texts.js';

export const fr: ProductTexts = {
  'the-book': {
    name: 'Le livre',
    teaser: 'Une année sur la côte, en douze chapitres.',
    text: [
      'Douze mois dans une petite maison au-dessus du port : les tempêtes de janvier, les premiers bateaux de mai, la longue lumière d’août, et ceux qui restent quand les visiteurs sont partis.',
      'Un EPUB sans protection contre la copie. Lisez-le sur tous vos appareils, aussi souvent que vous le souhaitez.',
    ],
    facts: [
      ['Longueur', '312 pages'],
      ['Langue', 'Anglais'],
    ],
  },
  'the-album': {
    name: 'L’album',
    teaser: 'Deux chansons pour piano et corne de brume.',
    text: [
      'Enregistré en une nuit dans l’ancienne station de sauvetage, fenêtres ouvertes. Ce que vous entendez dans la deuxième chanson, c’est vraiment la mer.',
      'Deux fichiers FLAC sans perte, chacun avec son propre téléchargement.',
    ],
    facts: [
      ['Durée', '11 minutes'],
      ['Format', 'FLAC, 24 bits'],
    ],
  },
  'the-mug': {
    name: 'La tasse',
    teaser: 'Du grès, fait pour être tenu à deux mains.',
    text: [
      'Tournée à la main dans une argile sombre et émaillée à la couleur du port à six heures du matin. Il n’y en a pas deux tout à fait pareilles.',
      'Elle contient 350 ml, tient sur une table bancale et passe au lave-vaisselle.',
    ],
    facts: [
      ['Contenance', '350 ml'],
      ['Poids', '400 g'],
    ],
  },
  'the-print': {
    name: 'L’estampe',
    teaser: 'Le phare au crépuscule, en trois couleurs.',
    text: [
      'Une sérigraphie sur un épais papier de coton, tirée à la main en une édition qui s’arrête avec l’encre. Signée au dos.',
      'Envoyée à plat, entre deux cartons.',
    ],
    facts: [
      ['Format', '30 × 40 cm'],
      ['Papier', 'Coton, 300 g'],
    ],
  },
};
