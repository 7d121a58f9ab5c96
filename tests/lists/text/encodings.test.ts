import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseEncoding } from '../../../src/lists/text/encodings.ts';
import { guessEncoding } from '../../../src/lists/text/guess-encoding.ts';
import { readList, refusal } from '../list-folder.ts';

interface Names {
  encoding: string;
  label: string;
  /** Five lists of names, divided by commas. */
  lists: [string, string, string, string, string];
}

const all: Names[] = [
  {
    encoding: 'windows1250',
    label: 'Windows-1250',
    lists: [
      'Łukasz Wiśniewski,Małgorzata Kowalska,Stanisław Zieliński,Bożena Dąbrowska,Wojciech Jabłoński,Jan Nowak',
      'Jiří Dvořák,Ondřej Černý,Kateřina Růžičková,Zdeněk Němec,Božena Říhová,Přemysl Kučera',
      'Gergő Szűcs,Dezső Erdős,Győző Kővári,Jenő Fűtő,Erzsébet Vörös,Ferenc Szőke',
      'Ľubomír Šťastný,Ľudmila Kováčová,Peter Ďurica,Žofia Hrušková,Tomáš Krajčír,Zuzana Mlynárová',
      'Ştefan Popescu,Mihăiţă Ionescu,Cătălin Bălan,Răzvan Ştefănescu,Luminiţa Făgăraş,Ioana Pârvulescu',
    ],
  },
  {
    encoding: 'windows1251',
    label: 'Windows-1251',
    lists: [
      'Иван Петров,Мария Иванова,Сергей Кузнецов,Ольга Смирнова,Дмитрий Попов',
      'Тарас Шевченко,Леся Українка,Оксана Коваленко,Богдан Хмельницький,Юлія Бондаренко',
      'Георги Димитров,Мария Петрова,Иван Стоянов,Цветелина Иванова,Димитър Колев',
      'Александр Лукашенко,Святлана Ціханоўская,Янка Купала,Якуб Колас,Алена Кавалёва',
      'ИВАН СИДОРОВ,АННА ВОЛКОВА,ПЁТР НОВИКОВ,ЕЛЕНА МОРОЗОВА,АЛЕКСЕЙ ЛЕБЕДЕВ',
    ],
  },
  {
    encoding: 'windows1253',
    label: 'Windows-1253',
    lists: [
      'Γιώργος Παπαδόπουλος,Μαρία Γεωργίου,Νίκος Οικονόμου,Ελένη Βασιλείου,Κώστας Νικολάου',
      'Δημήτρης Αντωνίου,Σοφία Ιωάννου,Παναγιώτης Χριστοδούλου,Κατερίνα Δήμου,Άννα Κωνσταντίνου',
      'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ,ΜΑΡΙΑ ΓΕΩΡΓΙΟΥ,ΝΙΚΟΣ ΟΙΚΟΝΟΜΟΥ,ΕΛΕΝΗ ΒΑΣΙΛΕΙΟΥ,ΣΟΦΙΑ ΙΩΑΝΝΟΥ',
      'Θανάσης,Χρήστος,Βασίλης,Αγγελική,Ευαγγελία,Σπύρος',
      'Αθήνα,Θεσσαλονίκη,Πάτρα,Ηράκλειο,Λάρισα,Βόλος',
    ],
  },
  {
    encoding: 'windows1255',
    label: 'Windows-1255',
    lists: [
      'משה כהן,שרה לוי,דוד מזרחי,רחל פרץ,יעקב ביטון',
      'אברהם פרידמן,חנה שפירא,יוסף דהן,אסתר אזולאי,מרים גבאי',
      'ירושלים,תל אביב,חיפה,באר שבע,נתניה,אשדוד',
      'נועה ברק,איתי שלום,תמר אוחנה,עומר חדד,יעל קליין',
      'בנימין גולדשטיין,רבקה רוזנברג,שמעון מלכה,לאה אדרי,אהרן ישראלי',
    ],
  },
  {
    encoding: 'shiftjis',
    label: 'Shift_JIS',
    lists: [
      '山田太郎,佐藤花子,鈴木健一,高橋美咲,田中翔太',
      'ヤマダタロウ,サトウハナコ,スズキケンイチ,タカハシミサキ,タナカショウタ',
      '渡辺 さくら,伊藤 ひろし,中村 あゆみ,小林 たけし,加藤 まい',
      '東京都港区,大阪府大阪市,北海道札幌市,福岡県福岡市,愛知県名古屋市',
      '株式会社表示,能美建設,ソニー商事,予約センター,十三銀行',
    ],
  },
  {
    encoding: 'gbk',
    label: 'GB18030',
    lists: [
      '王伟,李芳,张秀英,刘娜,陈敏',
      '欧阳震华,司马相如,诸葛亮,上官婉儿,东方朔',
      '北京市朝阳区,上海市浦东新区,广州市天河区,深圳市南山区,成都市武侯区',
      '赵丽颖,周杰伦,黄晓明,吴亦凡,杨紫琼',
      '孙小明,朱红梅,胡建国,林志强,何玉兰',
    ],
  },
  {
    encoding: 'big5',
    label: 'Big5',
    lists: [
      '陳志明,林春嬌,黃淑芬,張俊傑,李雅婷',
      '台北市信義區,高雄市苓雅區,台中市西屯區,新北市板橋區,台南市安平區',
      '吳怡君,劉家豪,蔡美玲,楊宗翰,許佳穎',
      '歐陽菲菲,司徒立光,諸葛亮,上官靈鳳,端木蕻良',
      '香港中環,九龍灣,尖沙咀,銅鑼灣,旺角道',
    ],
  },
  {
    encoding: 'euckr',
    label: 'EUC-KR',
    lists: [
      '김민준,이서연,박도윤,최지우,정예준',
      '강하은,조시우,윤서현,장지호,임수빈',
      '서울특별시 강남구,부산광역시 해운대구,대구광역시 수성구,인천광역시 연수구,제주시',
      '황보라,선우재덕,남궁민,제갈성렬,독고영재',
      '한가을,송하늘,오바다,문별이,신나라',
    ],
  },
  {
    encoding: 'macintosh',
    label: 'Mac Roman',
    lists: [
      'José Núñez,María López,Ángel Muñoz,Begoña Peña,Óscar Hernández',
      'François Lefèvre,Hélène Garçon,Jérôme Bélanger,Benoît Noël,Chloé Deschênes',
      'Jürgen Müller,Bärbel Schäfer,Günther Weiß,Käthe Krüger,Jörg Größmann',
      'João Gonçalves,Conceição Magalhães,Sebastião Araújo,António Simões,Inês Brandão',
      'Åsa Lindström,Göran Åkesson,Märta Hägg,Örjan Nyström,Håkan Sjöberg',
    ],
  },
  {
    encoding: 'cp850',
    label: 'DOS (850)',
    lists: [
      'José Núñez,María López,Ángel Muñoz,Begoña Peña,Óscar Hernández',
      'François Lefèvre,Hélène Garçon,Jérôme Bélanger,Benoît Noël,Chloé Deschênes',
      'Jürgen Müller,Bärbel Schäfer,Günther Weiß,Käthe Krüger,Jörg Größmann',
      'João Gonçalves,Conceição Magalhães,Sebastião Araújo,António Simões,Inês Brandão',
      'Élodie Ménard,Zoë Thévenet,Raphaël Crépin,Maëlle Guérin,Loïc Hébert',
    ],
  },
  {
    encoding: 'cp437',
    label: 'DOS (850)',
    lists: [
      'José Núñez,Begoña Peña,Iñaki Muñoz,Andrés Pérez,Inés García',
      'François Lefèvre,Hélène Garçon,Jérôme Bélanger,Benoît Noël,Chloé Deschênes',
      'Jürgen Müller,Bärbel Schäfer,Günther Weiß,Käthe Krüger,Jörg Größmann',
      'Renée Côté,Agnès Lévêque,Cédric Pâté,Thérèse Bœuf,Gaël Prévôt'.replace('œ', 'oe'),
      'Zoë Ménard,Danaë Thévenet,Raphaël Crépin,Maëlle Guérin,Loïc Hébert',
    ],
  },
  {
    encoding: 'windows1252',
    label: 'Windows-1252',
    lists: [
      'José Núñez,María López,Ángel Muñoz,Begoña Peña,Íñigo Hernández',
      'François Lefèvre,Hélène Garçon,Jérôme Bélanger,Benoît Noël,Chloé Deschênes',
      'Jürgen Müller,Bärbel Schäfer,Günther Weiß,Käthe Krüger,Jörg Größmann',
      'João Gonçalves,Conceição Magalhães,Sebastião Araújo,António Simões,Inês Brandão',
      'Åsa Lindström,Søren Kjær,Bjørn Ågård,Þóra Jónsdóttir,Guðrún Æsa Þórðardóttir',
    ],
  },
];

