export interface HeldFile {
  readonly sizeBytes: number;
  /** Downloads that read it at this moment. */
  readonly readers: number;
  readonly usedAtMs: number;
}

/** Which files give way to one of so many bytes, those first that were not asked for the longest; undefined where it finds no room, as it is too
 *  large or the others are being read. */
export const givingWay = <File extends HeldFile>(
  held: readonly File[],
  { sizeBytes, mostBytes }: { readonly sizeBytes: number; readonly mostBytes: number },
): readonly File[] | undefined => {
  let tooManyBytes = held.reduce((sum, file) => sum + file.sizeBytes, sizeBytes) - mostBytes;
  const idle = held.filter(({ readers }) => readers === 0).sort((one, other) => one.usedAtMs - other.usedAtMs);
  const chosen: File[] = [];
  for (const file of idle) {
    if (tooManyBytes <= 0) break;
    chosen.push(file);
    tooManyBytes -= file.sizeBytes;
  }
  return tooManyBytes <= 0 ? chosen : undefined;
};
