import type { Doc } from './sheet.ts'

type Attributes = Readonly<Record<string, string>>

/** What stands in a picture of ours, one after the other: it knows no groups and no styles. */
const element = /<(\w+)((?:\s+[\w:-]+="[^"]*")*)\s*(?:\/>|>(?:([^<]*)<\/\1>)?)/g

const attributesOf = (text: string): Attributes =>
  Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const unescapeXml = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name ?? ''] ?? whole),
  )

const numberOf = (attributes: Attributes, name: string, otherwise = 0) => Number(attributes[name] ?? otherwise)

/**
 * Draws one of our charts as vectors, its upper left corner at `x` and `y`.
 * @param scale points per pixel of the picture
 * @throws TypeError where it has an element that none of our charts has
 */
export function drawSvg(doc: Doc, svg: string, { x, y, scale }: { x: number; y: number; scale: number }): void {
  doc.save()
  doc.translate(x, y).scale(scale)
  for (const [, name = '', attributes = '', content] of svg.matchAll(element))
    draw(doc, name, attributesOf(attributes), unescapeXml(content ?? ''))
  doc.restore()
}

/** The outline of each shape that a chart of ours is made of. */
const shapes: Readonly<Record<string, (doc: Doc, attributes: Attributes) => void>> = {
  rect: (doc, of) => doc.rect(numberOf(of, 'x'), numberOf(of, 'y'), numberOf(of, 'width'), numberOf(of, 'height')),
  circle: (doc, of) => doc.circle(numberOf(of, 'cx'), numberOf(of, 'cy'), numberOf(of, 'r')),
  line: (doc, of) => doc.moveTo(numberOf(of, 'x1'), numberOf(of, 'y1')).lineTo(numberOf(of, 'x2'), numberOf(of, 'y2')),
  path: (doc, { d = '' }) => doc.path(d),
}

function draw(doc: Doc, name: string, attributes: Attributes, content: string): void {
  const shape = shapes[name]
  if (shape) {
    shape(doc, attributes)
    paint(doc, attributes)
  } else if (name === 'text') write(doc, attributes, content)
  else if (name !== 'svg') throw new TypeError(`No chart of ours has an element ${name}`)
}

/** Fills and strokes as the picture says; what is to be neither is drawn to no effect. */
function paint(doc: Doc, attributes: Attributes): void {
  const { fill = 'black', stroke = 'none' } = attributes
  doc.lineWidth(numberOf(attributes, 'stroke-width', 1))
  const dash = attributes['stroke-dasharray']?.split(/[\s,]+/).map(Number)
  if (dash) doc.dash(dash[0] ?? 1, { space: dash[1] ?? dash[0] ?? 1 })
  if (fill !== 'none' && stroke !== 'none') doc.fillAndStroke(fill, stroke)
  else if (fill !== 'none') doc.fill(fill)
  else if (stroke !== 'none') doc.stroke(stroke)
  if (dash) doc.undash()
}

function write(doc: Doc, attributes: Attributes, content: string): void {
  const isStrong = numberOf(attributes, 'font-weight', 400) >= 500
  doc.font(isStrong ? 'medium' : 'regular').fontSize(numberOf(attributes, 'font-size', 16))
  const width = doc.widthOfString(content)
  const shift = { middle: width / 2, end: width }[attributes['text-anchor'] ?? 'start'] ?? 0
  doc
    .fillColor(attributes.fill ?? 'black')
    .text(content, numberOf(attributes, 'x') - shift, numberOf(attributes, 'y'), {
      lineBreak: false,
      baseline: 'alphabetic',
    })
}
