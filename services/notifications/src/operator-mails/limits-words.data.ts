import type { OperatorLanguage } from './operator-words.data.js';

/** The words of the mail about changed limits of money. `{…}` is filled in. */
interface LimitsWords {
  /** Beside the title in test mode. */
  readonly test: string;
  /** In the place of a name that is known no more. */
  readonly somebody: string;
  readonly refunds: string;
  readonly credits: string;
  readonly title: string;
  readonly says: string;
  readonly button: string;
  readonly last: string;
}

export const limitsWordsOf: Readonly<Record<OperatorLanguage, LimitsWords>> = {
  en: {
    test: 'test mode',
    somebody: 'Somebody',
    refunds: 'refunds',
    credits: 'credits',
    title: '{store}: the limits of {what} were changed',
    says: '{person} changed the settings that guard {what} of {store}, on {at}.',
    button: 'Look at the limits',
    last: 'You get this as you own {store}. If nobody of you meant this, put the limits back, and look at who works for your store.',
  },
  de: {
    test: 'Testmodus',
    somebody: 'Jemand',
    refunds: 'Erstattungen',
    credits: 'Gutschriften',
    title: '{store}: die Grenzen für {what} wurden geändert',
    says: '{person} hat am {at} die Einstellungen geändert, die {what} von {store} begrenzen.',
    button: 'Grenzen ansehen',
    last: 'Sie erhalten dies als Inhaber von {store}. Wenn das niemand von Ihnen wollte, setzen Sie die Grenzen zurück und prüfen Sie, wer für Ihren Shop arbeitet.',
  },
  es: {
    test: 'modo de prueba',
    somebody: 'Alguien',
    refunds: 'reembolsos',
    credits: 'abonos',
    title: '{store}: se han cambiado los límites de {what}',
    says: '{person} cambió el {at} los ajustes que limitan los {what} de {store}.',
    button: 'Ver los límites',
    last: 'Recibe este mensaje como propietario de {store}. Si nadie de ustedes lo quiso, restablezca los límites y revise quién trabaja para su tienda.',
  },
  fr: {
    test: 'mode test',
    somebody: 'Quelqu’un',
    refunds: 'remboursements',
    credits: 'avoirs',
    title: '{store} : les limites des {what} ont été modifiées',
    says: '{person} a modifié le {at} les réglages qui limitent les {what} de {store}.',
    button: 'Voir les limites',
    last: 'Vous recevez ce message en tant que propriétaire de {store}. Si aucun de vous ne l’a voulu, rétablissez les limites et vérifiez qui travaille pour votre boutique.',
  },
  ja: {
    test: 'テストモード',
    somebody: 'どなたか',
    refunds: '返金',
    credits: 'クレジット',
    title: '{store}:{what}の限度額が変更されました',
    says: '{at} に {person} が、{store} の{what}を制限する設定を変更しました。',
    button: '限度額を確認する',
    last: '{store} のオーナーのため、このメールをお送りしています。お心当たりがない場合は、限度額を元に戻し、ストアで働く人を確認してください。',
  },
};
