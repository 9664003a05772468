const frame = (ground: string, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><rect width="400" height="400" fill="${ground}"/>${inside}</svg>`;

const waves = (from: number, color: string): string =>
  [0, 1, 2]
    .map((row) => {
      const y = from + row * 16;
      return `<path d="M112 ${y}q14.700-9 29.300 0t29.300 0 29.300 0 29.300 0 29.300 0 29.300 0" fill="none" stroke="${color}" stroke-width="4"/>`;
    })
    .join('');

/** What the products look like, drawn. */
export const pictures: Readonly<Record<string, string>> = {
  'the-book': frame(
    '#dfe7dc',
    `<rect x="108" y="66" width="196" height="278" rx="6" fill="#0f3d22" opacity=".25"/>
<rect x="100" y="58" width="196" height="278" rx="6" fill="#14532d"/><rect x="100" y="58" width="20" height="278" rx="4" fill="#0f3d22"/>
<circle cx="208" cy="170" r="46" fill="#f2c14e"/><path d="M120 196q22-16 44 0t44 0 44 0 44 0v76H120z" fill="#1f6f43"/><path d="M120 222q22-14 44 0t44 0 44 0 44 0v50H120z" fill="#0f3d22"/>
<rect x="150" y="292" width="116" height="7" rx="3" fill="#faf8f3"/><rect x="178" y="308" width="60" height="5" rx="2" fill="#faf8f3" opacity=".7"/>`,
  ),
  'the-album': frame(
    '#e9e1d3',
    `<circle cx="262" cy="200" r="112" fill="#1d2321"/><circle cx="262" cy="200" r="92" fill="none" stroke="#3a403c" stroke-width="2"/>
<circle cx="262" cy="200" r="74" fill="none" stroke="#3a403c" stroke-width="2"/><circle cx="262" cy="200" r="34" fill="#c2542d"/><circle cx="262" cy="200" r="6" fill="#e9e1d3"/>
<rect x="58" y="88" width="224" height="224" rx="4" fill="#23403a"/><path d="M58 236l56-62 44 44 52-70 72 92v72H58z" fill="#33594f"/>
<circle cx="226" cy="136" r="20" fill="#f5e6c4"/><rect x="82" y="276" width="90" height="7" rx="3" fill="#f5e6c4"/><rect x="82" y="290" width="52" height="5" rx="2" fill="#f5e6c4" opacity=".7"/>`,
  ),
  'the-mug': frame(
    '#dbe3e6',
    `<ellipse cx="192" cy="322" rx="112" ry="14" fill="#9fb0b5" opacity=".6"/><path d="M276 156h20a50 50 0 0 1 0 104h-24v-24h22a28 28 0 0 0 0-56h-18z" fill="#2f4f5c"/>
<path d="M100 112h184v168a40 40 0 0 1-40 40H140a40 40 0 0 1-40-40z" fill="#3b6272"/><ellipse cx="192" cy="112" rx="92" ry="18" fill="#2f4f5c"/><ellipse cx="192" cy="114" rx="80" ry="12" fill="#4a2c1a"/>
${waves(206, '#dbe3e6')}<path d="M164 78q-10-16 2-30M200 76q-12-20 4-38M232 78q-8-16 4-28" fill="none" stroke="#8ea2a9" stroke-width="5" stroke-linecap="round"/>`,
  ),
  'the-print': frame(
    '#efe3da',
    `<rect x="98" y="52" width="212" height="296" fill="#b8a596" opacity=".5"/><rect x="92" y="46" width="212" height="296" fill="#ffffff"/><rect x="110" y="64" width="176" height="234" fill="#e58a5b"/>
<circle cx="240" cy="126" r="26" fill="#f8d9a0"/><path d="M184 128h30l10 128h-50z" fill="#faf8f3"/><path d="M181 166h36l3 34h-42zM175 236h48l2 20h-52z" fill="#9b2f1c"/>
<rect x="186" y="108" width="26" height="20" fill="#22313a"/><path d="M182 108l17-18 17 18z" fill="#9b2f1c"/><path d="M110 252h176v46H110z" fill="#22415a"/><path d="M150 252q48-26 96 0z" fill="#22313a"/>
<rect x="110" y="312" width="62" height="5" fill="#c9c0b6"/>`,
  ),
};
