import { hash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';

/** A good whose file only we know: what arrives is compared with what was handed in. */
export interface Paper {
  readonly sizeBytes: number;
  readonly sha256: string;
}

const sizeBytes = 1_000_000;
export const paperItem = { sku: 'PAPER-1', description: 'A paper', kind: 'digital', quantity: 1, unitAmount: 1999 };
/** Of which each buyer gets a copy of their own. */
export const stampedItem = { sku: 'PAPER-2', description: 'A paper for you', kind: 'digital', quantity: 1, unitAmount: 2499 };

export const putPaper = async (demo: Demo): Promise<Paper> => {
  const content = randomBytes(sizeBytes);
  await putFile(demo, paperItem, content);
  return { sizeBytes, sha256: hash('sha256', content, 'hex') };
};

export const putStampedPaper = async (demo: Demo): Promise<void> => {
  await putFile(demo, stampedItem, onePagePdf(randomBytes(sizeBytes)));
  const body = { text: 'Licensed to {name} <{email}>, {order}' };
  await handIn(demo, { method: 'PUT', path: `/v1/goods/${stampedItem.sku}/files/paper.pdf/stamp`, body });
};

const putFile = async (demo: Demo, { sku, description }: typeof paperItem, content: Buffer): Promise<void> => {
  await handIn(demo, { method: 'PUT', path: `/v1/goods/${sku}`, body: { kind: 'digital', description } });
  const file = { method: 'PUT', path: `/v1/goods/${sku}/files/paper.pdf`, body: content };
  await handIn(demo, { ...file, headers: { 'content-type': 'application/octet-stream' } });
};

/** A page that says nothing, beside some bytes that make the file as large as others. */
const onePagePdf = (padding: Buffer): Buffer => {
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R /Padding 4 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << >> >>'),
    Buffer.concat([Buffer.from(`<< /Length ${padding.length} >>\nstream\n`), padding, Buffer.from('\nendstream')]),
  ];
  const parts = [Buffer.from('%PDF-1.7\n')];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const places = objects.map((object, index) => {
    const at = length();
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${length()}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table)]);
};

/** Asks until it is taken. */
export const handIn = async (demo: Demo, call: Call) => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await callApi(demo, call);
    if (answer.status < 300) return answer;
    if (attempt === 5) throw new Error(`${call.path} was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
    await sleep(500);
  }
};
