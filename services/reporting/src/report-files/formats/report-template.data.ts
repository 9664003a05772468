/** The document in Typst: what it shows comes in as data, and is never read as markup. */
export const reportTemplate = `
#let d = json(bytes(sys.inputs.d))
#set document(title: d.title)
#set page(
  paper: "a4", flipped: true, margin: (x: 1.4cm, top: 1.4cm, bottom: 1.6cm),
  footer: context text(7pt, fill: luma(90))[#d.about #h(1fr) #counter(page).display("1 / 1", both: true)],
)
#set text(font: "Noto Sans JP", size: 8pt, number-width: "tabular", lang: d.language)
#set table(stroke: none, inset: (x: 4pt, y: 3pt), fill: (_, y) => if y > 0 and calc.even(y) { luma(246) })
#show table.cell.where(y: 0): set text(weight: "bold")
#show heading: set block(above: 1.2em, below: 0.9em)
#let last = d.heads.len() - 1
= #d.title
#table(
  columns: d.isText.map(is => if is { 1fr } else { auto }),
  align: (x, _) => if x == 0 or d.isText.at(x) { left } else { right },
  table.header(..d.heads.map(head => [#head]), table.hline(stroke: 0.6pt)),
  ..d.rows.flatten().map(cell => [#cell]),
  table.hline(stroke: 0.6pt),
  ..d.totals.flatten().map(cell => strong[#cell]),
)
`;
