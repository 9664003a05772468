/** The words of the mails to people who work with Tollgate Central. `{…}` is filled in. */
export interface OperatorWords {
  readonly invitationTitle: string;
  readonly invitation: string;
  readonly join: string;
  readonly invitationUntil: string;
  readonly resetTitle: string;
  readonly reset: string;
  readonly choosePassword: string;
  readonly resetUntil: string;
  readonly noticeTitle: string;
  readonly notice: string;
  readonly lookAtAccount: string;
  readonly notYou: string;
  readonly ignore: string;
  readonly emailTitle: string;
  readonly email: string;
  readonly confirmEmail: string;
  readonly emailUntil: string;
  readonly emailNoticeTitle: string;
  readonly emailNotice: string;
  readonly stopEmail: string;
  readonly stopUntil: string;
  readonly wasYou: string;
  readonly deletedTitle: string;
  readonly deleted: string;
  readonly open: string;
  readonly notYouDeleted: string;
  readonly changes: Readonly<Record<OperatorChange, string>>;
}

export const operatorChanges = [
  'password_changed',
  'password_reset',
  'totp_added',
  'totp_removed',
  'recovery_codes_renewed',
  'passkey_added',
  'passkey_removed',
  'email_changed',
  'email_change_stopped',
] as const;
export type OperatorChange = (typeof operatorChanges)[number];

const en: OperatorWords = {
  invitationTitle: 'You are invited to {store}',
  invitation: '{inviter} asks you to work for {store} in Tollgate Central.',
  join: 'Join',
  invitationUntil: 'The link is good once, until {until}.',
  resetTitle: 'Choose a new password',
  reset: 'Somebody asked for a new password for your account in Tollgate Central.',
  choosePassword: 'Choose a new password',
  resetUntil: 'The link is good once, until {until}.',
  noticeTitle: 'How you sign in was changed',
  notice: 'In your account in Tollgate Central: {change}.',
  lookAtAccount: 'Look at your account',
  notYou: 'If this was not you, choose a new password at once, and tell who owns your store.',
  ignore: 'If you did not expect this, do nothing: nothing changes.',
  emailTitle: 'Confirm your new e-mail address',
  email:
    'Somebody asked that their account in Tollgate Central goes by this e-mail address. Until it is confirmed, nothing changes.',
  confirmEmail: 'Confirm the address',
  emailUntil: 'The link is good once, until {until}.',
  emailNoticeTitle: 'Your e-mail address is about to change',
  emailNotice:
    'Somebody who knows your password asked that your account in Tollgate Central goes by another e-mail address. That takes effect when the link sent there is opened.',
  stopEmail: 'Stop the change',
  stopUntil: 'The link is good until {until}, also once the address has changed: it puts this one back and ends all sessions.',
  wasYou: 'If it was you, do nothing.',
  deletedTitle: 'Your account was deleted',
  deleted:
    'Your account in Tollgate Central was deleted, as you asked there with your password. What you did for your stores stays recorded, without your name.',
  open: 'Open Tollgate Central',
  notYouDeleted: 'If this was not you, tell who owns your store.',
  changes: {
    password_changed: 'the password was changed',
    password_reset: 'a new password was chosen by mail',
    totp_added: 'an authenticator app was set up',
    totp_removed: 'the authenticator app was removed',
    recovery_codes_renewed: 'new recovery codes were made',
    passkey_added: 'a passkey was added',
    passkey_removed: 'a passkey was removed',
    email_changed: 'the e-mail address was changed',
    email_change_stopped: 'the change of the e-mail address was stopped, and all sessions ended',
  },
};

