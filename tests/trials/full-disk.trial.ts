import { describeFullDisk } from '../support/full-disk-trial.ts'

describeFullDisk(100)
