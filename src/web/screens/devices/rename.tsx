import { renameDevice } from '../../../protocol/devices.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { deviceActionWords } from '../../words/device-actions.ts'
import { useWords } from '../../words/words.ts'
import { type ActionProps, changed } from './answer.ts'
import { Theirs } from './theirs.tsx'

export function RenameDialog({ answer: { device }, open, onClose }: ActionProps) {
  const words = useWords(deviceActionWords)
  const { org } = useSelf()
  const rename = useAction(renameDevice, {
    changes: changed,
    fields: ['name'],
    onDone: () => {
      toast(words.renamed)
      onClose()
    },
  })
  return (
    <Dialog title={words.renameTitle} open={open} onClose={onClose}>
      <Form
        action={rename}
        go={words.rename}
        onSubmit={({ name = '' }) => rename.run({ org: org.id, device: device.id, name })}
      >
        <TextField
          name="name"
          label={words.name}
          defaultValue={device.name}
          maxLength={100}
          autoComplete="off"
          problem={rename.problemAt('name')}
        />
        <Theirs device={device} />
      </Form>
    </Dialog>
  )
}
