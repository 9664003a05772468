import {
  degrees,
  EncryptedPDFError,
  grayscale,
  ParseSpeeds,
  PDFDict,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  TextRenderingMode,
} from '@cantoo/pdf-lib';
import { DomainError } from '@tollgate/errors';
import * as fontkit from 'fontkit';
import { type PageView, placeOn, seenWidth } from './footer-place.js';
import type { Mark } from './mark.js';
import { type FontChoice, textRuns } from './text-runs.js';

interface FontFile {
  readonly trueType: () => Promise<Uint8Array>;
  readonly isThin: boolean;
}

interface Piece {
  readonly text: string;
  readonly font: PDFFont;
  readonly isThin: boolean;
  /** At a size of one point. */
  readonly width: number;
}

const sizePoints = 8;
const leastSizePoints = 4;
const marginPoints = 18;
const baselinePoints = 12;
const ink = grayscale(0.35);
/** Of the outline that makes thin strokes as thick as the others', by the size of the text. */
const outlineShare = 0.045;
const signedFlag = 1;

/** The copy of a PDF that bears a mark: as a line at the foot of its pages, and beside its title and author, where no page shows it. Throws
 *  DomainError `encrypted_file`, `signed_file`, `malformed_file`. */
export const markPdf = async <F extends FontFile>(bytes: Uint8Array, mark: Mark, fonts: FontChoice<F>): Promise<Uint8Array> => {
  const document = await open(bytes);
  const pages = document.getPages();
  if (pages.length === 0) throw malformed();
  document.registerFontkit(fontkit as never);
  const line = await lineOf(document, mark.text, fonts);
  for (const page of marked(pages, mark)) write(page, line);
  describe(document, mark);
  return document.save({ updateFieldAppearances: false, objectsPerTick: Number.POSITIVE_INFINITY });
};

const open = async (bytes: Uint8Array): Promise<PDFDocument> => {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    document.getPages();
  } catch (error) {
    if (error instanceof EncryptedPDFError) throw new DomainError('encrypted_file', '/name', 'an encrypted PDF takes no stamp');
    throw malformed();
  }
  if (isSigned(document)) throw new DomainError('signed_file', '/name', 'a stamp would break the signature of this PDF');
  return document;
};

const malformed = (): DomainError => new DomainError('malformed_file', '/name', 'it cannot be read as a PDF');

const isSigned = ({ catalog }: PDFDocument): boolean => {
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  const flags = form?.lookupMaybe(PDFName.of('SigFlags'), PDFNumber)?.asNumber() ?? 0;
  return (flags & signedFlag) !== 0;
};

const marked = (pages: readonly PDFPage[], { pages: which }: Mark): readonly PDFPage[] => {
  if (which === 'all') return pages;
  return which === 'first' ? pages.slice(0, 1) : pages.slice(-1);
};

/** Each font is embedded once, with the signs of this line alone. */
const lineOf = async <F extends FontFile>(
  document: PDFDocument,
  text: string,
  fonts: FontChoice<F>,
): Promise<readonly Piece[]> => {
  const embedded = new Map<F, PDFFont>();
  const pieces: Piece[] = [];
  for (const { text: piece, font: file } of textRuns(text, fonts)) {
    const font = embedded.get(file) ?? (await document.embedFont(await file.trueType(), { subset: true }));
    embedded.set(file, font);
    pieces.push({ text: piece, font, isThin: file.isThin, width: font.widthOfTextAtSize(piece, 1) });
  }
  return pieces;
};

/** In the middle of the page's foot, smaller where it would be too long; what is too long for that is cut off at the edge. */
const write = (page: PDFPage, line: readonly Piece[]): void => {
  const view: PageView = { ...page.getCropBox(), turnedDegrees: page.getRotation().angle };
  const width = line.reduce((sum, piece) => sum + piece.width, 0);
  const room = Math.max(1, seenWidth(view) - 2 * marginPoints);
  const size = Math.max(leastSizePoints, Math.min(sizePoints, room / Math.max(width, 1e-6)));
  let fromLeft = marginPoints + Math.max(0, (room - width * size) / 2);
  for (const { text, font, isThin, width: pieceWidth } of line) {
    const { x, y, rotateDegrees } = placeOn(view, fromLeft, baselinePoints);
    const thick = isThin
      ? { renderMode: TextRenderingMode.FillAndOutline, strokeColor: ink, strokeWidth: size * outlineShare }
      : {};
    page.drawText(text, { x, y, rotate: degrees(rotateDegrees), size, font, color: ink, ...thick });
    fromLeft += pieceWidth * size;
  }
};

/** The whole text, whatever the fonts could show of it. */
const describe = (document: PDFDocument, { text, order }: Mark): void => {
  const known = document.context.lookupMaybe(document.context.trailerInfo.Info, PDFDict);
  const information = known ?? document.context.obj({});
  if (known === undefined) document.context.trailerInfo.Info = document.context.register(information);
  information.set(PDFName.of('LicensedTo'), PDFHexString.fromText(text));
  information.set(PDFName.of('OrderId'), PDFHexString.fromText(order));
};
