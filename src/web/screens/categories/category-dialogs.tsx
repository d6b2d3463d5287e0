import type { ReactNode } from 'react'
import type { RulesEdit } from '../../../protocol/category-edits.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Menu } from '../../ui/menu.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { CategoryRemoval } from './category-removal.tsx'
import { branchOf, type TreeRow } from './tree.ts'
import { useRulesChange } from './use-rules.ts'

/** What somebody is about to do with a category. */
export type CategoryAct =
  | { readonly what: 'add'; readonly parentId: number | null }
  | { readonly what: 'rename' | 'move' | 'remove'; readonly row: TreeRow }

interface CategoryMenuProps {
  readonly row: TreeRow
  onAct(act: CategoryAct): void
}

/** What can be done with a category. */
export function CategoryMenu({ row, onAct }: CategoryMenuProps) {
  const words = useWords(categoryWords)
  return (
    <Menu
      label={words.actionsOf(row.label)}
      items={[
        { text: words.rename, run: () => onAct({ what: 'rename', row }) },
        { text: words.move, run: () => onAct({ what: 'move', row }) },
        { text: words.addBelow, run: () => onAct({ what: 'add', parentId: row.id }) },
        { text: words.remove, remove: true, run: () => onAct({ what: 'remove', row }) },
      ]}
    >
      •••
    </Menu>
  )
}

interface CategoryDialogProps {
  readonly act: CategoryAct | undefined
  readonly tree: readonly TreeRow[]
  readonly revision: number
  onClose(): void
  /** A category that is gone cannot be shown any more. */
  onRemoved?(): void
}

/** Asks what is needed to do it. */
export function CategoryDialog({ act, tree, revision, onClose, onRemoved }: CategoryDialogProps) {
  const words = useWords(categoryWords)
  const titleOf = (one: CategoryAct) =>
    one.what === 'add'
      ? words.addTitle
      : { rename: words.renameTitle, move: words.moveTitle, remove: words.removeTitle }[one.what](one.row.label)
  const rest = { tree, revision, onClose }
  return (
    <Dialog title={act ? titleOf(act) : ''} open={act !== undefined} onClose={onClose} wide={act?.what === 'remove'}>
      {act?.what === 'add' && <Adding parentId={act.parentId} {...rest} />}
      {act?.what === 'rename' && <Renaming row={act.row} {...rest} />}
      {act?.what === 'move' && <Moving row={act.row} {...rest} />}
      {act?.what === 'remove' && <CategoryRemoval row={act.row} onRemoved={onRemoved} {...rest} />}
    </Dialog>
  )
}

interface AskingProps {
  readonly tree: readonly TreeRow[]
  readonly revision: number
  onClose(): void
}

interface EditFormProps extends Pick<AskingProps, 'onClose'> {
  readonly change: ReturnType<typeof useRulesChange>
  readonly revision: number
  /** What was filled in as an edit, and what is said when it is done; undefined where nothing is another. */
  toEdit(fields: Readonly<Record<string, string>>): undefined | { readonly edit: RulesEdit; readonly done: string }
  readonly children: ReactNode
}

function EditForm({ change, revision, toEdit, onClose, children }: EditFormProps) {
  const words = useWords(categoryWords)
  return (
    <Form
      action={change}
      go={words.save}
      beside={<Button onClick={onClose}>{words.cancel}</Button>}
      onSubmit={(fields) => {
        const told = toEdit(fields)
        if (told) change.change([told.edit], revision, told.done)
        else onClose()
      }}
    >
      {children}
    </Form>
  )
}

const placesIn = (tree: readonly TreeRow[], top: string) => [
  { value: '', text: top },
  ...tree.map(({ id, path }) => ({ value: String(id), text: path })),
]

const toParent = (value: string | undefined) => (value ? Number(value) : null)

function Adding({ parentId, tree, revision, onClose }: AskingProps & { readonly parentId: number | null }) {
  const words = useWords(categoryWords)
  const change = useRulesChange({ onDone: onClose })
  return (
    <EditForm
      {...{ change, revision, onClose }}
      toEdit={({ name = '', parentId: parent }) => ({
        edit: { what: 'add category', name, parentId: toParent(parent) },
        done: words.added(name),
      })}
    >
      <TextField name="name" label={words.name} maxLength={60} autoComplete="off" problem={change.problemAt('name')} />
      <SelectField
        name="parentId"
        label={words.within}
        defaultValue={parentId === null ? '' : String(parentId)}
        options={placesIn(tree, words.top)}
        problem={change.problemAt('parentId')}
      />
    </EditForm>
  )
}

function Renaming({ row, revision, onClose }: AskingProps & { readonly row: TreeRow }) {
  const words = useWords(categoryWords)
  const change = useRulesChange({ onDone: onClose })
  return (
    <EditForm
      {...{ change, revision, onClose }}
      // A name of ours stands there in the reader's language; saved unchanged, it would be everybody's.
      toEdit={({ name = '' }) =>
        name.trim() === row.label
          ? undefined
          : { edit: { what: 'rename category', category: row.id, name }, done: words.renamed(name) }
      }
    >
      <TextField
        name="name"
        label={words.name}
        maxLength={60}
        autoComplete="off"
        defaultValue={row.label}
        problem={change.problemAt('name')}
      />
    </EditForm>
  )
}

function Moving({ row, tree, revision, onClose }: AskingProps & { readonly row: TreeRow }) {
  const words = useWords(categoryWords)
  const change = useRulesChange({ onDone: onClose })
  const own = branchOf(tree, row)
  return (
    <EditForm
      {...{ change, revision, onClose }}
      toEdit={({ parentId }) => ({
        edit: { what: 'move category', category: row.id, parentId: toParent(parentId) },
        done: words.moved(row.label),
      })}
    >
      <SelectField
        name="parentId"
        label={words.within}
        defaultValue={row.parentId === null ? '' : String(row.parentId)}
        options={placesIn(
          tree.filter((one) => !own.includes(one)),
          words.top,
        )}
        problem={change.problemAt('parentId') ?? change.problemAt('name')}
      />
    </EditForm>
  )
}