/** Returns a list with these names, as an office would keep it. */
function listOf(names: readonly string[]): { cells: string[][]; text: string } {
  const rows = names.map((name, index) => [name, `041234${5600 + index}`, 'Sydney']);
  const cells = [['Name', 'Phone', 'City'], ...rows];
  return { cells, text: cells.map((row) => `${row.join(';')}\r\n`).join('') };
}

describe('names are read in the encoding in which they are written', () => {
  const cases = all.flatMap(({ lists, ...one }) => lists.map((names) => ({ ...one, names })));
  it.each(cases)('$encoding: $names', async ({ encoding, label, names }) => {
    const { cells, text } = listOf(names.split(','));
    const read = await readList(iconv.encode(text, encoding));
    expect(read).toMatchObject({ detected: `CSV, ${label}, semicolons`, cells });
  });

  it.each(all)('$encoding, in lists of other sizes', async ({ encoding, label, lists }) => {
    const names = lists.join(',').split(',');
    for (const count of [8, 15, 25]) {
      const { cells, text } = listOf(names.slice(-count));
      const { detected, cells: read } = await readList(iconv.encode(text, encoding));
      expect({ detected, read }).toEqual({ detected: `CSV, ${label}, semicolons`, read: cells });
    }
    const plain = Array.from({ length: 3000 }, () => 'Ada Plain');
    const { detected } = await readList(iconv.encode(listOf([...plain, ...names]).text, encoding));
    expect(detected).toBe(`CSV, ${label}, semicolons`);
  });

  it.each(all.flatMap(({ encoding, lists }) => lists.map((names) => ({ encoding, names }))))(
    '$encoding: each alone of $names is read rightly, or asked about, or has nothing but single accents',
    async ({ encoding, names }) => {
      for (const name of names.split(',')) {
        const bytes = iconv.encode(name, encoding);
        if (Buffer.from(bytes).every((byte) => byte < 0x80)) continue;
        const guess = await guessEncoding([bytes]);
        if (guess.encoding === 'windows1252' && hasSingleAccents(bytes)) continue;
        const readings =
          guess.encoding === undefined
            ? guess.readings.flatMap(({ texts }) => texts)
            : [iconv.decode(bytes, guess.encoding)];
        expect(readings).toContain(name);
      }
    },
  );
});

