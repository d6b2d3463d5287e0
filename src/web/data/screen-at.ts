import { type ScreenName, screenEntries } from '../../protocol/screens.ts'

const patterns = Object.entries(screenEntries).map(
  ([name, { path }]) => [name as ScreenName, new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)] as const,
)

/** Which screen is at a path, if any. */
export const screenAt = (path: string): ScreenName | undefined => patterns.find(([, at]) => at.test(path))?.[0]
