import { expect, it } from 'vitest'
import { hourMs } from '../../../core/time.ts'
import { dayWords } from '../../words/day.ts'
import { sayLeftOut } from './left-out.tsx'
import type { DayAnswer } from './span.ts'

const device = (name: string, given: Partial<DayAnswer['devices'][number]>): DayAnswer['devices'][number] => ({
  ...{
    id: 1,
    name,
    platform: 'linux-x64',
    recordedMs: 0,
    silentSince: null,
    inFront: [],
    windows: [],
    presence: [],
    gaps: [],
  },
  ...given,
})
const since = Date.UTC(2026, 10, 13, 17, 2)
const devices = [
  device('desk', { recordedMs: hourMs, presence: [{ state: 'active', start: 0, end: hourMs }] }),
  device('server', { recordedMs: hourMs }),
  device('home', { silentSince: since }),
  device('old', {}),
]
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it('tells a computer that recorded and shows nothing from one that sent nothing, and says since when', () => {
  const said = (locale: 'en' | 'pt-BR') => sayLeftOut({ devices, zone: 'UTC' }, dayWords[locale], locale).map(plain)
  expect(said('en')).toEqual([
    'Not in the picture: server does not tell what is in front. What ran there counts in the figures.',
    'Nothing came from home on this day: its last record is of 13 Nov, 17:02.',
    'Nothing was recorded on old on this day.',
  ])
  expect(said('pt-BR')).toEqual([
    'Fora da imagem: server não informa o que está na frente. O que rodou ali conta nos números.',
    'Nada chegou de home neste dia: seu último registro é de 13 de nov., 17:02.',
    'Nada foi registrado em old neste dia.',
  ])
  expect(sayLeftOut({ devices: devices.slice(0, 1), zone: 'UTC' }, dayWords.en, 'en')).toEqual([])
})
