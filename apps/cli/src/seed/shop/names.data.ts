/** A name as people write it, and in letters that an e-mail address takes. */
type Name = readonly [written: string, latin: string];

export interface NamePool {
  readonly given: readonly Name[];
  readonly family: readonly Name[];
  /** How both are put together. */
  readonly order: 'given family' | 'familygiven';
  readonly streets: readonly string[];
}

const plain = (text: string): readonly Name[] => text.split(' ').map((name) => [name, latinOf(name)]);
const latinOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase();

// biome-ignore format: a table reads better as one
export const namePools: Readonly<Record<string, NamePool>> = {
  english: {
    given: plain('Ann James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Ashley Steven Emily Andrew José Siân Zoë Aaliyah DeShawn Priya Wei Mei'),
    family: plain('Smith Johnson Williams Brown Jones García Miller Davis Rodríguez Martínez Hernández López Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White Harris Clark Lewis Young Allen King Wright Scott Nguyen Hill Green Adams Baker O’Neill Patel Chen Okafor'),
    order: 'given family', streets: ['Main St', 'Oak Ave', 'Maple Dr', 'Washington Blvd', 'Park Rd', 'High Street', 'Church Lane'],
  },
  spanish: {
    given: plain('José María Juan Ana Luis Carmen Carlos Lucía Javier Sofía Miguel Martín Inés Andrés Begoña'),
    family: plain('García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Muñoz Núñez Ibáñez Peña'),
    order: 'given family', streets: ['Calle Mayor', 'Avenida de la Constitución', 'Paseo del Prado'],
  },
  portuguese: {
    given: plain('João Maria Antônio Ana Luís Júlia Lucas Conceição Vinícius'), family: plain('Silva Santos Oliveira Souza Araújo Gonçalves Simões'),
    order: 'given family', streets: ['Rua Augusta', 'Avenida Paulista'],
  },
  german: {
    given: plain('Jürgen Käthe Lukas Anna Jörg Leonie Finn Mia Sören Björn Åsa Maximilian Emma Günter Lieke'),
    family: plain('Müller Schmidt Schneider Fischer Weber Groß Schäfer Köhler Strauß Jäger Öztürk Lindström Bakker'),
    order: 'given family', streets: ['Hauptstraße', 'Bahnhofstraße', 'Gartenweg'],
  },
  french: {
    given: plain('Élodie Jean François Zoé Mathis Chloé Loïc Anaïs Gaël Léa'), family: plain('Martin Bernard Dubois Lefèvre Moreau Noël Garçon Fabre Hébert'),
    order: 'given family', streets: ['rue de la République', 'avenue des Champs', 'place de l’Église'],
  },
  italian: {
    given: plain('Niccolò Giulia Andrea Chiara Matteo Sofia Ubaldo'), family: plain('Rossi Russo Ferrari Esposito Bianchi D’Angelo Forlì'),
    order: 'given family', streets: ['Via Roma', 'Corso Garibaldi'],
  },
  arabic: {
    given: [['محمد', 'mohammed'], ['فاطمة', 'fatima'], ['عبد الله', 'abdullah'], ['ليلى', 'layla'], ['يوسف', 'yusuf']],
    family: [['العلي', 'alali'], ['الحسن', 'alhasan'], ['المنصوري', 'almansoori'], ['الصباح', 'alsabah']],
    order: 'given family', streets: ['شارع الشيخ زايد', 'شارع الخليج العربي'],
  },
  hindi: {
    given: [['प्रिया', 'priya'], ['अर्जुन', 'arjun'], ['दीपिका', 'deepika'], ['राहुल', 'rahul']],
    family: [['शर्मा', 'sharma'], ['पटेल', 'patel'], ['सिंह', 'singh']],
    order: 'given family', streets: ['राजपथ', 'जनपथ'],
  },
  japanese: {
    given: [['翔太', 'shota'], ['美咲', 'misaki'], ['大輔', 'daisuke'], ['さくら', 'sakura'], ['健一', 'kenichi'], ['ゆい', 'yui']],
    family: [['佐藤', 'sato'], ['鈴木', 'suzuki'], ['高橋', 'takahashi'], ['田中', 'tanaka'], ['渡辺', 'watanabe'], ['髙﨑', 'takasaki']],
    order: 'familygiven', streets: ['神宮前', '梅田', '丸の内'],
  },
  korean: {
    given: [['철수', 'cheolsu'], ['영희', 'younghee'], ['민준', 'minjun'], ['서연', 'seoyeon'], ['지훈', 'jihoon']],
    family: [['김', 'kim'], ['이', 'lee'], ['박', 'park'], ['최', 'choi'], ['정', 'jung']],
    order: 'familygiven', streets: ['세종대로', '강남대로'],
  },
};
