import type { ReactNode } from 'react'
import { useParam } from '../../data/param.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useWords } from '../../words/words.ts'
import { ComputerStep } from './computer-step.tsx'
import { MailStep } from './mail-step.tsx'
import { ReportStep } from './report-step.tsx'
import { StepList } from './step-list.tsx'
import { isStep, type Step, steps } from './steps.ts'
import { YouStep } from './you-step.tsx'

const parts: Readonly<Record<Step, () => ReactNode>> = {
  you: YouStep,
  computer: ComputerStep,
  mail: MailStep,
  report: ReportStep,
}

/** From an empty server to the first report, one thing after the other; each can be left out and come back to. */
export function Screen() {
  const words = useWords(setUpWords)
  const [named] = useParam('step')
  const step = isStep(named) ? named : steps[0]
  const Part = parts[step]
  return (
    <>
      <ScreenHead title={`${words.titles[step]} · ${words.title}`} shown={words.title} />
      <StepList current={step} />
      <section aria-labelledby="step" className="max-w-[44rem] pt-10">
        <h2 id="step" className="text-[28px]/[36px] font-light">
          {words.titles[step]}
        </h2>
        <p className="mt-2 mb-8 max-w-(--measure) text-ink-2">{words.leads[step]}</p>
        <Part key={step} />
      </section>
    </>
  )
}
