/** Chromium for the browser tests: the one that comes with the packages, with fonts and libraries, so that a page looks
 *  the same on every machine and nothing has to be installed by hand. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { withClaim } from '../../scripts/servers/claim.ts';
import { renameDurably, syncTree } from '../../scripts/servers/durable.ts';
import { cacheDir, rootDir, writePublicFile } from '../../scripts/servers/paths.ts';

export interface ChromiumProgram {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const chromiumPackage = join(rootDir, 'node_modules/@sparticuz/chromium');
const fontsPackage = join(rootDir, 'node_modules/@expo-google-fonts/noto-sans-jp');
const japaneseFonts = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'];

/** Unpacks it where no run has done that yet: 220 MB below the cache folder, some seconds. Throws where there is none for
 *  this machine. */
export const findChromium = async (): Promise<ChromiumProgram> => (process.arch === 'x64' ? unpacked() : installed());

const unpacked = async (): Promise<ChromiumProgram> => {
  const folder = join(cacheDir(), `chromium-${versionOf(chromiumPackage)}-fonts-${versionOf(fontsPackage)}`);
  if (!existsSync(folder)) {
    mkdirSync(cacheDir(), { recursive: true });
    const announce = () => process.stdout.write('Chromium is being unpacked by another run; waiting for it\n');
    await withClaim({ folder: cacheDir(), purpose: 'unpack-chromium' }, announce, async () => {
      if (!existsSync(folder)) await unpack(folder);
    });
  }
  const fontConfig = join(folder, 'fonts.conf');
  writePublicFile(fontConfig, fontConfigOf(folder));
  const env = { ...environment(), FONTCONFIG_FILE: fontConfig, LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  return { executablePath: join(folder, 'chromium'), env };
};

/** The package unpacks into the folder for temporary files, into whatever lies there already: it gets a new one of its
 *  own, which takes its name when it is whole. `al2023` has the libraries that a bare container lacks. */
const unpack = async (folder: string): Promise<void> => {
  const draft = `${folder}.${process.pid}.draft`;
  const script = `import Chromium, { inflate } from '@sparticuz/chromium';
    await Promise.all([Chromium.executablePath(), inflate(process.argv[1])]);`;
  mkdirSync(draft, { recursive: true });
  try {
    const args = ['--input-type=module', '--eval', script, join(chromiumPackage, 'bin/al2023.tar.br')];
    await promisify(execFile)(process.execPath, args, { cwd: rootDir, env: { ...process.env, TMPDIR: draft } });
    for (const font of japaneseFonts) copyFileSync(join(fontsPackage, font), join(draft, 'fonts', font.split('/')[1] ?? ''));
    syncTree(draft);
    renameDurably(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const names = ['chromium', 'chromium-browser', 'google-chrome'];

const installed = (): ChromiumProgram => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const program = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (program === undefined)
    throw new Error(
      `The browser tests need Chromium. Its package is for x64 only, this machine is ${process.arch}, and none of ${names.join(', ')} ` +
        'is on the PATH: install it (Debian: apt-get install chromium fonts-noto-cjk).',
    );
  return { executablePath: program, env: environment() };
};

/** C.UTF-8 is part of glibc. With a locale that is not installed, a download whose name is not ASCII is called `download`. */
const environment = (): Readonly<Record<string, string>> => ({
  ...(process.env as Readonly<Record<string, string>>),
  LC_ALL: 'C.UTF-8',
});

const versionOf = (folder: string): string => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** The package's own names a folder that does not exist, and has no Japanese. */
const fontConfigOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  ${['sans-serif', 'system-ui', 'serif', 'monospace'].map(alias).join('\n  ')}
</fontconfig>
`;

const alias = (family: string): string =>
  `<alias><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans JP</family></prefer></alias>`;
