import { ScreenHead } from '../../shell/head.tsx'
export const Screen = () => <ScreenHead title="Overview" />