const de: OperatorWords = {
  invitationTitle: 'Einladung zu {store}',
  invitation: '{inviter} lädt Sie ein, in Tollgate Central für {store} zu arbeiten.',
  join: 'Beitreten',
  invitationUntil: 'Der Link gilt einmal, bis {until}.',
  resetTitle: 'Neues Passwort wählen',
  reset: 'Für Ihr Konto in Tollgate Central wurde ein neues Passwort angefordert.',
  choosePassword: 'Neues Passwort wählen',
  resetUntil: 'Der Link gilt einmal, bis {until}.',
  noticeTitle: 'Ihre Anmeldung wurde geändert',
  notice: 'In Ihrem Konto in Tollgate Central: {change}.',
  lookAtAccount: 'Konto ansehen',
  notYou: 'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort und benachrichtigen Sie die Inhaber Ihres Shops.',
  ignore: 'Wenn Sie das nicht erwartet haben, tun Sie nichts: es ändert sich nichts.',
  emailTitle: 'Neue E-Mail-Adresse bestätigen',
  email:
    'Jemand möchte ein Konto in Tollgate Central unter dieser E-Mail-Adresse führen. Solange sie nicht bestätigt ist, ändert sich nichts.',
  confirmEmail: 'Adresse bestätigen',
  emailUntil: 'Der Link gilt einmal, bis {until}.',
  emailNoticeTitle: 'Ihre E-Mail-Adresse soll geändert werden',
  emailNotice:
    'Jemand, der Ihr Passwort kennt, möchte Ihr Konto in Tollgate Central unter einer anderen E-Mail-Adresse führen. Das gilt, sobald der dorthin gesandte Link geöffnet wird.',
  stopEmail: 'Änderung aufhalten',
  stopUntil:
    'Der Link gilt bis {until}, auch wenn die Adresse schon geändert ist: er stellt diese wieder her und beendet alle Sitzungen.',
  wasYou: 'Wenn Sie das waren, tun Sie nichts.',
  deletedTitle: 'Ihr Konto wurde gelöscht',
  deleted:
    'Ihr Konto in Tollgate Central wurde gelöscht, wie Sie es dort mit Ihrem Passwort verlangt haben. Was Sie für Ihre Shops getan haben, bleibt ohne Ihren Namen aufgezeichnet.',
  open: 'Tollgate Central öffnen',
  notYouDeleted: 'Wenn Sie das nicht waren, benachrichtigen Sie die Inhaber Ihres Shops.',
  changes: {
    password_changed: 'das Passwort wurde geändert',
    password_reset: 'ein neues Passwort wurde per Mail gewählt',
    totp_added: 'eine Authenticator-App wurde eingerichtet',
    totp_removed: 'die Authenticator-App wurde entfernt',
    recovery_codes_renewed: 'neue Wiederherstellungscodes wurden erzeugt',
    passkey_added: 'ein Passkey wurde hinzugefügt',
    passkey_removed: 'ein Passkey wurde entfernt',
    email_changed: 'die E-Mail-Adresse wurde geändert',
    email_change_stopped: 'die Änderung der E-Mail-Adresse wurde aufgehalten, und alle Sitzungen wurden beendet',
  },
};

const es: OperatorWords = {
  invitationTitle: 'Invitación a {store}',
  invitation: '{inviter} le invita a trabajar para {store} en Tollgate Central.',
  join: 'Unirse',
  invitationUntil: 'El enlace vale una sola vez, hasta el {until}.',
  resetTitle: 'Elija una contraseña nueva',
  reset: 'Se ha pedido una contraseña nueva para su cuenta de Tollgate Central.',
  choosePassword: 'Elegir una contraseña nueva',
  resetUntil: 'El enlace vale una sola vez, hasta el {until}.',
  noticeTitle: 'Ha cambiado su forma de iniciar sesión',
  notice: 'En su cuenta de Tollgate Central: {change}.',
  lookAtAccount: 'Ver la cuenta',
  notYou: 'Si no ha sido usted, elija enseguida una contraseña nueva y avise a quien dirige la tienda.',
  ignore: 'Si no esperaba este mensaje, no haga nada: nada cambia.',
  emailTitle: 'Confirme su nueva dirección de correo',
  email:
    'Alguien ha pedido que su cuenta de Tollgate Central use esta dirección de correo. Mientras no se confirme, nada cambia.',
  confirmEmail: 'Confirmar la dirección',
  emailUntil: 'El enlace vale una sola vez, hasta el {until}.',
  emailNoticeTitle: 'Su dirección de correo está a punto de cambiar',
  emailNotice:
    'Alguien que conoce su contraseña ha pedido que su cuenta de Tollgate Central use otra dirección de correo. El cambio se hará cuando se abra el enlace enviado a ella.',
  stopEmail: 'Detener el cambio',
  stopUntil:
    'El enlace vale hasta el {until}, también cuando la dirección ya haya cambiado: restablece esta y cierra todas las sesiones.',
  wasYou: 'Si ha sido usted, no haga nada.',
  deletedTitle: 'Su cuenta se ha eliminado',
  deleted:
    'Su cuenta de Tollgate Central se ha eliminado, como pidió allí con su contraseña. Lo que hizo para sus tiendas queda registrado sin su nombre.',
  open: 'Abrir Tollgate Central',
  notYouDeleted: 'Si no ha sido usted, avise a quien dirige la tienda.',
  changes: {
    password_changed: 'se cambió la contraseña',
    password_reset: 'se eligió una contraseña nueva por correo',
    totp_added: 'se configuró una aplicación de autenticación',
    totp_removed: 'se quitó la aplicación de autenticación',
    recovery_codes_renewed: 'se crearon códigos de recuperación nuevos',
    passkey_added: 'se añadió una llave de acceso',
    passkey_removed: 'se quitó una llave de acceso',
    email_changed: 'se cambió la dirección de correo',
    email_change_stopped: 'se detuvo el cambio de la dirección de correo y se cerraron todas las sesiones',
  },
};

