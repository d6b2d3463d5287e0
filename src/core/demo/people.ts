import type { Locale } from '../texts/language.ts'
import { addDays, type Day, dayAt, dayMs, dayNumber, hourMs, offsetAt, startOfDay } from '../time.ts'
import { farZones, type Home, homeIn, homes } from './calendar.ts'
import { type Chance, createChance } from './chance.ts'
import type { KindName } from './kinds.ts'

export interface DemoQuestion {
  readonly seed: number
  /** The first day that any of them recorded. */
  readonly from: Day
  readonly devices: number
  /** Up to when; epoch milliseconds. */
  readonly now: number
  readonly locale: Locale
  /** Where the first person lives. */
  readonly zone: string
}

export interface DemoPerson {
  readonly name: string
  readonly zone: string
}

/** Somebody's days away from home, both ends included. */
export interface Absence {
  readonly from: Day
  readonly to: Day
  /** Where they went; a holiday is without the computer. */
  readonly zone: string | undefined
}

export interface DemoDevice {
  readonly seed: string
  readonly name: string
  readonly platform: string
  readonly kind: KindName
  /** Whose it is, by the index of `people`. */
  readonly person: number
  readonly home: Home
  readonly locale: Locale
  /** Recorded from here on, as the agent was installed then, and until here. */
  readonly from: number
  readonly to: number
  /** From here on the device was without a network, and its records came last of all. */
  readonly lateFrom: number
  readonly absences: readonly Absence[]
}

export interface Demo {
  readonly people: readonly DemoPerson[]
  readonly devices: readonly DemoDevice[]
}

const names: Readonly<Record<Locale, readonly string[]>> = {
  en: 'Emma Clark,Noah Weber,Olivia Brown,Liam Fischer,Ava Taylor,Lucas Martin,Mia Evans,Oscar Hughes,Ella Novak,Jack Moreau'.split(
    ',',
  ),
  'pt-BR':
    'Ana Souza,Bruno Lima,Carla Pereira,Diego Rocha,Elisa Martins,Felipe Alves,Gabriela Costa,Hugo Barbosa,Isabela Ramos,João Teixeira'.split(
      ',',
    ),
}

/** Ten computers of six people; with more of them it begins again with other people. */
const pattern: readonly (readonly [kind: KindName, another: boolean])[] = [
  ['developer', false],
  ['home', true],
  ['office', false],
  ['server', true],
  ['traveller', false],
  ['office', false],
  ['home', true],
  ['developer', false],
  ['office', false],
  ['server', true],
]

/** Made-up people and their computers. The same question gives the same answer. */
export function createDemo(question: DemoQuestion): Demo {
  const people: DemoPerson[] = []
  const devices = Array.from({ length: question.devices }, (_, i): DemoDevice => {
    const chance = createChance(question.seed, 'device', i)
    if (!pattern[i % pattern.length]![1]) people.push(toPerson(people.length, question, chance))
    return toDevice(i, people, question, chance)
  })
  return { people, devices }
}

function toDevice(i: number, people: readonly DemoPerson[], question: DemoQuestion, chance: Chance): DemoDevice {
  const { seed, now, locale } = question
  const [kind] = pattern[i % pattern.length]!
  const person = people.length - 1
  const { name, zone } = people[person]!
  const home = homeIn(zone)
  const today = dayAt(now, offsetAt(zone, now))
  const days = Math.max(1, (dayNumber(today) - dayNumber(question.from)) / dayMs)
  const daysAgo = ([least, most]: Range) => startOfDay(addDays(today, -chance.whole(least, most)), zone)
  // The first is there from the first day on; the others followed within three weeks.
  const first = addDays(question.from, i === 0 ? 0 : chance.whole(0, Math.min(21, Math.floor(days / 4))))
  const isSilent = kind === 'office' && i >= pattern.length && days > 40 && chance.is(0.5)
  return {
    seed: `${seed} ${i}`,
    name: toName(name, kind, i),
    platform: kind === 'server' ? 'linux-arm64' : 'linux-x64',
    kind,
    person,
    home,
    locale,
    from: startOfDay(first, zone) + (i === 0 ? 0 : chance.whole(8, 15) * hourMs),
    to: isSilent ? daysAgo([9, 20]) : now,
    lateFrom: kind === 'traveller' ? daysAgo(days > 40 ? [6, 12] : [2, 3]) : now,
    absences: kind === 'server' ? [] : toAbsences(createChance(seed, 'absences', person, kind), kind, first, today),
  }
}

/** The first person lives where the question says. */
function toPerson(i: number, { locale, zone }: DemoQuestion, chance: Chance): DemoPerson {
  const all = names[locale]
  const again = Math.floor(i / all.length)
  const isInBrazil = locale === 'pt-BR' && chance.is(0.75)
  const home = isInBrazil ? 'America/Sao_Paulo' : chance.pick(homes).zone
  return { name: `${all[i % all.length]!}${again > 0 ? ` ${again + 1}` : ''}`, zone: i === 0 ? zone : home }
}

function toName(person: string, kind: KindName, i: number): string {
  if (kind === 'server') return `server-${Math.floor(i / pattern.length) * 2 + (i % pattern.length === 3 ? 1 : 2)}`
  const first = person.split(' ')[0]!.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const places = { office: 'desktop', developer: 'workstation', traveller: 'laptop', home: 'home' }
  const round = Math.floor(i / (pattern.length * 2))
  return `${first}-${places[kind]}${round > 0 ? `-${round + 1}` : ''}`
}

/** A holiday every half year, a sick day or two now and then, and a traveller's trips. */
function toAbsences(chance: Chance, kind: KindName, from: Day, to: Day): Absence[] {
  const often = (first: Range, again: Range, length: Range, zone: () => string | undefined) => {
    const absences: Absence[] = []
    for (let day = addDays(from, chance.whole(...first)); day <= to; day = addDays(day, chance.whole(...again)))
      absences.push({ from: day, to: addDays(day, chance.whole(...length) - 1), zone: zone() })
    return absences
  }
  const nowhere = () => undefined
  return [
    ...often([20, 120], [110, 190], [5, 14], nowhere),
    ...often([15, 70], [40, 110], [1, 3], nowhere),
    ...(kind === 'traveller' ? often([5, 20], [24, 50], [4, 9], () => chance.pick(farZones)) : []),
  ]
}

type Range = readonly [least: number, most: number]
