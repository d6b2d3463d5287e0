import { Component, type ReactNode } from 'react'
import { Problem } from './problem.tsx'

interface Props {
  /** Where the page is: what went wrong elsewhere is over. */
  readonly at: string
  readonly children: ReactNode
}

/** Keeps what went wrong in one part of the page from taking the rest away. */
export class Boundary extends Component<Props, { readonly error: unknown }> {
  override state = { error: undefined as unknown }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  override componentDidUpdate({ at }: Props) {
    if (at !== this.props.at && this.state.error !== undefined) this.setState({ error: undefined })
  }
  override render() {
    const { error } = this.state
    return error === undefined ? (
      this.props.children
    ) : (
      <Problem error={error} reset={() => this.setState({ error: undefined })} />
    )
  }
}