const fr: OperatorWords = {
  invitationTitle: 'Invitation à {store}',
  invitation: '{inviter} vous invite à travailler pour {store} dans Tollgate Central.',
  join: 'Rejoindre',
  invitationUntil: 'Le lien est valable une seule fois, jusqu’au {until}.',
  resetTitle: 'Choisissez un nouveau mot de passe',
  reset: 'Un nouveau mot de passe a été demandé pour votre compte Tollgate Central.',
  choosePassword: 'Choisir un nouveau mot de passe',
  resetUntil: 'Le lien est valable une seule fois, jusqu’au {until}.',
  noticeTitle: 'Votre façon de vous connecter a changé',
  notice: 'Dans votre compte Tollgate Central : {change}.',
  lookAtAccount: 'Voir le compte',
  notYou: 'Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe et prévenez les propriétaires de votre boutique.',
  ignore: 'Si vous n’attendiez pas ce message, ne faites rien : rien ne change.',
  emailTitle: 'Confirmez votre nouvelle adresse e-mail',
  email:
    'Quelqu’un a demandé que son compte Tollgate Central utilise cette adresse e-mail. Tant qu’elle n’est pas confirmée, rien ne change.',
  confirmEmail: 'Confirmer l’adresse',
  emailUntil: 'Le lien est valable une seule fois, jusqu’au {until}.',
  emailNoticeTitle: 'Votre adresse e-mail est sur le point de changer',
  emailNotice:
    'Quelqu’un qui connaît votre mot de passe a demandé que votre compte Tollgate Central utilise une autre adresse e-mail. Cela prend effet dès que le lien qui y est envoyé est ouvert.',
  stopEmail: 'Arrêter le changement',
  stopUntil:
    'Le lien est valable jusqu’au {until}, même une fois l’adresse changée : il rétablit celle-ci et met fin à toutes les sessions.',
  wasYou: 'Si c’était vous, ne faites rien.',
  deletedTitle: 'Votre compte a été supprimé',
  deleted:
    'Votre compte Tollgate Central a été supprimé, comme vous l’y avez demandé avec votre mot de passe. Ce que vous avez fait pour vos boutiques reste enregistré, sans votre nom.',
  open: 'Ouvrir Tollgate Central',
  notYouDeleted: 'Si ce n’était pas vous, prévenez les propriétaires de votre boutique.',
  changes: {
    password_changed: 'le mot de passe a été changé',
    password_reset: 'un nouveau mot de passe a été choisi par courriel',
    totp_added: 'une application d’authentification a été configurée',
    totp_removed: 'l’application d’authentification a été retirée',
    recovery_codes_renewed: 'de nouveaux codes de secours ont été créés',
    passkey_added: 'une clé d’accès a été ajoutée',
    passkey_removed: 'une clé d’accès a été retirée',
    email_changed: 'l’adresse e-mail a été changée',
    email_change_stopped: 'le changement d’adresse e-mail a été arrêté, et toutes les sessions ont pris fin',
  },
};

const ja: OperatorWords = {
  invitationTitle: '{store} への招待',
  invitation: '{inviter} さんから、Tollgate Central で {store} の業務に参加するよう招待されています。',
  join: '参加する',
  invitationUntil: 'リンクは一度だけ、{until} まで有効です。',
  resetTitle: '新しいパスワードの設定',
  reset: 'Tollgate Central のアカウントについて、新しいパスワードの設定が申請されました。',
  choosePassword: '新しいパスワードを設定する',
  resetUntil: 'リンクは一度だけ、{until} まで有効です。',
  noticeTitle: 'サインイン方法が変更されました',
  notice: 'Tollgate Central のアカウント:{change}。',
  lookAtAccount: 'アカウントを確認する',
  notYou: 'お心当たりがない場合は、すぐに新しいパスワードを設定し、ストアのオーナーに知らせてください。',
  ignore: 'お心当たりがない場合は、何もする必要はありません。何も変わりません。',
  emailTitle: '新しいメールアドレスの確認',
  email: 'Tollgate Central のアカウントでこのメールアドレスを使用するよう申請がありました。確認されるまで、何も変わりません。',
  confirmEmail: 'アドレスを確認する',
  emailUntil: 'リンクは一度だけ、{until} まで有効です。',
  emailNoticeTitle: 'メールアドレスが変更されようとしています',
  emailNotice:
    'あなたのパスワードを知っている人から、Tollgate Central のアカウントのメールアドレスを別のものに変更する申請がありました。そのアドレスに送られたリンクが開かれると変更されます。',
  stopEmail: '変更を中止する',
  stopUntil: 'リンクは {until} まで有効です。変更後でも、このアドレスに戻し、すべてのセッションを終了できます。',
  wasYou: 'ご本人による申請の場合は、何もする必要はありません。',
  deletedTitle: 'アカウントが削除されました',
  deleted:
    'Tollgate Central で、パスワードを使った申請により、あなたのアカウントが削除されました。ストアでの操作の記録は、お名前なしで残ります。',
  open: 'Tollgate Central を開く',
  notYouDeleted: 'お心当たりがない場合は、ストアのオーナーに知らせてください。',
  changes: {
    password_changed: 'パスワードが変更されました',
    password_reset: 'メールで新しいパスワードが設定されました',
    totp_added: '認証アプリが設定されました',
    totp_removed: '認証アプリが削除されました',
    recovery_codes_renewed: '新しいリカバリーコードが作成されました',
    passkey_added: 'パスキーが追加されました',
    passkey_removed: 'パスキーが削除されました',
    email_changed: 'メールアドレスが変更されました',
    email_change_stopped: 'メールアドレスの変更が中止され、すべてのセッションが終了しました',
  },
};

export const operatorWordsOf = { en, de, es, fr, ja } as const;
export type OperatorLanguage = keyof typeof operatorWordsOf;
