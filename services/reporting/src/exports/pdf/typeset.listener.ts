import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** A process that typesets one document, standard input to standard output, and ends: the compiler keeps hundreds of megabytes that
 *  it gives back to nobody. It imports nothing of ours, so that it runs from its source, too. */
const { template, data, writtenAt } = JSON.parse(await text(process.stdin)) as Record<'template' | 'data' | 'writtenAt', string>;
const require = createRequire(import.meta.url);
const fontPaths = ['400Regular', '700Bold'].map((weight) =>
  dirname(require.resolve(`@expo-google-fonts/noto-sans-jp/${weight}/NotoSansJP_${weight}.ttf`)),
);
// Nothing is read but the fonts: the template is the whole of the source.
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths }], inputs: { d: data } });
const pdf = compiler.pdf({ mainFileContent: template }, { creationTimestamp: Math.floor(Date.parse(writtenAt) / 1000) });
process.stdout.write(pdf);
