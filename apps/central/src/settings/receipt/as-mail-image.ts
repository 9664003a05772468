/** A picture that mails can show: Outlook knows no WebP, so that one is drawn anew as a PNG. What cannot be drawn is left as it is, to be refused. */
export const asMailImage = async (file: File): Promise<File> => {
  if (file.type !== 'image/webp') return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return file;
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new File([png], file.name.replace(/\.webp$/i, '.png'), { type: 'image/png' });
};
