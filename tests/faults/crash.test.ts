import { describeKills, describePowerCuts } from '../support/crash-trial.ts'

describeKills(10)
describePowerCuts(3)
