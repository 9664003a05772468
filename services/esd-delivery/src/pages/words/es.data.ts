import type { PageWords, Sentences } from './page-words.js';

export const es: PageWords = {
  yourDownloads: 'Sus descargas',
  download: 'Descargar',
  size: 'Tamaño',
  availableUntil: 'Disponible hasta',
  licenseKey: 'Clave de licencia',
  licenseKeys: 'Claves de licencia',
  checksum: 'Suma de comprobación',
  checksumNote: 'Para quien quiera comparar el archivo con el que vendió la tienda: su SHA-256.',
  leftOne: 'Este enlace sirve para una descarga completa.',
  leftMany: 'Este enlace sirve para {count} descargas completas.',
  goOn: 'Si se interrumpe, vuelva a abrir esta página y continúe.',
  preparing: 'Estamos preparando su copia personal. Tardará un momento.',
  unprepared: 'No se ha podido preparar su copia personal. Consulte a la tienda: podrá ayudarle.',
  ready: 'Lista para descargar',
  running: 'Descargando: {sent} de {size}',
  interrupted: 'Interrumpida: se enviaron {sent} de {size}',
  interruptedHint:
    'Continúela en la lista de descargas de su navegador. Si no funciona, pulse el botón para descargar el archivo desde el principio.',
  newer: 'La tienda tiene una versión más reciente de este archivo: el botón descarga esa.',
  sent: 'Enviado: díganos si le ha llegado',
  question: 'Se le envió el archivo completo. ¿Ha llegado?',
  yes: 'Sí, lo tengo',
  ifNot: 'Si no ha llegado, descárguelo de nuevo:',
  downloaded: 'Descargado',
  downloadedAt: 'Descargado el {time}',
  refunded: 'Reembolsado',
  refundedAt: 'Reembolsado el {time}',
  expired: 'Disponible hasta el {time}: caducado',
  alsoInOrder: 'También en este pedido',
  othersAreInReceipt: 'Para descargarlos, use sus enlaces en su recibo.',
  inThisOrder: 'En este pedido',
  order: 'Pedido {order}',
  askShop: '¿Preguntas? Diríjase a {seller} e indique su pedido.',
  askAt: '¿Preguntas? Diríjase a {seller} e indique su pedido:',
  test: 'Este pedido es una prueba: no se movió dinero.',
  languages: 'Idioma',
  failed: ['No ha funcionado', 'Vuelva a intentarlo dentro de un minuto.'],
};

export const esSentences: Sentences = {
  not_found: ['No existe esta descarga', 'Compruebe el enlace de su recibo: puede que esté cortado.'],
  already_downloaded: [
    'Ya se ha descargado',
    'Este archivo se descargó por completo. La tienda que lo vendió puede darle un enlace nuevo.',
  ],
  access_closed: [
    'Todas las descargas están hechas',
    'Todos los archivos de este pedido se descargaron por completo. La tienda que los vendió puede darle enlaces nuevos.',
  ],
  access_revoked: [
    'Esta compra se reembolsó',
    'Con el reembolso terminó la descarga. La tienda que vendió el archivo puede decirle más.',
  ],
  link_expired: ['Este enlace ha caducado', 'La tienda que vendió el archivo puede darle un enlace nuevo.'],
  link_replaced: ['Este enlace fue sustituido', 'Use el enlace del último mensaje de la tienda.'],
  not_arrived: ['Aún no se ha enviado todo', 'Una parte del archivo no se le ha enviado todavía. Vuelva atrás y descárguelo.'],
  being_prepared: [
    'Un momento, por favor',
    'Estamos preparando su copia personal de este archivo. Vuelva a intentarlo en unos segundos.',
  ],
  preparation_failed: ['No se ha podido preparar su copia', 'La tienda que vendió el archivo puede ayudarle. Indique su pedido.'],
  too_many_parallel: ['Un momento, por favor', 'Este archivo ya se está descargando. Vuelva a intentarlo cuando termine.'],
  too_many_bytes: [
    'Demasiadas descargas',
    'Este archivo se pidió varias veces sin llegar completo. La tienda que lo vendió puede darle un enlace nuevo.',
  ],
  too_many_requests: [
    'Un momento, por favor',
    'Llegan demasiadas peticiones de su dirección. Vuelva a intentarlo dentro de un minuto.',
  ],
  temporarily_unavailable: [
    'Un momento, por favor',
    'La descarga no está disponible en este momento. Vuelva a intentarlo dentro de un minuto.',
  ],
  method_not_allowed: [
    'No se ha cambiado nada',
    'Esta dirección no admite una petición así, ni ahora ni más tarde. Abra el enlace de su recibo.',
  ],
  precondition_failed: ['Otra versión', 'El archivo no es la versión que se pidió. Descárguelo desde el principio.'],
  range_not_satisfiable: [
    'No existe esa parte',
    'El archivo termina antes de la parte que se pidió. Descárguelo desde el principio.',
  ],
};
