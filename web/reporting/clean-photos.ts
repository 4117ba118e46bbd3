import { isPhoto, withoutMetadata } from '#ui/photo.ts'
import type { Wrong } from './wrong-in-form.ts'

/** The files as they are to be sealed: photos without their metadata, all the rest as it is. */
export async function cleanPhotos(files: readonly File[]): Promise<{ files: File[]; wrong: Wrong[] }> {
  const cleaned: File[] = []
  const wrong: Wrong[] = []
  for (const file of files) {
    try {
      const clean = isPhoto(file) ? await withoutMetadata(file) : file
      if (clean === null) wrong.push({ field: 'files', why: 'photoNotCleaned', detail: file.name })
      else cleaned.push(clean)
    } catch {
      wrong.push({ field: 'files', why: 'fileUnreadable', detail: file.name })
    }
  }
  return { files: cleaned, wrong }
}
