import { isAtLeast } from '../../../core/access.ts'
import type { Self } from '../../data/self.ts'

/** The parts of the settings, in their order. */
export const tabs = ['you', 'reports', 'organisation', 'schedule', 'mail', 'privacy', 'retention'] as const
export type Tab = (typeof tabs)[number]

/** Those of whoever runs the organisation. */
const forAdmins: ReadonlySet<Tab> = new Set<Tab>(['organisation', 'schedule', 'mail', 'privacy', 'retention'])
/** Where there is nobody else, one’s own reports are all there are, and the organisation’s name stands nowhere. */
const ofMany: ReadonlySet<Tab> = new Set<Tab>(['organisation', 'schedule'])

/** The parts that are there for whoever looks. */
export const tabsFor = ({ org: { role }, personal }: Pick<Self, 'org' | 'personal'>): Tab[] =>
  tabs.filter((tab) => !(forAdmins.has(tab) && !isAtLeast(role, 'admin')) && !(ofMany.has(tab) && personal))
