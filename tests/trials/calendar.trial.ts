import { describeCalendar } from '../support/calendar-trial.ts'

describeCalendar(Intl.supportedValuesOf('timeZone'))
