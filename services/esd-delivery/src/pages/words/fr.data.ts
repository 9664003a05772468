import type { PageWords, Sentences } from './page-words.js';

export const fr: PageWords = {
  yourDownloads: 'Vos téléchargements',
  download: 'Télécharger',
  size: 'Taille',
  availableUntil: 'Disponible jusqu’au',
  licenseKey: 'Clé de licence',
  licenseKeys: 'Clés de licence',
  checksum: 'Somme de contrôle',
  checksumNote: 'Pour comparer le fichier avec celui que la boutique a vendu : son SHA-256.',
  leftOne: 'Ce lien permet un téléchargement complet.',
  leftMany: 'Ce lien permet {count} téléchargements complets.',
  goOn: 'S’il s’interrompt, rouvrez cette page et continuez.',
  preparing: 'Votre exemplaire personnel est en préparation. Cela prend un instant.',
  unprepared: 'Votre exemplaire personnel n’a pas pu être préparé. Adressez-vous à la boutique : elle peut vous aider.',
  ready: 'Prêt à être téléchargé',
  running: 'En cours de téléchargement : {sent} sur {size}',
  interrupted: 'Interrompu : {sent} sur {size} ont été envoyés',
  interruptedHint:
    'Reprenez-le dans la liste des téléchargements de votre navigateur. Si cela ne marche pas, appuyez sur le bouton pour tout télécharger à nouveau.',
  newer: 'La boutique a une version plus récente de ce fichier : le bouton télécharge celle-ci.',
  sent: 'Envoyé : dites-nous s’il est bien arrivé',
  question: 'Le fichier entier vous a été envoyé. Est-il arrivé ?',
  yes: 'Oui, je l’ai',
  ifNot: 'Sinon, téléchargez-le à nouveau :',
  downloaded: 'Téléchargé',
  downloadedAt: 'Téléchargé le {time}',
  refunded: 'Remboursé',
  refundedAt: 'Remboursé le {time}',
  expired: 'Disponible jusqu’au {time} : expiré',
  alsoInOrder: 'Également dans cette commande',
  othersAreInReceipt: 'Pour les télécharger, utilisez leurs liens dans votre reçu.',
  inThisOrder: 'Dans cette commande',
  parcels: 'Vos colis',
  shippedWith: 'En route avec {carrier}',
  trackingNumber: 'Numéro de suivi : {number}',
  track: 'Suivre le colis',
  order: 'Commande {order}',
  askShop: 'Une question ? Adressez-vous à {seller} en indiquant votre commande.',
  askAt: 'Une question ? Adressez-vous à {seller} en indiquant votre commande :',
  test: 'Cette commande est un test : aucun argent n’a circulé.',
  languages: 'Langue',
  failed: ['Cela n’a pas fonctionné', 'Veuillez réessayer dans une minute.'],
};

export const frSentences: Sentences = {
  not_found: ['Ce téléchargement n’existe pas', 'Vérifiez le lien de votre reçu : il a peut-être été coupé.'],
  already_downloaded: [
    'Déjà téléchargé',
    'Ce fichier a été téléchargé en entier. La boutique qui l’a vendu peut vous donner un nouveau lien.',
  ],
  access_closed: [
    'Tous les téléchargements sont faits',
    'Tous les fichiers de cette commande ont été téléchargés en entier. La boutique qui les a vendus peut vous donner de nouveaux liens.',
  ],
  access_revoked: [
    'Cet achat a été remboursé',
    'Le remboursement a mis fin au téléchargement. La boutique qui a vendu le fichier peut vous en dire plus.',
  ],
  link_expired: ['Ce lien a expiré', 'La boutique qui a vendu le fichier peut vous donner un nouveau lien.'],
  link_replaced: ['Ce lien a été remplacé', 'Utilisez le lien du dernier message de la boutique.'],
  not_arrived: [
    'Tout n’a pas encore été envoyé',
    'Une partie du fichier ne vous a pas encore été envoyée. Revenez en arrière et téléchargez-le.',
  ],
  being_prepared: [
    'Un instant, s’il vous plaît',
    'Votre exemplaire personnel de ce fichier est en préparation. Réessayez dans quelques secondes.',
  ],
  preparation_failed: [
    'Votre exemplaire n’a pas pu être préparé',
    'La boutique qui a vendu le fichier peut vous aider. Indiquez votre commande.',
  ],
  too_many_parallel: ['Un instant, s’il vous plaît', 'Ce fichier est déjà en cours de téléchargement. Réessayez ensuite.'],
  too_many_bytes: [
    'Téléchargé trop souvent',
    'Ce fichier a été demandé plusieurs fois sans arriver en entier. La boutique qui l’a vendu peut vous donner un nouveau lien.',
  ],
  too_many_requests: ['Un instant, s’il vous plaît', 'Trop de demandes viennent de votre adresse. Réessayez dans une minute.'],
  temporarily_unavailable: [
    'Un instant, s’il vous plaît',
    'Le téléchargement n’est pas disponible pour le moment. Réessayez dans une minute.',
  ],
  method_not_allowed: [
    'Rien n’a été modifié',
    'Cette adresse n’accepte pas ce genre de demande, ni maintenant ni plus tard. Ouvrez le lien de votre reçu.',
  ],
  precondition_failed: ['Une autre version', 'Le fichier n’est pas la version demandée. Téléchargez-le depuis le début.'],
  range_not_satisfiable: [
    'Cette partie n’existe pas',
    'Le fichier se termine avant la partie demandée. Téléchargez-le depuis le début.',
  ],
};
