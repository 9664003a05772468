import type { OperatorLanguage } from './operator-words.data.js';

/** The words of a report by mail. `{…}` is filled in. */
export interface ReportWords {
  readonly title: string;
  /** Beside the title of a report in test mode. */
  readonly test: string;
  readonly attached: string;
  readonly tooLarge: string;
  readonly notWritten: string;
  readonly open: string;
  readonly why: string;
}

export const reportWordsOf: Readonly<Record<OperatorLanguage, ReportWords>> = {
  en: {
    title: '{store}: journal, {days}',
    test: 'test mode',
    attached: 'The journal of {days} is attached: {file}. Days are those of {timeZone}.',
    tooLarge: 'The journal of {days} is too large for a mail. Download it in Tollgate Central, under Reports, Exports.',
    notWritten:
      'The journal of {days} cannot be written in the format that was chosen ({format}). Tollgate Central says why, and has it in other formats.',
    open: 'Open the exports',
    why: 'You get this as somebody of {store} chose you. Who gets what is set in Tollgate Central, under Reports, Scheduled.',
  },
  de: {
    title: '{store}: Journal, {days}',
    test: 'Testmodus',
    attached: 'Das Journal für {days} ist angehängt: {file}. Tage sind die von {timeZone}.',
    tooLarge:
      'Das Journal für {days} ist zu groß für eine E-Mail. Laden Sie es in Tollgate Central unter Berichte, Exporte herunter.',
    notWritten:
      'Das Journal für {days} lässt sich im gewählten Format ({format}) nicht schreiben. Tollgate Central sagt, warum, und hat es in anderen Formaten.',
    open: 'Exporte öffnen',
    why: 'Sie erhalten dies, weil jemand von {store} Sie ausgewählt hat. Wer was erhält, wird in Tollgate Central unter Berichte, Geplant festgelegt.',
  },
  es: {
    title: '{store}: diario contable, {days}',
    test: 'modo de prueba',
    attached: 'Se adjunta el diario contable de {days}: {file}. Los días son los de {timeZone}.',
    tooLarge:
      'El diario contable de {days} es demasiado grande para un correo. Descárguelo en Tollgate Central, en Informes, Exportaciones.',
    notWritten:
      'El diario contable de {days} no se puede escribir en el formato elegido ({format}). Tollgate Central explica por qué y lo ofrece en otros formatos.',
    open: 'Abrir las exportaciones',
    why: 'Recibe este mensaje porque alguien de {store} le eligió. Quién recibe qué se decide en Tollgate Central, en Informes, Programados.',
  },
  fr: {
    title: '{store} : journal comptable, {days}',
    test: 'mode test',
    attached: 'Le journal comptable du {days} est joint : {file}. Les jours sont ceux de {timeZone}.',
    tooLarge:
      'Le journal comptable du {days} est trop volumineux pour un courriel. Téléchargez-le dans Tollgate Central, sous Rapports, Exports.',
    notWritten:
      'Le journal comptable du {days} ne peut pas être écrit dans le format choisi ({format}). Tollgate Central dit pourquoi et le propose dans d’autres formats.',
    open: 'Ouvrir les exports',
    why: 'Vous recevez ceci parce qu’une personne de {store} vous a choisi. Qui reçoit quoi se règle dans Tollgate Central, sous Rapports, Planifiés.',
  },
  ja: {
    title: '{store}:仕訳帳 {days}',
    test: 'テストモード',
    attached: '{days} の仕訳帳を添付しました:{file}。日付は {timeZone} のものです。',
    tooLarge:
      '{days} の仕訳帳はメールに添付できない大きさです。Tollgate Central の「レポート」→「エクスポート」からダウンロードしてください。',
    notWritten:
      '{days} の仕訳帳は、選択された形式({format})では作成できません。理由は Tollgate Central に表示され、ほかの形式で取得できます。',
    open: 'エクスポートを開く',
    why: '{store} の担当者があなたを宛先に選んだため、このメールが届いています。宛先は Tollgate Central の「レポート」→「予約配信」で変更できます。',
  },
};