const hasSingleAccents = (bytes: Buffer) => !/[\x80-\xff]{2}/.test(bytes.toString('latin1'));

describe('letters that stand singly among plain ones stay Windows-1252', () => {
  it.each([
    'Zoë',
    'Müller',
    'Zoë,Müller',
    'André,José,Renée',
    'O’Brien,D’Arcy,Niamh’s',
    'Björn,Sören',
    'Muñoz',
    'Señor Peña',
    'ÉMILE',
    'MÜLLER GMBH',
    'Straße 5',
    'Don’t call – not before noon…,He said “no”',
    'wait—she calls back,it’s fine',
    'O´Connor',
    '25 m²,½ price,£5,€20,5°',
    'Mª José,1º izq.',
    'Smith & Söhne™',
    'l’été,aujourd’hui',
    'Matjaž,Tomáš',
    'Ana Peñarol,Inés,Ramón,Sofía,Raúl,Íñigo,Núria,Zúñiga',
  ])('%s', async (names) => {
    const { cells, text } = listOf(names.split(','));
    expect(await readList(iconv.encode(text, 'windows1252'))).toMatchObject({
      detected: 'CSV, Windows-1252, semicolons',
      cells,
    });
  });
});

describe('bytes that an encoding does not have', () => {
  it.each([
    'windows-1252',
    'windows-1251',
    'shift_jis',
    'gbk',
    'big5',
    'euc-kr',
    'windows-1255',
    'windows-1253',
  ])('refuse it as %s, with the line', async (encoding) => {
    const bad = Buffer.concat([
      Buffer.from('Name,Phone\r\nAda,1\r\nB'),
      Buffer.from([0x81, 0xff]),
      Buffer.from(',2\r\n'),
    ]);
    // Windows-1251 lacks 0x98 only.
    const bytes =
      encoding === 'windows-1251' ? Buffer.from(bad.map((byte) => (byte === 0x81 ? 0x98 : byte))) : bad;
    expect(await refusal(readList(bytes, { encoding }))).toMatchObject({
      code: 'not_decodable',
      message: expect.stringMatching(/^leads is not valid .*: line 3 has bytes/),
    });
  });

  it('refuse Windows-1252 as a guess, also far down a list', async () => {
    const text = `Name\n${'Zoë\n'.repeat(20_000)}`;
    const bytes = Buffer.concat([iconv.encode(text, 'windows1252'), Buffer.from([0x42, 0x81, 10])]);
    expect(await refusal(readList(bytes))).toMatchObject({
      code: expect.stringMatching(/not_decodable|uncertain/),
    });
  });
});

it('what is uncertain is refused with the first names as each encoding reads them', async () => {
  const { text } = listOf(['Jiří Říha']);
  const { code, message } = await refusal(readList(iconv.encode(text, 'windows1250')));
  expect(code).toBe('uncertain_encoding');
  expect(message).toContain('windows-1250 reads Jiří Říha');
  expect(message).toContain('windows-1252 reads Jiøí Øíha');
});

it.each([
  ['Shift_JIS', 'shiftjis'],
  ['SJIS', 'shiftjis'],
  ['CP932', 'shiftjis'],
  ['GBK', 'gbk'],
  ['gb2312', 'gb2312'],
  ['Big5', 'big5'],
  ['EUC-KR', 'cp949'],
  ['windows-1250', 'windows1250'],
  ['cp1251', 'cp1251'],
  ['Windows-1253', 'windows1253'],
  ['windows-1255', 'windows1255'],
  ['Mac Roman', 'macintosh'],
  ['macroman', 'macintosh'],
  ['x-mac-roman', 'macintosh'],
  ['DOS', 'cp850'],
  ['dos-850', 'cp850'],
  ['CP850', 'cp850'],
  ['ibm437', 'cp437'],
  ['latin1', 'latin1'],
  ['koi8-r', 'koi8r'],
])('%s is an encoding by that name', async (written, name) => {
  expect(await parseEncoding(written)).toBe(name);
});
