import type { OperatorLanguage } from './operator-words.data.js';

/** The words of a file by mail. `{…}` is filled in. */
interface ReportWords {
  readonly title: string;
  readonly attached: string;
  readonly tooLarge: string;
  readonly notWritten: string;
  readonly open: string;
}

/** Of a mail of either. */
interface MailWords {
  readonly journal: ReportWords;
  /** Of any other report, which is named in them. */
  readonly report: ReportWords;
  /** Beside the title in test mode. */
  readonly test: string;
  readonly why: string;
}

export const reportWordsOf: Readonly<Record<OperatorLanguage, MailWords>> = {
  en: {
    journal: {
      title: '{store}: journal, {days}',
      attached: 'The journal of {days} is attached: {file}. Days are those of {timeZone}.',
      tooLarge: 'The journal of {days} is too large for a mail. Download it in Tollgate Central, under Reports, Exports.',
      notWritten:
        'The journal of {days} cannot be written in the format that was chosen ({format}). Tollgate Central says why, and has it in other formats.',
      open: 'Open the exports',
    },
    report: {
      title: '{store}: {report}, {days}',
      attached: '{report} of {days} is attached: {file}. Days are those of {timeZone}.',
      tooLarge: '{report} of {days} is too large for a mail. Download it in Tollgate Central, under Reports.',
      notWritten:
        '{report} of {days} cannot be written in the format that was chosen ({format}). Tollgate Central says why, and shows the report.',
      open: 'Open the report',
    },
    test: 'test mode',
    why: 'You get this as somebody of {store} chose you. Who gets what is set in Tollgate Central, under Reports, Scheduled.',
  },
  de: {
    journal: {
      title: '{store}: Journal, {days}',
      attached: 'Das Journal für {days} ist angehängt: {file}. Tage sind die von {timeZone}.',
      tooLarge:
        'Das Journal für {days} ist zu groß für eine E-Mail. Laden Sie es in Tollgate Central unter Berichte, Exporte herunter.',
      notWritten:
        'Das Journal für {days} lässt sich im gewählten Format ({format}) nicht schreiben. Tollgate Central sagt, warum, und hat es in anderen Formaten.',
      open: 'Exporte öffnen',
    },
    report: {
      title: '{store}: {report}, {days}',
      attached: '„{report}“ für {days} ist angehängt: {file}. Tage sind die von {timeZone}.',
      tooLarge:
        '„{report}“ für {days} ist zu groß für eine E-Mail. Laden Sie den Bericht in Tollgate Central unter Berichte herunter.',
      notWritten:
        '„{report}“ für {days} lässt sich im gewählten Format ({format}) nicht schreiben. Tollgate Central sagt, warum, und zeigt den Bericht.',
      open: 'Bericht öffnen',
    },
    test: 'Testmodus',
    why: 'Sie erhalten dies, weil jemand von {store} Sie ausgewählt hat. Wer was erhält, wird in Tollgate Central unter Berichte, Geplant festgelegt.',
  },
  es: {
    journal: {
      title: '{store}: diario contable, {days}',
      attached: 'Se adjunta el diario contable de {days}: {file}. Los días son los de {timeZone}.',
      tooLarge:
        'El diario contable de {days} es demasiado grande para un correo. Descárguelo en Tollgate Central, en Informes, Exportaciones.',
      notWritten:
        'El diario contable de {days} no se puede escribir en el formato elegido ({format}). Tollgate Central explica por qué y lo ofrece en otros formatos.',
      open: 'Abrir las exportaciones',
    },
    report: {
      title: '{store}: {report}, {days}',
      attached: 'Se adjunta «{report}» de {days}: {file}. Los días son los de {timeZone}.',
      tooLarge: '«{report}» de {days} es demasiado grande para un correo. Descargue el informe en Tollgate Central, en Informes.',
      notWritten:
        '«{report}» de {days} no se puede escribir en el formato elegido ({format}). Tollgate Central explica por qué y muestra el informe.',
      open: 'Abrir el informe',
    },
    test: 'modo de prueba',
    why: 'Recibe este mensaje porque alguien de {store} le eligió. Quién recibe qué se decide en Tollgate Central, en Informes, Programados.',
  },
  fr: {
    journal: {
      title: '{store} : journal comptable, {days}',
      attached: 'Le journal comptable du {days} est joint : {file}. Les jours sont ceux de {timeZone}.',
      tooLarge:
        'Le journal comptable du {days} est trop volumineux pour un courriel. Téléchargez-le dans Tollgate Central, sous Rapports, Exports.',
      notWritten:
        'Le journal comptable du {days} ne peut pas être écrit dans le format choisi ({format}). Tollgate Central dit pourquoi et le propose dans d’autres formats.',
      open: 'Ouvrir les exports',
    },
    report: {
      title: '{store} : {report}, {days}',
      attached: '« {report} » du {days} est joint : {file}. Les jours sont ceux de {timeZone}.',
      tooLarge:
        '« {report} » du {days} est trop volumineux pour un courriel. Téléchargez le rapport dans Tollgate Central, sous Rapports.',
      notWritten:
        '« {report} » du {days} ne peut pas être écrit dans le format choisi ({format}). Tollgate Central dit pourquoi et affiche le rapport.',
      open: 'Ouvrir le rapport',
    },
    test: 'mode test',
    why: 'Vous recevez ceci parce qu’une personne de {store} vous a choisi. Qui reçoit quoi se règle dans Tollgate Central, sous Rapports, Planifiés.',
  },
  ja: {
    journal: {
      title: '{store}:仕訳帳 {days}',
      attached: '{days} の仕訳帳を添付しました:{file}。日付は {timeZone} のものです。',
      tooLarge:
        '{days} の仕訳帳はメールに添付できない大きさです。Tollgate Central の「レポート」→「エクスポート」からダウンロードしてください。',
      notWritten:
        '{days} の仕訳帳は、選択された形式({format})では作成できません。理由は Tollgate Central に表示され、ほかの形式で取得できます。',
      open: 'エクスポートを開く',
    },
    report: {
      title: '{store}:{report} {days}',
      attached: '{days} の「{report}」を添付しました:{file}。日付は {timeZone} のものです。',
      tooLarge:
        '{days} の「{report}」はメールに添付できない大きさです。Tollgate Central の「レポート」からダウンロードしてください。',
      notWritten:
        '{days} の「{report}」は、選択された形式({format})では作成できません。理由は Tollgate Central に表示され、レポートもそこで確認できます。',
      open: 'レポートを開く',
    },
    test: 'テストモード',
    why: '{store} の担当者があなたを宛先に選んだため、このメールが届いています。宛先は Tollgate Central の「レポート」→「予約配信」で変更できます。',
  },
};
