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
  changes: {
    password_changed: 'the password was changed',
    password_reset: 'a new password was chosen by mail',
    totp_added: 'an authenticator app was set up',
    totp_removed: 'the authenticator app was removed',
    recovery_codes_renewed: 'new recovery codes were made',
    passkey_added: 'a passkey was added',
    passkey_removed: 'a passkey was removed',
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
  changes: {
    password_changed: 'das Passwort wurde geändert',
    password_reset: 'ein neues Passwort wurde per Mail gewählt',
    totp_added: 'eine Authenticator-App wurde eingerichtet',
    totp_removed: 'die Authenticator-App wurde entfernt',
    recovery_codes_renewed: 'neue Wiederherstellungscodes wurden erzeugt',
    passkey_added: 'ein Passkey wurde hinzugefügt',
    passkey_removed: 'ein Passkey wurde entfernt',
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
  changes: {
    password_changed: 'se cambió la contraseña',
    password_reset: 'se eligió una contraseña nueva por correo',
    totp_added: 'se configuró una aplicación de autenticación',
    totp_removed: 'se quitó la aplicación de autenticación',
    recovery_codes_renewed: 'se crearon códigos de recuperación nuevos',
    passkey_added: 'se añadió una llave de acceso',
    passkey_removed: 'se quitó una llave de acceso',
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
  changes: {
    password_changed: 'le mot de passe a été changé',
    password_reset: 'un nouveau mot de passe a été choisi par courriel',
    totp_added: 'une application d’authentification a été configurée',
    totp_removed: 'l’application d’authentification a été retirée',
    recovery_codes_renewed: 'de nouveaux codes de secours ont été créés',
    passkey_added: 'une clé d’accès a été ajoutée',
    passkey_removed: 'une clé d’accès a été retirée',
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
  changes: {
    password_changed: 'パスワードが変更されました',
    password_reset: 'メールで新しいパスワードが設定されました',
    totp_added: '認証アプリが設定されました',
    totp_removed: '認証アプリが削除されました',
    recovery_codes_renewed: '新しいリカバリーコードが作成されました',
    passkey_added: 'パスキーが追加されました',
    passkey_removed: 'パスキーが削除されました',
  },
};

export const operatorWordsOf = { en, de, es, fr, ja } as const;
export type OperatorLanguage = keyof typeof operatorWordsOf;
