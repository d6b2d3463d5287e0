import { drawPicture } from '../../core/charts/draw.ts'
import { dark, light } from '../../core/charts/palette.ts'
import type { Picture } from '../../core/view/picture.ts'
import type { Section, SectionName } from '../../core/view/section.ts'
import type { ReportView } from '../../core/view/view.ts'
import { toPng } from './png.ts'

/** Where the two looks of a section's picture are: `cid:…` or `data:…`. */
export interface PictureAddresses {
  readonly light: string
  readonly dark: string
}

export type Pictures = ReadonlyMap<SectionName, PictureAddresses>

export interface Drawn {
  readonly name: SectionName
  readonly scheme: 'light' | 'dark'
  readonly svg: string
}

const isDrawn = (section: Section): section is Section & { readonly picture: Picture } =>
  section.picture !== undefined && section.picture.kind !== 'shares'

/** Each picture of a report in both looks, in its order. A bar of shares is made of table cells and is none of them. */
export const drawPictures = ({ sections }: ReportView): Drawn[] =>
  sections.filter(isDrawn).flatMap(({ name, picture }) => [
    { name, scheme: 'light', svg: drawPicture(picture, light) },
    { name, scheme: 'dark', svg: drawPicture(picture, dark) },
  ])

/** Where each picture is found by name, both looks together. */
export function toPictures(drawn: readonly Drawn[], addressOf: (each: Drawn) => string): Pictures {
  const pictures = new Map<SectionName, PictureAddresses>()
  for (const each of drawn) {
    const known = pictures.get(each.name) ?? { light: '', dark: '' }
    pictures.set(each.name, { ...known, [each.scheme]: addressOf(each) })
  }
  return pictures
}

/** The same pictures painted for a mail. */
export const paintPictures = (drawn: readonly Drawn[]): Promise<(Drawn & { readonly png: Buffer })[]> =>
  Promise.all(drawn.map(async (each) => ({ ...each, png: await toPng(each.svg) })))
