import { describeStoppedAgent } from '../support/stopped-agent-trial.ts'
import { describeTrueTime } from '../support/true-time-trial.ts'

describeTrueTime(2_000)
describeStoppedAgent(45_000, 3)
