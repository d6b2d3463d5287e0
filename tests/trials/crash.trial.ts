import { describeKills, describePowerCuts } from '../support/crash-trial.ts'

describeKills(200)
describePowerCuts(100)
