import { useState } from 'react'
import { formatCpu, formatDuration } from '../../../core/format.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Hero } from '../../ui/figures.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { useWords } from '../../words/words.ts'
import { CategoryApps } from './category-apps.tsx'
import { type CategoryAct, CategoryDialog, CategoryMenu } from './category-dialogs.tsx'
import { CategoryRules } from './category-rules.tsx'
import { Head } from './head.tsx'
import { useSpan } from './span.ts'
import type { TreeRow } from './tree.ts'

interface OpenCategoryProps {
  readonly id: number
  readonly tree: readonly TreeRow[]
  readonly revision: number
}

/** One category: how long apps in it were used, which those are, and the rules that lead there. */
export function OpenCategory({ id, tree, revision }: OpenCategoryProps) {
  const words = useWords(categoryWords)
  const [act, setAct] = useState<CategoryAct>()
  const [, open] = useParam('category')
  const row = tree.find((one) => one.id === id)
  return (
    <>
      <p className="mb-3 text-note">
        <HereLink change={{ category: undefined, q: undefined }}>{words.back}</HereLink>
      </p>
      <Head
        title={row?.path ?? words.title}
        revision={revision}
        beside={row && <CategoryMenu row={row} onAct={setAct} />}
      />
      {row ? (
        <>
          <div className="pt-8 pb-10 sm:pt-10">
            <Used row={row} />
          </div>
          <CategoryApps row={row} tree={tree} />
          <Section title={words.ofCategory} caption={words.ofCategoryCaption}>
            <CategoryRules row={row} tree={tree} />
          </Section>
        </>
      ) : (
        <div className="pt-8">
          <Empty title={words.gone} />
        </div>
      )}
      <CategoryDialog
        {...{ act, tree, revision }}
        onClose={() => setAct(undefined)}
        onRemoved={() => open(undefined)}
      />
    </>
  )
}

/** For how long somebody was active in its apps; where that is unknown, what they took of the computers. */
function Used({ row: { all, apps } }: { readonly row: TreeRow }) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const [span] = useSpan()
  const said = { of: words.inSpan[span], apps: counted(locale, apps, words.app, words.apps) }
  if (all.time === 'withheld') return <Hero figure="" label={words.activeWithheld(said)} />
  if (all.time.activeMs !== null)
    return <Hero figure={formatDuration(all.time.activeMs, locale)} label={words.active(said)} />
  return <Hero figure={formatCpu(all.cpuMs, locale)} label={words.activeUnknown(said)} />
}
