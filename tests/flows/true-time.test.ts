import { describeTrueTime } from '../support/true-time-trial.ts'

describeTrueTime(20)
