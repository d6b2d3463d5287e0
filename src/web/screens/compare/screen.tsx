import { PeriodHead } from '../../shell/period-bar.tsx'
export const Screen = () => <PeriodHead screen="compare" />
