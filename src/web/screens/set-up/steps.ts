/** From an empty server to the first report, in their order; how one signs in comes before, on a page of its own. */
export const steps = ['you', 'computer', 'mail', 'report'] as const
export type Step = (typeof steps)[number]

export const isStep = (word: string | undefined): word is Step => steps.some((step) => step === word)

export const stepAfter = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]
