import type { ProductTexts } from './product-texts.js';

export const es: ProductTexts = {
  'the-book': {
    name: 'El libro',
    teaser: 'Un año en la costa, en doce capítulos.',
    text: [
      'Doce meses en una casita sobre el puerto: los temporales de enero, las primeras barcas en mayo, la larga luz de agosto y la gente que se queda cuando los visitantes se han ido.',
      'Un EPUB sin protección contra copia. Léalo en cualquiera de sus dispositivos, tantas veces como quiera.',
    ],
    facts: [
      ['Extensión', '312 páginas'],
      ['Idioma', 'Inglés'],
    ],
  },
  'the-album': {
    name: 'El álbum',
    teaser: 'Dos canciones para piano y sirena de niebla.',
    text: [
      'Grabado en una sola noche en la antigua estación de salvamento, con las ventanas abiertas. Lo que se oye en la segunda canción es de verdad el mar.',
      'Dos archivos FLAC sin pérdida, cada uno con su propia descarga.',
    ],
    facts: [
      ['Duración', '11 minutos'],
      ['Formato', 'FLAC, 24 bits'],
    ],
  },
  'the-mug': {
    name: 'La taza',
    teaser: 'Gres, hecha para sujetarla con las dos manos.',
    text: [
      'Torneada a mano en barro oscuro y esmaltada con el color del puerto a las seis de la mañana. No hay dos del todo iguales.',
      'Tiene una capacidad de 350 ml, se sostiene en una mesa que cojea y puede ir al lavavajillas.',
    ],
    facts: [
      ['Capacidad', '350 ml'],
      ['Peso', '400 g'],
    ],
  },
  'the-print': {
    name: 'La lámina',
    teaser: 'El faro al anochecer, en tres colores.',
    text: [
      'Una serigrafía sobre papel grueso de algodón, estampada a mano en una edición que termina cuando se acaba la tinta. Firmada al dorso.',
      'Se envía plana, entre dos cartones.',
    ],
    facts: [
      ['Tamaño', '30 × 40 cm'],
      ['Papel', 'Algodón, 300 g'],
    ],
  },
};
