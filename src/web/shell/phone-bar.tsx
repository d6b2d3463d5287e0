import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { OrgSwitch, Preferences } from './preferences.tsx'
import { Navigation } from './rail.tsx'
import { Recording } from './recording.tsx'

/** On phones, in the place of the rail: the mark, and a menu with all that is in it. */
export function PhoneBar() {
  const words = useWords(shellWords)
  const [open, setOpen] = useState(false)
  return (
    <div className="no-print flex items-center justify-between px-4 py-3 text-cell lg:hidden">
      <ScreenLink to="overview" className="font-semibold text-ink no-underline">
        usage-audit
      </ScreenLink>
      <button type="button" className="control px-[14px] py-[9px]" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.menu}
      </button>
      <Dialog title={words.menu} open={open} onClose={() => setOpen(false)}>
        <OrgSwitch />
        <nav aria-label={words.navigation} className="phone-menu">
          <Navigation onGo={() => setOpen(false)} />
        </nav>
        <Recording />
        <Preferences onGo={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}
