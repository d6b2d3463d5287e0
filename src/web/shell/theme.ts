import { useSyncExternalStore } from 'react'

/** How the page looks: as the system does, or always light or dark. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const name = 'usage-audit theme'
const listeners = new Set<() => void>()

/** What was chosen on this computer; a browser that keeps nothing goes by the system. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(name)
    return themes.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(name, theme)
  } catch {
    // It holds as long as the page is open.
  }
  applyTheme(theme)
  for (const tell of listeners) tell()
}

/** The appearance that was chosen, and how to choose another. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, storedTheme)
  return [theme, chooseTheme]
}
