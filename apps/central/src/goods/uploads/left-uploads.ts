/** An upload that was begun in this browser and is not complete, as it is kept. */
export interface LeftUpload {
  /** `upl_…` */
  readonly id: string;
  /** Whose it is, and of which store. */
  readonly owner: string;
  readonly sku: string;
  readonly name: string;
  readonly size: number;
  /** Of the file, as the disk tells it: a file that changed since is another one. */
  readonly lastModified: number;
}

type SameFile = Pick<LeftUpload, 'name' | 'size' | 'lastModified'>;

/** As many are remembered; the server forgets them after three days. */
const maxKept = 50;

/** What was kept; nothing of a text that is none of ours. */
export const readLeft = (text: string | null): readonly LeftUpload[] => {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLeft) : [];
  } catch {
    return [];
  }
};

const isLeft = (one: unknown): one is LeftUpload =>
  typeof one === 'object' && one !== null && ['id', 'owner', 'sku', 'name', 'size', 'lastModified'].every((key) => key in one);

/** With one more, the newest last. */
export const withLeft = (kept: readonly LeftUpload[], upload: LeftUpload): readonly LeftUpload[] =>
  [...withoutLeft(kept, upload.id), upload].slice(-maxKept);

export const withoutLeft = (kept: readonly LeftUpload[], id: string): readonly LeftUpload[] =>
  kept.filter((one) => one.id !== id);

/** Whether a file that was chosen is the one that an upload was begun with. */
export const isSameFile = (left: SameFile, chosen: SameFile): boolean =>
  left.name === chosen.name && left.size === chosen.size && left.lastModified === chosen.lastModified;
