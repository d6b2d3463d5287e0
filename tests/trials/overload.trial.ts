import { describeOverload } from '../support/overload-trial.ts'

describeOverload({ seconds: 60, greedy: 40, slowSockets: 300, bombs: 200, others: 20 })
