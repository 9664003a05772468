/** The document in Typst: what it shows comes in as data, and is never read as markup. */
export const pdfTemplate = `
#let d = json(bytes(sys.inputs.d))
#set document(title: d.title)
#set page(
  paper: "a4", flipped: true, margin: (x: 1.4cm, top: 1.4cm, bottom: 1.6cm),
  footer: context text(7pt, fill: luma(90))[#d.about #h(1fr) #counter(page).display("1 / 1", both: true)],
)
#set text(font: "Noto Sans JP", size: 7.5pt, number-width: "tabular", lang: "en")
#set table(stroke: none, inset: (x: 4pt, y: 2.5pt), fill: (_, y) => if y > 0 and calc.even(y) { luma(246) })
#show table.cell.where(y: 0): set text(weight: "bold")
#show heading: set block(above: 1.2em, below: 0.7em)
#let sheet(columns, right-from, names, rows) = table(
  columns: columns,
  align: (x, _) => if x >= right-from { right } else { left },
  table.header(..names.map(name => [#name]), table.hline(stroke: 0.6pt)),
  ..rows.flatten(),
)
= #d.title
#d.about
== Totals
#sheet((auto,) * 5, 1, ("Currency", "Entries", "Lines", "Debit", "Credit"), d.totals)
== Trial balance
#sheet((auto,) * 5, 2, ("Account", "Currency", "Debit", "Credit", "Balance"), d.balances)
== Journal
#sheet(
  (auto, auto, 1fr, auto, auto, auto, auto), 5,
  ("Day", "Order", "Text", "Account", "Currency", "Debit", "Credit"), d.rows,
)
`;
