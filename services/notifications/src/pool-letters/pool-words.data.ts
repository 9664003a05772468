import type { OperatorLanguage } from '../operator-mails/operator-words.data.js';

/** The words of the mail about a pool of license keys. `{…}` is filled in. */
export interface PoolWords {
  /** Beside the title in test mode. */
  readonly test: string;
  readonly lowTitle: string;
  readonly low: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly button: string;
  readonly last: string;
}

export const poolWordsOf: Readonly<Record<OperatorLanguage, PoolWords>> = {
  en: {
    test: 'test mode',
    lowTitle: '{store}: few license keys of {sku} are left',
    low: 'The pool of license keys of {sku} came down to {left} on {at}. Each piece that is sold takes one; once there is none, orders for it are refused.',
    emptyTitle: '{store}: no license keys of {sku} are left',
    empty:
      'The pool of license keys of {sku} has been empty since {at}. Orders for it are refused before anything is charged, until you add keys.',
    button: 'Add license keys',
    last: 'You get this as you look after the goods of {store}. It comes once, until the pool is filled.',
  },
  de: {
    test: 'Testmodus',
    lowTitle: '{store}: nur noch wenige Lizenzschlüssel für {sku}',
    low: 'Der Vorrat an Lizenzschlüsseln für {sku} ist am {at} auf {left} gesunken. Jedes verkaufte Stück braucht einen; ist keiner mehr da, werden Bestellungen abgelehnt.',
    emptyTitle: '{store}: keine Lizenzschlüssel mehr für {sku}',
    empty:
      'Der Vorrat an Lizenzschlüsseln für {sku} ist seit {at} leer. Bestellungen werden abgelehnt, bevor etwas belastet wird, bis Sie Schlüssel hinzufügen.',
    button: 'Lizenzschlüssel hinzufügen',
    last: 'Sie erhalten dies, weil Sie die Waren von {store} betreuen. Es kommt einmal, bis der Vorrat aufgefüllt ist.',
  },
  es: {
    test: 'modo de prueba',
    lowTitle: '{store}: quedan pocas claves de licencia de {sku}',
    low: 'Las claves de licencia de {sku} bajaron a {left} el {at}. Cada unidad vendida usa una; cuando no quede ninguna, se rechazarán los pedidos.',
    emptyTitle: '{store}: no quedan claves de licencia de {sku}',
    empty:
      'No quedan claves de licencia de {sku} desde el {at}. Los pedidos se rechazan antes de cobrar nada, hasta que añada claves.',
    button: 'Añadir claves de licencia',
    last: 'Recibe este mensaje porque se ocupa de los productos de {store}. Se envía una sola vez, hasta que se repongan las claves.',
  },
  fr: {
    test: 'mode test',
    lowTitle: '{store} : il reste peu de clés de licence pour {sku}',
    low: 'La réserve de clés de licence pour {sku} est descendue à {left} le {at}. Chaque unité vendue en utilise une ; lorsqu’il n’en restera plus, les commandes seront refusées.',
    emptyTitle: '{store} : plus aucune clé de licence pour {sku}',
    empty:
      'La réserve de clés de licence pour {sku} est vide depuis le {at}. Les commandes sont refusées avant tout débit, jusqu’à ce que vous ajoutiez des clés.',
    button: 'Ajouter des clés de licence',
    last: 'Vous recevez ce message parce que vous gérez les articles de {store}. Il n’est envoyé qu’une fois, jusqu’à ce que la réserve soit complétée.',
  },
  ja: {
    test: 'テストモード',
    lowTitle: '{store}:{sku} のライセンスキーが残りわずかです',
    low: '{at} に、{sku} のライセンスキーの残りが {left} 件になりました。1 点販売されるごとに 1 件使われ、なくなると注文は受け付けられません。',
    emptyTitle: '{store}:{sku} のライセンスキーがなくなりました',
    empty: '{at} から、{sku} のライセンスキーがありません。キーを追加するまで、注文は請求が発生する前にお断りします。',
    button: 'ライセンスキーを追加する',
    last: '{store} の商品を管理されているため、このメールをお送りしています。キーが補充されるまで、再度お送りすることはありません。',
  },
};
