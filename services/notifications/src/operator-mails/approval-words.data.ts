import type { OperatorLanguage } from './operator-words.data.js';

interface Said {
  readonly title: string;
  readonly says: string;
  readonly button: string;
  readonly last: string;
}

/** The words of the mails about refunds that want a second person. `{…}` is filled in. */
export interface ApprovalWords {
  /** Beside the title in test mode. */
  readonly test: string;
  /** In the place of a person's name. */
  readonly apiKey: string;
  readonly until: string;
  readonly waiting: Said;
  readonly approved: Said;
  readonly rejected: Said;
}

export const approvalWordsOf: Readonly<Record<OperatorLanguage, ApprovalWords>> = {
  en: {
    test: 'test mode',
    apiKey: 'An API key',
    until: 'It can be approved until {until}.',
    waiting: {
      title: '{store}: a refund waits for a second person',
      says: '{person} asks to give back {amount} of order {order}. It goes back once somebody else approves it: you, or another one of {store} who may.',
      button: 'Look at what waits',
      last: 'You get this as you may approve refunds of {store}.',
    },
    approved: {
      title: '{store}: your refund was approved',
      says: '{person} approved that {amount} of order {order} is given back. The order shows what became of it.',
      button: 'Look at the order',
      last: 'You get this as you asked for the refund.',
    },
    rejected: {
      title: '{store}: your refund was rejected',
      says: '{person} rejected that {amount} of order {order} is given back. Nothing went back.',
      button: 'Look at the order',
      last: 'You get this as you asked for the refund.',
    },
  },
  de: {
    test: 'Testmodus',
    apiKey: 'Ein API-Schlüssel',
    until: 'Sie kann bis {until} freigegeben werden.',
    waiting: {
      title: '{store}: eine Erstattung wartet auf eine zweite Person',
      says: '{person} möchte {amount} zur Bestellung {order} erstatten. Das Geld geht zurück, sobald jemand anderes zustimmt: Sie oder eine andere berechtigte Person von {store}.',
      button: 'Wartende Erstattungen ansehen',
      last: 'Sie erhalten dies, weil Sie Erstattungen von {store} freigeben dürfen.',
    },
    approved: {
      title: '{store}: Ihre Erstattung wurde freigegeben',
      says: '{person} hat freigegeben, dass {amount} zur Bestellung {order} erstattet werden. Was daraus wurde, zeigt die Bestellung.',
      button: 'Bestellung ansehen',
      last: 'Sie erhalten dies, weil Sie die Erstattung angefordert haben.',
    },
    rejected: {
      title: '{store}: Ihre Erstattung wurde abgelehnt',
      says: '{person} hat abgelehnt, dass {amount} zur Bestellung {order} erstattet werden. Es ging kein Geld zurück.',
      button: 'Bestellung ansehen',
      last: 'Sie erhalten dies, weil Sie die Erstattung angefordert haben.',
    },
  },
  es: {
    test: 'modo de prueba',
    apiKey: 'Una clave de API',
    until: 'Puede aprobarse hasta el {until}.',
    waiting: {
      title: '{store}: un reembolso espera a una segunda persona',
      says: '{person} pide reembolsar {amount} del pedido {order}. El dinero se devuelve cuando otra persona lo apruebe: usted u otra de {store} con permiso.',
      button: 'Ver lo que espera',
      last: 'Recibe este mensaje porque puede aprobar reembolsos de {store}.',
    },
    approved: {
      title: '{store}: su reembolso fue aprobado',
      says: '{person} aprobó que se reembolsen {amount} del pedido {order}. El pedido muestra qué ha sido de ello.',
      button: 'Ver el pedido',
      last: 'Recibe este mensaje porque usted pidió el reembolso.',
    },
    rejected: {
      title: '{store}: su reembolso fue rechazado',
      says: '{person} rechazó que se reembolsen {amount} del pedido {order}. No se devolvió nada.',
      button: 'Ver el pedido',
      last: 'Recibe este mensaje porque usted pidió el reembolso.',
    },
  },
  fr: {
    test: 'mode test',
    apiKey: 'Une clé API',
    until: 'Il peut être approuvé jusqu’au {until}.',
    waiting: {
      title: '{store} : un remboursement attend une seconde personne',
      says: '{person} demande à rembourser {amount} de la commande {order}. L’argent est rendu dès que quelqu’un d’autre l’approuve : vous, ou une autre personne de {store} qui en a le droit.',
      button: 'Voir ce qui attend',
      last: 'Vous recevez ce message car vous pouvez approuver les remboursements de {store}.',
    },
    approved: {
      title: '{store} : votre remboursement a été approuvé',
      says: '{person} a approuvé le remboursement de {amount} de la commande {order}. La commande montre ce qu’il en est advenu.',
      button: 'Voir la commande',
      last: 'Vous recevez ce message car vous avez demandé ce remboursement.',
    },
    rejected: {
      title: '{store} : votre remboursement a été refusé',
      says: '{person} a refusé le remboursement de {amount} de la commande {order}. Rien n’a été rendu.',
      button: 'Voir la commande',
      last: 'Vous recevez ce message car vous avez demandé ce remboursement.',
    },
  },
  ja: {
    test: 'テストモード',
    apiKey: 'API キー',
    until: '{until} まで承認できます。',
    waiting: {
      title: '{store}:返金が別の担当者の承認を待っています',
      says: '{person} から、注文 {order} の {amount} の返金が申請されました。あなた、または権限を持つ {store} の別の担当者が承認すると返金されます。',
      button: '承認待ちを確認する',
      last: '{store} の返金を承認する権限をお持ちのため、このメールをお送りしています。',
    },
    approved: {
      title: '{store}:返金が承認されました',
      says: '{person} が、注文 {order} の {amount} の返金を承認しました。その後の経過は注文のページで確認できます。',
      button: '注文を確認する',
      last: 'この返金を申請されたため、このメールをお送りしています。',
    },
    rejected: {
      title: '{store}:返金が却下されました',
      says: '{person} が、注文 {order} の {amount} の返金を却下しました。返金は行われていません。',
      button: '注文を確認する',
      last: 'この返金を申請されたため、このメールをお送りしています。',
    },
  },
};
