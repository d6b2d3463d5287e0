import { type DemoApp, type DesktopApp, desktopServices, developerServices, serverServices } from './apps.ts'

export type KindName = 'office' | 'developer' | 'traveller' | 'home' | 'server'

type Range = readonly [least: number, most: number]

/** How a kind of people uses a computer. Hours are of their own clock. */
export interface Kind {
  /** When they come, and how long they stay with the break. */
  readonly startHour: Range
  readonly stayHours: Range
  /** Hours of the break in the middle; 0 for none. */
  readonly breakHours: Range
  /** How many meetings a day, or films where there are none. */
  readonly meetings: Range
  readonly films: number
  /** How often they are there on a working day, and on another day. */
  readonly workdays: number
  readonly freeDays: number
  /** How often the computer is switched off at the end rather than put to sleep. */
  readonly off: number
  /** What is in front, the more often the higher. */
  readonly front: Readonly<Partial<Record<DesktopApp, number>>>
  /** Started at log-in and never closed. */
  readonly always: readonly DesktopApp[]
  readonly services: readonly DemoApp[]
  /** Installed and never opened. */
  readonly unused: readonly DesktopApp[]
  /** Over the months one is taken up, which takes the place of another; and one grows with an upgrade. */
  readonly adopted?: DesktopApp
  readonly abandoned?: DesktopApp
  readonly upgraded?: DesktopApp
  /** In the last whole month one is new, one was given up just before, and one takes more memory than it did. */
  readonly fresh?: DesktopApp
  readonly dropped?: DesktopApp
  readonly swollen?: DesktopApp
}

const office: Kind = {
  startHour: [7.8, 9.4],
  stayHours: [8.3, 9.6],
  breakHours: [0.7, 1.2],
  meetings: [0, 3],
  films: 0,
  workdays: 0.97,
  freeDays: 0.04,
  off: 0.75,
  front: {
    firefox: 30,
    calc: 18,
    thunderbird: 16,
    writer: 12,
    files: 6,
    reader: 8,
    slack: 9,
    impress: 3,
    calculator: 2,
  },
  always: ['thunderbird', 'slack'],
  services: desktopServices,
  unused: ['gimp', 'inkscape', 'matlab'],
  adopted: 'obsidian',
  abandoned: 'joplin',
  upgraded: 'firefox',
  fresh: 'keepass',
  dropped: 'editor',
  swollen: 'thunderbird',
}

/** Everybody whom we have made up; a server has nobody before it. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  office,
  developer: {
    ...office,
    startHour: [9.2, 10.8],
    stayHours: [8.6, 10.5],
    meetings: [0, 4],
    workdays: 0.96,
    freeDays: 0.14,
    off: 0.2,
    front: {
      code: 34,
      terminal: 22,
      firefox: 20,
      slack: 10,
      idea: 6,
      dbeaver: 3,
      files: 2,
      thunderbird: 4,
      monitor: 1,
    },
    always: ['slack', 'spotify'],
    services: [...desktopServices, ...developerServices],
    unused: ['blender', 'inkscape', 'matlab'],
    adopted: 'zed',
    abandoned: 'idea',
    upgraded: 'code',
    fresh: 'obsidian',
    dropped: 'joplin',
    swollen: 'slack',
  },
  traveller: {
    ...office,
    startHour: [8.2, 10],
    stayHours: [6, 9],
    meetings: [1, 4],
    off: 0.4,
    front: { chrome: 32, thunderbird: 20, impress: 14, calc: 9, element: 8, reader: 8, files: 4, writer: 6 },
    always: ['thunderbird', 'element'],
    unused: ['steam', 'dbeaver'],
    upgraded: 'chrome',
    fresh: 'obsidian',
    dropped: 'slack',
    swollen: 'element',
  },
  home: {
    ...office,
    startHour: [18.8, 20.2],
    stayHours: [1.2, 3.4],
    breakHours: [0, 0],
    meetings: [0, 0],
    films: 0.45,
    workdays: 0.62,
    freeDays: 0.8,
    off: 0.6,
    front: { firefox: 50, files: 5, vlc: 4, writer: 4, keepass: 3, settings: 1, editor: 3 },
    always: ['spotify'],
    unused: ['resolve', 'gimp', 'steam'],
    adopted: 'evolution',
    abandoned: 'thunderbird',
    upgraded: 'spotify',
    fresh: 'element',
    dropped: 'calc',
    swollen: 'firefox',
  },
  server: {
    ...office,
    meetings: [0, 0],
    workdays: 1,
    freeDays: 1,
    off: 0,
    front: {},
    always: [],
    services: serverServices,
    unused: [],
  },
}
