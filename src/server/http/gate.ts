import { AppError } from '../../core/errors.ts'

/** Lets in so many at once; who comes on top is asked to come again, so that memory stays bounded. */
export interface Gate {
  /** @throws AppError `too_busy` */
  pass<T>(work: () => Promise<T>): Promise<T>
}

export function createGate(most: number): Gate {
  let inside = 0
  return {
    pass: async (work) => {
      if (inside >= most) throw new AppError('too_busy', 'too many requests at once; try again')
      inside++
      try {
        return await work()
      } finally {
        inside--
      }
    },
  }
}
